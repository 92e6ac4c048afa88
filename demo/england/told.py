"""What the demo's people say of their latest activities: what they were for, how they went, and which come again."""

from accounts.models import User
from institutions.models import Institution, Term
from institutions.models.vocabulary import valid_on
from partnerships import actions
from partnerships.models import Collaboration, Remark, TagList

TAGGED, REMARKED, PLANNED = 24, 4, 3
SAYINGS = [
    (Remark.Voice.REFLECTION, "The morning was full; next time we begin with the workshop.", False),
    (Remark.Voice.PUPILS, "We did not know that engineers draw so much.", True),
    (Remark.Voice.STAFF, "Two classes asked for more within a week.", True),
    (Remark.Voice.FAMILIES, "It was good to see what our children could become.", True),
]


def tell_of_activities() -> None:
    """As the trust lead would."""
    lead = User.objects.get(email="lead@demo.example")
    trust = Institution.objects.get(members__user=lead, kind=Institution.Kind.TRUST)
    rows = Collaboration.objects.recorded().filter(organiser=trust).order_by("-starts_on", "-pk")
    records = list(rows.select_related("activity_type", "organiser", "partner")[:TAGGED])
    for number, record in enumerate(records):
        _tag(record, number, lead)
    for record, (voice, words, may_be_quoted) in zip(records[:REMARKED], SAYINGS, strict=False):
        actions.add_remark(
            collaboration=record,
            institution=trust,
            voice=voice,
            words=words,
            may_be_quoted=may_be_quoted,
            by=lead,
        )
    actions.plan_next_year(organiser=trust, records=records[-PLANNED:], by=lead)


def _tag(record: Collaboration, number: int, by: User) -> None:
    """One entry of most lists, another for each record, so that some have none."""
    tags = []
    for place, each in enumerate(TagList.objects.asked_of(record)):
        terms = list(
            Term.objects.filter(valid_on(record.starts_on), vocabulary=each.vocabulary).order_by("pk")
        )
        if terms and (number + place) % 3:
            tags.append(terms[(number * 2 + place) % len(terms)])
    actions.tag_collaboration(collaboration=record, tags=tags, revision=record.revision, by=by)
