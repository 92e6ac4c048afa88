"""What families tell a school: sent without an account, answered, taken further by stages, read by the school alone."""

from datetime import timedelta
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail as outgoing
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from core.models import OutgoingEmail
from institutions.models import Institution
from partnerships import actions, links, tasks
from partnerships.actions import concerns as rules
from partnerships.models import Concern, ConcernStage, Entitlement
from tests.factories import InstitutionFactory

pytestmark = pytest.mark.django_db

WORDS = "Year 10 has met no employer since last summer."
ADDRESS = "someone@family.example"


def employers() -> Entitlement:
    return Entitlement.objects.in_force().get(code="EMPLOYERS")


def tell(school: Institution, **different: Any) -> Concern:
    usual: dict[str, Any] = {
        "entitlement": employers(),
        "told_by": "PARENT",
        "words": WORDS,
        "submission_key": uuid4(),
    }
    return actions.raise_concern(school=school, **(usual | different))


def typed_by_a_family(**different: Any) -> dict[str, Any]:
    usual = {"entitlement": employers().pk, "told_by": "PARENT", "words": WORDS, "submission_key": uuid4()}
    return usual | different


def make_late(concern: Concern) -> None:
    Concern.objects.filter(pk=concern.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    concern.refresh_from_db()


def test_a_family_tells_the_school_and_hears_its_answer(
    client: Client, school: Institution, school_user: User
) -> None:
    tab = client.get(reverse("partnerships:families", args=[school.pk])).content.decode()
    address = reverse("partnerships:raise_concern", args=[school.pk])
    assert f"{address}?about={employers().pk}" in tab
    form = client.get(address, {"about": employers().pk})
    assert form.context["form"].initial["entitlement"] == employers()
    answer = client.post(address, typed_by_a_family(email=ADDRESS), follow=True)
    page = answer.content.decode()
    assert WORDS in page
    assert ADDRESS not in page
    own_page = answer.redirect_chain[-1][0]
    to_family = OutgoingEmail.objects.get(to=ADDRESS)
    assert own_page in to_family.body
    assert WORDS not in OutgoingEmail.objects.get(to=school_user.email).body  # letters are forwarded

    school_side = Client()
    school_side.force_login(school_user)
    assert "1 report of families to answer" in school_side.get("/home/").content.decode()
    concern = Concern.objects.get()
    listed = school_side.get(reverse("partnerships:concerns", args=[school.pk])).content.decode()
    assert WORDS in listed
    read = school_side.get(reverse("partnerships:concern", args=[concern.pk])).content.decode()
    assert ADDRESS not in read
    school_side.post(reverse("partnerships:concern", args=[concern.pk]), {"words": "On 4 March, at last."})
    assert "On 4 March, at last." in client.get(own_page).content.decode()
    assert OutgoingEmail.objects.filter(to=ADDRESS).count() == 2
    settled = client.post(f"{own_page}settle/", follow=True).content.decode()
    assert "It is settled" in settled
    concern.refresh_from_db()
    assert concern.state == "SETTLED"
    assert "report of families" not in school_side.get("/home/").content.decode()


def test_it_goes_through_every_stage_up_to_the_ombudsman_with_a_day_for_each(
    client: Client, school: Institution, school_user: User
) -> None:
    concern = tell(school)
    token = links.sign_concern(concern)
    page = reverse("partnerships:concern_by_link", args=[token])
    with pytest.raises(RuleBroken, match="still has time"):
        actions.take_concern_further(token=token, words="I cannot wait.")
    today, stages = timezone.localdate(), list(ConcernStage.objects.order_by("position"))
    for stage, following in pairwise(stages):
        concern.refresh_from_db()
        assert stage.days
        assert (concern.stage, concern.due_on) == (stage, today + timedelta(days=stage.days))
        actions.answer_concern(concern=concern, words=f"Answer at {stage.code}.", by=school_user)
        typed = {"words": f"Not content with {stage.code}."}
        assert following.label in client.post(page, typed, follow=True).content.decode()
    concern.refresh_from_db()
    assert (concern.state, concern.due_on) == ("OUTSIDE", None)
    shown = client.get(page).content.decode()
    assert "Ombudsman" in shown
    assert all(f"Not content with {stage.code}." in shown for stage in stages[:-1])
    with pytest.raises(RuleBroken, match="no further stage"):
        actions.take_concern_further(token=token, words="And now?")
    with pytest.raises(RuleBroken, match="outside"):
        actions.answer_concern(concern=concern, words="Late.", by=school_user)


def test_silence_is_seen_reminded_of_once_and_lets_the_family_go_on(
    client: Client, school: Institution, school_user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks.remind_of_concern, "delay", tasks.remind_of_concern)
    concern = tell(school)
    tasks.remind_of_concern(concern_id=concern.pk)
    assert not OutgoingEmail.objects.filter(subject__startswith="Overdue").exists()
    make_late(concern)
    for _ in range(2):
        tasks.remind_of_concerns()
    [letter] = OutgoingEmail.objects.filter(subject__startswith="Overdue")
    assert letter.to == school_user.email
    client.force_login(school_user)
    assert "Overdue" in client.get(reverse("partnerships:concerns", args=[school.pk])).content.decode()
    actions.take_concern_further(token=links.sign_concern(concern), words="Nobody answered.")
    concern.refresh_from_db()
    assert concern.stage.code == "COMPLAINT"


def test_the_school_and_its_trust_alone_read_it(
    client: Client,
    school: Institution,
    schools: list[Institution],
    trust: Institution,
    lead: User,
    school_user: User,
    employer_user: User,
    administrator: User,
) -> None:
    concern = tell(school)
    assert {
        user: Concern.objects.visible_to(user).exists() for user in (lead, employer_user, administrator)
    } == {
        lead: True,
        employer_user: False,
        administrator: False,
    }
    client.force_login(lead)
    of_trust = client.get(reverse("partnerships:concerns", args=[trust.pk])).content.decode()
    assert school.name in of_trust
    assert WORDS not in client.get(reverse("partnerships:concerns", args=[schools[1].pk])).content.decode()
    client.force_login(administrator)
    for name, pk in (("concerns", school.pk), ("concern", concern.pk)):
        assert client.get(reverse(f"partnerships:{name}", args=[pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.answer_concern(concern=concern, words="Let us see.", by=administrator)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("words", "About Anna Example, born 3 May 2012.", "a name with a date of birth"),
        ("words", "Her number is A123456789012.", "unique pupil number"),
        ("words", "", "Enter what the school should know"),
        ("told_by", "", "Select who you are"),
        ("email", "not an address", "correct format"),
        ("entitlement", "", "Choose what has not happened"),
    ],
)
def test_errors_are_said_at_the_field_and_nothing_is_sent(
    field: str, typed: str, said: str, client: Client, school: Institution, school_user: User
) -> None:
    address = reverse("partnerships:raise_concern", args=[school.pk])
    page = client.post(address, typed_by_a_family(**{field: typed}))
    assert said in page.content.decode()
    assert field in page.context["form"].errors
    assert not Concern.objects.exists()
    assert outgoing.outbox == []


def test_the_same_form_sent_twice_is_one_report(school: Institution, school_user: User) -> None:
    key = uuid4()
    assert tell(school, submission_key=key) == tell(school, submission_key=key)
    assert Concern.objects.count() == OutgoingEmail.objects.count() == 1


def test_nobody_floods_a_school_or_a_letter_box(
    school: Institution, schools: list[Institution], school_user: User, lead: User
) -> None:
    for _ in range(rules.MOST_LETTERS):
        tell(school, email=ADDRESS)
    with pytest.raises(RuleBroken, match="several e-mails"):
        tell(schools[1], email=ADDRESS.upper())
    for _ in range(rules.MOST_OF_A_SCHOOL - rules.MOST_LETTERS):
        tell(school)
    with pytest.raises(RuleBroken, match="last hour"):
        tell(school)
    Concern.objects.update(created_at=timezone.now() - timedelta(hours=2))
    tell(school, email=ADDRESS)


def test_where_nobody_reads_it_the_page_says_so(client: Client) -> None:
    school = InstitutionFactory.create()
    address = reverse("partnerships:raise_concern", args=[school.pk])
    page = client.get(address).content.decode()
    assert "Nobody at this school reads Causeway yet" in page
    assert "<textarea" not in page
    client.post(address, typed_by_a_family())
    assert not Concern.objects.exists()


def test_addresses_of_families_are_forgotten_after_a_year_of_rest(
    school: Institution, school_user: User
) -> None:
    resting, fresh = tell(school, email=ADDRESS), tell(school, email=ADDRESS)
    long_ago = timezone.now() - timedelta(days=366)
    Concern.objects.filter(pk=resting.pk).update(updated_at=long_ago)
    tasks.forget_families()
    assert list(Concern.objects.exclude(email="")) == [fresh]


def test_a_link_that_is_not_whole_opens_nothing(
    client: Client, school: Institution, school_user: User
) -> None:
    token = links.sign_concern(tell(school))
    address = reverse("partnerships:concern_by_link", args=[token[:-2]])
    assert client.get(address).status_code == 410
