"""Families are asked, answer without a name, and are told what follows. Answers are counts from the first moment on."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core import db, privacy
from core.errors import RuleBroken
from institutions.models import Area, Institution, Term, Vocabulary
from outcomes import access
from outcomes.access import Asker
from outcomes.disclosure import Key, protect
from outcomes.models import ViewsAction, ViewsCount, ViewsFigure, ViewsRelay, ViewsRound
from outcomes.views_table import ANSWERED, views_table
from partnerships.models import CriteriaSet, ScalePoint, SetCriterion

LONGEST = timedelta(days=120)


@transaction.atomic
def open_views_round(
    *, asker: Asker, criteria_set: CriteriaSet, title: str, closes_on: date, by: User
) -> ViewsRound:
    """Ask the families of a school, or of all schools of an area, from today on."""
    access.require_asker(by, asker)
    privacy.refuse_personal_data(title, field="title")
    today = timezone.localdate()
    if not today < closes_on <= today + LONGEST:
        raise RuleBroken(
            f"The last day must be after today and within {LONGEST.days} days.", field="closes_on"
        )
    type(asker)._default_manager.select_for_update(no_key=True).get(pk=asker.pk)  # two at once wait here
    about = {"area": asker} if isinstance(asker, Area) else {"school": asker}
    if ViewsRound.objects.open().filter(**about).exists():
        raise RuleBroken("A round is open already. Wait until it has closed.", code="round_open")
    made = ViewsRound.objects.create(title=title, criteria_set=criteria_set, closes_on=closes_on, **about)
    audit.record("views_round_opened", made, by=by)
    return made


@transaction.atomic
def give_views(
    *, round: ViewsRound, school: Institution, role: Term, points: Mapping[SetCriterion, ScalePoint]
) -> None:
    """Count one family's answer. Nothing says afterwards that it was theirs, so it cannot be taken back."""
    if not round.is_open:
        raise RuleBroken("This round is closed. Thank you for wanting to answer.", code="round_closed")
    if not round.schools().filter(pk=school.pk).exists():
        raise RuleBroken("Choose a school that this round is about.", field="school")
    if not Term.objects.of(Vocabulary.RESPONDENT_ROLE).filter(pk=role.pk).exists():
        raise RuleBroken("Select who you are.", field="role")
    for criterion in round.criteria_set.criteria.order_by("position"):
        point = points.get(criterion)
        if point is None or point.scale_id != round.criteria_set.scale_id:
            raise RuleBroken(f"Answer “{criterion}”.", field=f"point_{criterion.pk}")
        place: dict[str, Any] = {"round": round, "school": school, "role": role}
        ViewsCount.objects.update_or_create(
            **place,
            criterion=criterion,
            point=point,
            defaults={"people": F("people") + 1},
            create_defaults={"people": 1},
        )


def publish_views() -> int:
    """Protect and publish what was said in rounds that have closed; answers how many rounds."""
    with db.exclusive("family-views") as held:
        if not held:
            return 0
        rounds = list(ViewsRound.objects.to_publish().select_related("criteria_set").order_by("pk"))
        for each in rounds:
            _publish(each)
        return len(rounds)


@transaction.atomic
def promise_views_action(*, round: ViewsRound, words: str, owner: str, due_on: date, by: User) -> ViewsAction:
    """Say in public what will be done about what families said."""
    access.require_asker(by, round.asker)
    privacy.refuse_personal_data(words, field="words")
    if round.published_on is None:
        raise RuleBroken("Wait until what families said is published.", code="not_published")
    made = round.actions.create(words=words, owner=owner, due_on=due_on)
    audit.record("views_action_promised", round, by=by, words=words)
    return made


@transaction.atomic
def finish_views_action(*, action: ViewsAction, outcome: str, by: User) -> ViewsAction:
    """Say in public what came of it."""
    access.require_asker(by, action.round.asker)
    privacy.refuse_personal_data(outcome, field="outcome")
    action = ViewsAction.objects.select_for_update().get(pk=action.pk)
    if action.done_on:
        raise RuleBroken("This is done already.", code="action_done")
    action.done_on, action.outcome = timezone.localdate(), outcome
    action.save(update_fields=["done_on", "outcome", "updated_at"])
    audit.record("views_action_finished", action.round, by=by, words=action.words)
    return action


@transaction.atomic
def note_views_relay(
    *,
    round: ViewsRound,
    through: str,
    channel: Term,
    sent_on: date,
    families: int | None,
    by: User,
) -> ViewsRelay:
    """Keep through whom the round was brought to families, and when."""
    access.require_asker(by, round.asker)
    if not round.opens_on <= sent_on <= min(round.closes_on, timezone.localdate()):
        raise RuleBroken("The day must lie within the round, and not ahead.", field="sent_on")
    made = round.relays.create(through=through, channel=channel, sent_on=sent_on, families=families)
    audit.record("views_relay_noted", round, by=by, through=through)
    return made


@transaction.atomic
def _publish(round: ViewsRound) -> None:
    """School by school and role by role, with no total that tells of a part. The exact counts go."""
    half = _middle_of(round)
    said: dict[tuple[int, int], list[tuple[str, str, bool, int]]] = defaultdict(list)
    rows = ViewsCount.objects.filter(round=round)
    names = ("school", "role", "criterion", "point__value", "people")
    for school, role, criterion, value, people in rows.values_list(*names):
        said[school, role].append((str(role), str(criterion), value > half, people))
    ViewsFigure.objects.bulk_create(
        _figure(round, school, key, people)
        for (school, _), counts in sorted(said.items())
        for key, people in protect(views_table(counts)).items()
    )
    rows.delete()
    round.published_on = timezone.localdate()
    round.save(update_fields=["published_on", "updated_at"])
    audit.record("views_published", round, by=None)


def _middle_of(round: ViewsRound) -> float:
    """The middle of the scale: whoever chose a point above it agrees."""
    values = [point.value for point in round.criteria_set.scale.points.all()]
    return (min(values) + max(values)) / 2


def _figure(round: ViewsRound, school: int, key: Key, people: int | None) -> ViewsFigure:
    role, criterion = key
    return ViewsFigure(
        round=round,
        school_id=school,
        role_id=int(role),
        criterion_id=None if criterion == ANSWERED else int(criterion),
        people=people,
    )
