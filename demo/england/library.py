"""A library to look at, made by the service itself: a case study, uptake, and a call for evidence."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from institutions.models import Institution, Role, Term
from partnerships import actions
from partnerships.actions import Text
from partnerships.models import AwardRound, ItemKind, LibraryItem, Partnership, RecognitionKind

ACCESSIBLE = {"accessible_version": "The page works with a screen reader and at any size."}


@dataclass(frozen=True)
class Person:
    """Somebody who can sign in, and for whom they speak."""

    user: User
    institution: Institution


def fill_library() -> None:
    """As the demo's people would, with the administrator of England as the reviewer."""
    lead, school, employer, university, broker = map(
        _person, ("lead", "school", "employer", "university", "broker")
    )
    admin = User.objects.get(email="admin@demo.example")
    practice = _publish(university, "PRACTICE", admin, PRACTICE, **_about("ENGAGEMENT", "PARENTS"))
    actions.feature_item(item=practice, by=admin)
    study = _publish(university, "RESEARCH", admin, RESEARCH, practices=[practice])
    for reader in (lead, employer):
        actions.take_up_item(item=practice, institution=reader.institution, by=reader.user)
    actions.take_up_item(item=study, institution=broker.institution, by=broker.user)
    _publish(broker, "EXTERNAL_MODEL", admin, MODEL)
    _publish(broker, "SIGNPOST", admin, SIGNPOST)
    _publish(school, "FAMILY", admin, FAMILY)
    _publish(university, "REPORT", admin, REPORT, **_about("POLICY", "CONTEXTUAL_DATA"))
    link = _publish(broker, "CURATED_LINK", admin, LINK)
    LibraryItem.objects.filter(pk=link.pk).update(link_due_on=timezone.localdate() - timedelta(days=9))
    call = _publish(university, "CALL", admin, CALL, closes_on=timezone.localdate() + timedelta(days=40))
    _send(lead, "PRACTICE", ANSWER, answers_to=call)
    _tell_of_a_partnership(lead, [employer, university], admin)
    _write(school, "PRACTICE", {"title": "Employers at our options evening", "summary": "Notes so far."})
    words = "Its readers from a works nearby, every week for three years."
    actions.nominate_case(institution=school.institution, words=words, by=admin)
    _recognise(broker, lead, school, employer)


def _person(who: str) -> Person:
    user = User.objects.get(email=f"{who}@demo.example")
    return Person(user, Institution.objects.get(members__user=user, members__role=Role.MANAGER))


def _about(vocabulary: str, code: str) -> dict[str, Any]:
    return {"themes": Term.objects.filter(vocabulary=vocabulary, code=code)}


def _write(
    by: Person, kind: str, said: dict[str, Any], *, answers_to: LibraryItem | None = None
) -> LibraryItem:
    found = ItemKind.objects.get(code=kind)
    return actions.write_item(
        owner=by.institution, kind=found, text=Text(**said), answers_to=answers_to, by=by.user
    )


def _send(by: Person, kind: str, said: dict[str, Any], **more: Any) -> LibraryItem:
    return actions.submit_item(item=_write(by, kind, said, **more), by=by.user)


def _publish(by: Person, kind: str, reviewer: User, said: dict[str, Any], **more: Any) -> LibraryItem:
    return actions.publish_item(item=_send(by, kind, said | more), by=reviewer)


def _tell_of_a_partnership(lead: Person, others: list[Person], reviewer: User) -> None:
    """Published where all whom it names can sign in and agree; it waits for the others' word where not."""
    theirs = Partnership.objects.filter(
        parties__institution=lead.institution, stage=Partnership.Stage.EMBEDDED
    ).order_by("pk")
    named = theirs.filter(parties__institution__in=[other.institution for other in others])
    partnership = (named or theirs).first()
    if partnership is None:
        return
    item = _send(lead, "CASE_STUDY", CASE | {"partnership": partnership})
    users = {other.institution.pk: other.user for other in others}
    for consent in item.consents.filter(institution__in=users, is_given=None):
        actions.answer_consent(consent=consent, is_given=True, words="", by=users[consent.institution_id])
    if not item.consents.exclude(is_given=True).exists():
        actions.publish_item(item=item, by=reviewer)


def _recognise(broker: Person, lead: Person, school: Person, employer: Person) -> None:
    """Last year's award was won by the demo's employer, this year's is open, and a school said thank you."""
    today = timezone.localdate()
    won = _open_round(broker, "Employers of the year, last year", today)
    nominated: dict[str, Any] = {
        "institution": employer.institution,
        "nominator": lead.institution,
        "by": lead.user,
    }
    words = "Engineers who wrote lessons with our teachers, not only talks."
    entry = actions.nominate_for_award(award_round=won, words=words, **nominated)
    AwardRound.objects.filter(pk=won.pk).update(closes_on=today - timedelta(days=300))
    actions.shortlist_awards(award_round=won, entries=[entry], by=broker.user)
    actions.announce_awards(award_round=won, winners=[entry], by=broker.user)
    _open_round(broker, "Employers of the year, this year", today + timedelta(days=50))
    actions.give_recognition(
        kind=RecognitionKind.objects.get(code="CELEBRATION"),
        institution=employer.institution,
        giver=school.institution,
        words="Forty mock interviews in one week.",
        given_on=today - timedelta(days=30),
        by=school.user,
    )


