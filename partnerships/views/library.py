"""The library: finding, reading and writing what others may learn from."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from core.forms import rule_errors_on
from core.methods import takes_form
from core.pages import page_of
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest, acting_institution, memberships_of
from institutions.models import Institution, Phase, SupportArea
from partnerships import actions
from partnerships.access import may_review
from partnerships.filters import LibraryFilter
from partnerships.forms.library import Choices, ItemForm, KindForm
from partnerships.models import (
    CaseNomination,
    Collaboration,
    Consent,
    Event,
    Format,
    ItemKind,
    LibraryFile,
    LibraryItem,
    Partnership,
    Recognition,
)
from partnerships.queries import library as queries
from partnerships.views.partnerships import is_stale

FEATURED_SHOWN = 3
RELATED = ("kind", "owner", "partnership", "collaboration", "replaces", "answers_to")
RECORDS_OFFERED = 40
CARRIED = ("partnership", "collaboration", "nomination", "answers_to")


@login_not_required
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Open to everyone for what is public; the featured ones first."""
    rows = LibraryItem.objects.visible_to(request.user).published()
    filters = LibraryFilter(request.GET, queryset=rows, request=request)
    found = filters.qs if filters.is_valid() else rows.none()
    ordered = queries.with_all(found).order_by("-published_on", "-pk")
    featured = queries.with_all(rows.fresh()).filter(state=LibraryItem.State.FEATURED)
    context = {
        "form": filters.form,
        "page": page_of(request, ordered),
        "tallies": queries.tallies(found),
        "featured": [] if request.GET else list(featured.order_by("-published_on", "-pk")[:FEATURED_SHOWN]),
        "may_review": reviews_somewhere(request),
    }
    return render(request, "partnerships/library.html", context)


@login_not_required
@require_safe
def library_item(request: HttpRequest, pk: int) -> HttpResponse:
    """One version of an item, what it rests on and who does it now; for its owner, what it waits for."""
    found = found_item(request, pk)
    may_edit = access.can(request.user, Permission.PARTNERSHIP_EDIT, found.owner)
    practices = found.practices.visible_to(request.user).published()
    studies = found.studies.visible_to(request.user).published()
    answers = found.answers.visible_to(request.user).published()
    context = {
        "item": found,
        "themes": list(found.themes.order_by("label", "pk")),
        "areas": [label for value, label in SupportArea.choices if value in found.areas],
        "phases": [label for value, label in Phase.choices if value in found.phases],
        "formats": [label for value, label in Format.choices if value in found.formats],
        "practices": list(practices.order_by("title", "pk")),
        "studies": list(studies.select_related("kind").order_by("title", "pk")),
        "answers": list(answers.select_related("owner").order_by("title", "pk")),
        "versions": queries.versions_of(found),
        "may_edit": may_edit,
        "may_review": may_review(request.user, found),
        "missing": queries.lacks(found) if may_edit else [],
        "consents": _consents(request, found),
        "files": list(LibraryFile.objects.visible_to(request.user).filter(item=found).listed()),
        "training": list(found.training.order_by("-starts_on", "pk"))
        if request.user.is_authenticated
        else [],
        "shared_with": list(found.shared_with.order_by("name", "pk")),
        **_uptake(request, found),
    }
    return render(request, "partnerships/library_item.html", context)


@takes_form
def write_item(request: MemberRequest) -> HttpResponse:
    """First the kind (`?kind=`), then what that kind asks; what it comes from stands in the address."""
    owner = acting_institution(request, may=Permission.PARTNERSHIP_EDIT)
    if owner is None:
        raise PermissionDenied("Acts for no institution that could write")
    kind = ItemKind.objects.filter(code=request.GET.get("kind", "")).first()
    if kind is None:
        choice = KindForm(request.GET if "kind" in request.GET else None)
        return render(
            request, "partnerships/item_kind.html", {"form": choice, "owner": owner, "kept": _kept(request)}
        )
    origin = _origin(request)
    choices = _choices(request, owner, chosen=request.GET.get("collaboration", ""))
    form = ItemForm(request.POST or None, kind=kind, choices=choices, initial=_kept(request))
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            made = actions.write_item(owner=owner, kind=kind, text=form.text(), by=request.user, **origin)
            messages.success(request, "The draft is saved. Nobody else sees it yet.")
            return redirect("partnerships:library_item", made.pk)
    call = origin.get("answers_to")
    context = {"form": form, "kind": kind, "owner": owner, "call": call}
    return render(request, "partnerships/write_item.html", context)


