"""The library as its pages show it: what an item still needs, whom it names, its versions, and how much there is."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from institutions.models import Affiliation, Institution, Phase, SupportArea, Term
from institutions.models.institution import InstitutionQuerySet
from partnerships.models import Collaboration, ItemKind, LibraryItem, Partnership
from partnerships.models.event import EventQuerySet
from partnerships.models.library import LibraryItemQuerySet

EVENTS_OFFERED = 30
Ask = ItemKind.Ask
# What is missing, in words, where the kind asks for it.
MISSING = {
    Ask.CASE: "Say of which partnership or record it tells.",
    Ask.EVIDENCE: "Say where it comes from, and how strong the evidence is.",
    Ask.TRANSCRIPT: "Add a transcript of what is said in it.",
    Ask.FORMATS: "Say in which languages and in which formats it can be had.",
    Ask.LINK: "Add the link, or a file.",
    Ask.TASK: "Say with which task it helps.",
    Ask.CLOSING: "Say until when answers are taken: a day that is still to come.",
}


@dataclass(frozen=True)
class Tally:
    """How many items there are by one thing. `counts`: in words, what the filter `by` takes, and how many."""

    heading: str
    by: str
    counts: list[tuple[str, str, int]]


def lacks(item: LibraryItem) -> list[str]:
    """What it needs before it can go to review."""
    return [*_lacks(item)]


def _lacks(item: LibraryItem) -> Iterator[str]:
    has_files = item.files.exists()
    if not (item.words or item.link or has_files):
        yield "Write it down, add a file, or link to where it is kept."
    if (item.link or has_files) and not item.accessible_version:
        yield "Say how somebody gets it who cannot use the file or what the link leads to."
    said = {
        Ask.CASE: item.partnership_id or item.collaboration_id,
        Ask.EVIDENCE: item.source and item.strength,
        Ask.TRANSCRIPT: item.transcript,
        Ask.FORMATS: item.languages and item.formats,
        Ask.LINK: item.link or has_files,
        Ask.TASK: item.task,
        Ask.CLOSING: item.closes_on and item.closes_on >= timezone.localdate(),
    }
    for ask in item.kind.asks:
        if ask in said and not said[Ask(ask)]:
            yield MISSING[Ask(ask)]


def part_in(case: Partnership | Collaboration) -> InstitutionQuerySet:
    """The institutions that a case study about it names."""
    if isinstance(case, Partnership):
        return Institution.objects.filter(pk__in=case.parties.current().values("institution"))
    schools = case.contributions.values("school")
    sides = Q(pk__in=[pk for pk in (case.organiser_id, case.partner_id) if pk])
    return Institution.objects.filter(sides | Q(pk__in=schools))


def named_in(item: LibraryItem) -> InstitutionQuerySet:
    """Those whose word is needed before it is published: all in the case but its owner."""
    case = item.partnership or item.collaboration
    return part_in(case).exclude(pk=item.owner_id) if case else Institution.objects.none()


def groups_to_share_with(owner: Institution) -> InstitutionQuerySet:
    """The groups that it belongs to today, and itself where it is one."""
    groups = Affiliation.objects.on(timezone.localdate()).filter(member=owner).values("group")
    found = Institution.objects.open().filter(Q(pk__in=groups) | Q(pk=owner.pk, as_group__isnull=False))
    return found.order_by("name", "pk")


def training_to_name(events: EventQuerySet) -> EventQuerySet:
    """The latest events that train people in something."""
    return events.filter(pk__in=events.exclude(topic=None).order_by("-starts_on", "-pk")[:EVENTS_OFFERED])


def versions_of(item: LibraryItem) -> list[LibraryItem]:
    """The others that readers may still see, the newest first."""
    found: list[LibraryItem] = []
    later = item.replaced_by.filter(state__in=LibraryItem.READABLE).first()
    while later:
        found.insert(0, later)
        later = later.replaced_by.filter(state__in=LibraryItem.READABLE).first()
    return found + earlier_versions(item)


def earlier_versions(item: LibraryItem) -> list[LibraryItem]:
    """What it said before, the newest first."""
    found: list[LibraryItem] = []
    earlier = item.replaces
    while earlier:
        found.append(earlier)
        earlier = earlier.replaces
    return found


def with_all(items: LibraryItemQuerySet) -> LibraryItemQuerySet:
    """With what a list says of each."""
    return items.with_uptake().select_related("kind", "owner").defer("owner__search")


def tallies(items: LibraryItemQuerySet) -> list[Tally]:
    """By theme, ages and area of support. A stage or area without any says 0; of themes, those that there are."""
    rows = list(items.values_list("phases", "areas"))
    by_phase = Counter(phase for phases, _ in rows for phase in phases)
    by_area = Counter(area for _, areas in rows for area in areas)
    themes = LibraryItem.themes.through.objects.filter(libraryitem__in=items.values("pk"))
    by_theme = Counter(themes.values_list("term", flat=True))
    terms = Term.objects.filter(pk__in=by_theme).order_by("label", "pk")
    return [
        Tally("Theme", "theme", [(term.label, str(term.pk), by_theme[term.pk]) for term in terms]),
        Tally("Ages", "phase", [(label, value, by_phase[value]) for value, label in Phase.choices]),
        Tally(
            "Area of support",
            "area",
            [(label, value, by_area[value]) for value, label in SupportArea.choices],
        ),
    ]


def waits_for(item: LibraryItem) -> str:
    """What an item of one’s own waits for; empty where nothing."""
    match item.state:
        case LibraryItem.State.DRAFT:
            missing = lacks(item)
            return missing[0] if missing else "Send it to review."
        case LibraryItem.State.IN_REVIEW:
            open_ones = [str(each.institution) for each in item.consents.all() if not each.is_given]
            return f"The word of {', '.join(open_ones)}" if open_ones else "A reviewer’s decision"
    return "Look at it again: is it still right?" if item.is_stale and item.is_live else ""