def _open_round(by: Person, name: str, closes_on: date) -> AwardRound:
    return actions.open_award_round(
        kind=RecognitionKind.objects.get(code="EMPLOYER_AWARD"),
        organiser=by.institution,
        name=name,
        words="A year of work with schools that others can learn from, in the words of a school.",
        closes_on=closes_on,
        by=by.user,
    )


PRACTICE: dict[str, Any] = {
    "title": "Evenings at which families try things out",
    "summary": "How to hold an evening at a primary school at which parents and children build something together.",
    "words": "Choose a day on which many can come, and ask a few parents first.\n\nLet families sit at one table with "
    "one task. Let a student start them off and then step back.\n\nCount families, not names. Ask on the way out "
    "what they would like to come to next.",
    "areas": ["STEM", "HIGHER_EDUCATION"],
    "phases": ["PRIMARY"],
    "visibility": "PUBLIC",
}
RESEARCH: dict[str, Any] = {
    "title": "What families say a year after they came",
    "summary": "Asked before, just after and a year later: what changed in what they expect, and what did not.",
    "link": "https://example.org/families-a-year-after",
    "source": "The university’s own study, 118 families before and 61 after",
    "strength": "2",
    "phases": ["PRIMARY"],
    **ACCESSIBLE,
}
MODEL: dict[str, Any] = {
    "title": "One neighbourhood, every age",
    "summary": "A model from abroad that stays with children from birth to college in one neighbourhood.",
    "words": "Schools, health and help for families work under one roof and follow the same children for twenty years.",
    "source": "Published studies of its schools",
    "strength": "3",
    "areas": ["LEADERSHIP", "LITERACY"],
    "phases": ["EARLY_YEARS", "PRIMARY", "SECONDARY", "POST_16"],
}
SIGNPOST: dict[str, Any] = {
    "title": "Where applicants find help with their application",
    "summary": "The national services for applicants, and which of them to ask what.",
    "link": "https://example.org/applying",
    "task": "ASK",
    "areas": ["HIGHER_EDUCATION"],
    "phases": ["POST_16"],
    **ACCESSIBLE,
}
FAMILY: dict[str, Any] = {
    "title": "Talk about numbers on the way to school",
    "summary": "Ten small games for families with children of four to seven.",
    "link": "https://example.org/numbers-on-the-way",
    "accessible_version": "Large print and audio from the school office; the film has subtitles and signing.",
    "languages": ["English", "Polish", "Urdu"],
    "formats": ["PRINT", "EASY_READ", "SUBTITLES", "SIGNED"],
    "areas": ["LITERACY"],
    "phases": ["EARLY_YEARS", "PRIMARY"],
    "visibility": "PUBLIC",
}
REPORT: dict[str, Any] = {
    "title": "How universities read an application in its context",
    "summary": "What is known about a school and a neighbourhood when an offer is made, and how it is used.",
    "link": "https://example.org/in-context",
    "areas": ["HIGHER_EDUCATION"],
    "phases": ["POST_16"],
    **ACCESSIBLE,
}
LINK: dict[str, Any] = {
    "title": "A calendar of careers events in the region",
    "summary": "Kept by a network of employers; the broker checks it every three months.",
    "link": "https://example.org/calendar",
    "areas": ["ENTERPRISE"],
    "phases": ["SECONDARY", "POST_16"],
    **ACCESSIBLE,
}
CALL: dict[str, Any] = {
    "title": "What works with families whom school does not reach?",
    "summary": "We collect examples from schools of all ages, and publish the best of them here.",
    "words": "Tell us what you did, with how many families, and how you know what came of it. Failures count.",
    "phases": ["EARLY_YEARS", "PRIMARY"],
}
ANSWER: dict[str, Any] = {
    "title": "A coffee morning that became a class",
    "summary": "Parents asked for help with reading themselves. A college came to them.",
    "words": "Nine came in the first week. After a year it is a class of fourteen, and six have gone on to a course.",
    "phases": ["PRIMARY"],
    "areas": ["LITERACY"],
}
CASE: dict[str, Any] = {
    "title": "From one talk to a year of work together",
    "summary": "What changed when we stopped asking for talks and started to plan with our partner.",
    "words": "We met once a term, with one aim and one number to look at.\n\nThe first year brought four visits. In "
    "the second, teachers and engineers wrote three units together, and they are taught in all our schools.",
    "areas": ["STEM"],
    "phases": ["PRIMARY", "SECONDARY"],
    "visibility": "PUBLIC",
}