@takes_form
def change_item(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(LibraryItem.objects.of(request.user).select_related(*RELATED), pk=pk)
    access.require(request.user, Permission.PARTNERSHIP_EDIT, found.owner)
    choices = _choices(request, found.owner, chosen=str(found.collaboration_id or ""))
    form = ItemForm(request.POST or None, kind=found.kind, choices=choices, item=found)
    stale = is_stale(form, found.revision)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            revision = form.cleaned_data["revision"]
            actions.change_item(item=found, text=form.text(), revision=revision, by=request.user)
            messages.success(request, "Saved.")
            return redirect("partnerships:library_item", pk)
    context = {"form": form, "kind": found.kind, "owner": found.owner, "call": found.answers_to}
    context |= {"item": found, "is_stale": stale}
    return render(request, "partnerships/write_item.html", context)


@require_safe
def own_items(request: MemberRequest) -> HttpResponse:
    """What one's institutions wrote, with what each waits for, and where others ask for their word or for a case."""
    rows = LibraryItem.objects.of(request.user).exclude(state=LibraryItem.State.REPLACED)
    shown = queries.with_all(rows).prefetch_related("consents__institution").order_by("-updated_at", "-pk")
    own = Institution.objects.of(request.user)
    asked = Consent.objects.visible_to(request.user).awaited().filter(institution__in=own)
    nominated = CaseNomination.objects.visible_to(request.user).open().filter(institution__in=own)
    page = page_of(request, shown)
    context = {
        "page": page,
        "rows": [(item, queries.waits_for(item)) for item in page.object_list],
        "asked": list(asked.select_related("item__owner", "institution").order_by("pk")),
        "nominations": list(nominated.select_related("institution", "nominated_by").order_by("pk")),
        "may_write": acting_institution(request, may=Permission.PARTNERSHIP_EDIT) is not None,
    }
    return render(request, "partnerships/own_items.html", context)


@login_not_required
@require_safe
def institution_library(request: HttpRequest, pk: int) -> HttpResponse:
    """The tab of an institution: what it wrote, what it took up from others, and what it was given for its work."""
    institution = get_object_or_404(Institution.objects.visible_to(request.user), pk=pk)
    rows = LibraryItem.objects.visible_to(request.user).published()
    own = queries.with_all(rows.filter(owner=institution)).order_by("-published_on", "-pk")
    given = Recognition.objects.visible_to(request.user).public().filter(institution=institution)
    taken_up = rows.filter(uptakes__institution=institution).select_related("owner")
    context = {
        "institution": institution,
        "tab": "library",
        "page": page_of(request, own),
        "taken_up": list(taken_up.order_by("title", "pk")),
        "shared": list(queries.with_all(rows.filter(shared_with=institution)).order_by("title", "pk")),
        "recognitions": list(given.select_related("kind", "giver", "round").order_by("-given_on", "-pk")),
        "may_nominate": access.can(request.user, Permission.CASE_NOMINATE, institution),
    }
    return render(request, "partnerships/institution_library.html", context)


def found_item(request: HttpRequest, pk: int) -> LibraryItem:
    return get_object_or_404(LibraryItem.objects.visible_to(request.user).select_related(*RELATED), pk=pk)


def reviews_somewhere(request: HttpRequest) -> bool:
    """Whoever administers an area reviews what is written in it."""
    roles = access.roles_with(Permission.LIBRARY_REVIEW)
    return any(membership.role in roles for membership in memberships_of(request))


def _choices(request: MemberRequest, owner: Institution, *, chosen: str) -> Choices:
    """The partnerships of the owner and its schools, their latest records with the chosen one, and the library."""
    here = Institution.objects.visible_to(request.user).with_members(owner)
    partnerships = Partnership.objects.visible_to(request.user).filter(parties__institution__in=here)
    recorded = Collaboration.objects.visible_to(request.user).recorded()
    about = recorded.about(list(here.values_list("pk", flat=True))).order_by("-starts_on", "-pk")
    latest = list(about.values_list("pk", flat=True)[:RECORDS_OFFERED])
    offered = [*latest, int(chosen)] if chosen.isdecimal() else latest
    return Choices(
        partnerships=partnerships.distinct().order_by("title", "pk"),
        records=recorded.filter(pk__in=offered).order_by("-starts_on", "-pk"),
        items=LibraryItem.objects.visible_to(request.user).published(),
        groups=queries.groups_to_share_with(owner),
        training=queries.training_to_name(Event.objects.visible_to(request.user)),
    )


def _origin(request: MemberRequest) -> dict[str, Any]:
    """Why it is written, as the address says and where the person may see it."""
    rows: dict[str, QuerySet[Any]] = {
        "nomination": CaseNomination.objects.visible_to(request.user).open(),
        "answers_to": LibraryItem.objects.visible_to(request.user).published(),
    }
    asked = {name: pk for name, pk in _kept(request).items() if name in rows and pk.isdecimal()}
    return {name: get_object_or_404(rows[name], pk=pk) for name, pk in asked.items()}


def _kept(request: MemberRequest) -> dict[str, str]:
    """What the address says of case and origin, carried on while the kind is chosen."""
    return {name: request.GET[name] for name in CARRIED if name in request.GET}


def _consents(request: HttpRequest, found: LibraryItem) -> list[Consent]:
    """Those that the person may read, with the ones that they may answer marked."""
    rows = Consent.objects.visible_to(request.user).filter(item=found).select_related("institution")
    consents = list(rows.order_by("institution__name", "pk"))
    own = set(access.where_may(request.user, Permission.PARTNERSHIP_EDIT).values_list("pk", flat=True))
    for consent in consents:
        vars(consent)["may_answer"] = consent.institution_id in own
    return consents


def _uptake(request: HttpRequest, found: LibraryItem) -> dict[str, Any]:
    """Who says that they do it, and whether the institution that one acts for could say so."""
    uptakes = list(found.uptakes.select_related("institution").order_by("said_on", "pk"))
    own = acting_institution(request)
    is_asked = found.is_live and bool(found.kind.uptake)
    may_say = own is not None and own.pk != found.owner_id and is_asked
    if own is not None and may_say:
        may_say = access.can(request.user, Permission.PARTNERSHIP_EDIT, own)
    return {
        "uptakes": uptakes,
        "may_say": may_say,
        "has_said": own is not None and own.pk in {uptake.institution_id for uptake in uptakes},
    }
