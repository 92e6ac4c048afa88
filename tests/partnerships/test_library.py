"""The library: what a kind asks, from draft to featured, who reads what, and what is due to be looked at again."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from core.models import OutgoingEmail
from institutions.models import Institution, RoleType, Term
from partnerships import actions
from partnerships.actions import Text
from partnerships.models import CaseNomination, Consent, ItemKind, LibraryItem, Uptake
from partnerships.queries.library import lacks, tallies
from tests.factories import (
    AreaFactory,
    CollaborationFactory,
    InstitutionFactory,
    MembershipFactory,
    PartnershipFactory,
    RoleHolderFactory,
)
from tests.library_factories import LibraryItemFactory

pytestmark = pytest.mark.django_db

LIBRARY = "/library/"
State = LibraryItem.State


def written(owner: Institution, by: User, kind: str = "PRACTICE", **said: Any) -> LibraryItem:
    """A draft that says all that practitioner guidance is asked; say what is different."""
    usual = {"title": "Reading together", "summary": "How we do it.", "words": "Once a week."}
    return actions.write_item(
        owner=owner,
        kind=ItemKind.objects.get(code=kind),
        text=Text(**(usual | said)),
        by=by,
    )


def published(
    owner: Institution, by: User, reviewer: User, kind: str = "PRACTICE", **said: Any
) -> LibraryItem:
    item = actions.submit_item(item=written(owner, by, kind, **said), by=by)
    return actions.publish_item(item=item, by=reviewer)


def titles(client: Client, **chosen: Any) -> list[str]:
    return [str(item) for item in client.get(LIBRARY, chosen).context["page"]]


def test_an_item_goes_from_draft_to_review_to_published_to_featured_in_the_browser(
    client: Client, school_user: User, school: Institution, administrator: User, university_user: User
) -> None:
    client.force_login(school_user)
    typed = {
        "title": "Reading together",
        "summary": "How we do it.",
        "words": "Once a week.",
        "areas": ["LITERACY"],
        "phases": ["PRIMARY"],
        "PURPOSE": ["ASPIRATION"],
        "visibility": "PUBLIC",
    }
    assert client.post(f"{LIBRARY}new/?kind=PRACTICE", typed).status_code == 302
    item = LibraryItem.objects.get()
    page = f"{LIBRARY}{item.pk}/"
    assert client.post(f"{page}submit/").status_code == 302
    assert client.post(f"{page}publish/").status_code == 403
    client.force_login(university_user)
    assert client.get(page).status_code == 404
    client.force_login(administrator)
    assert "Reading together" in client.get(f"{LIBRARY}review/").content.decode()
    assert client.post(f"{page}publish/").status_code == 302
    assert client.post(f"{page}feature/").status_code == 302
    item.refresh_from_db()
    today = timezone.localdate()
    assert (item.state, item.published_on, item.review_on) == (
        State.FEATURED,
        today,
        today + timedelta(days=730),
    )
    assert [term.code for term in item.themes.all()] == ["ASPIRATION"]
    client.logout()
    assert client.get(LIBRARY).context["featured"] == [item]
    assert "Once a week." in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("EVIDENCE", {"source": "A review of studies", "strength": "2"}),
        ("EXTERNAL_MODEL", {"source": "A neighbourhood project abroad", "strength": "3"}),
        ("REPORT", {"link": "https://example.org/r", "accessible_version": "It works with a screen reader."}),
        (
            "BRIEFING",
            {"link": "https://example.org/f", "accessible_version": "Subtitles.", "transcript": "Welcome."},
        ),
        (
            "FAMILY",
            {
                "link": "https://example.org/l",
                "accessible_version": "Large print.",
                "languages": ["English", "Urdu"],
                "formats": ["PRINT", "SIGNED"],
            },
        ),
        ("SIGNPOST", {"link": "https://example.org/s", "accessible_version": "It works.", "task": "ASK"}),
    ],
)
def test_a_kind_says_what_is_asked_before_review(
    kind: str, said: dict[str, Any], school: Institution, school_user: User
) -> None:
    for name in said:
        gaps = {key: value for key, value in said.items() if key != name}
        with pytest.raises(RuleBroken):
            actions.submit_item(item=written(school, school_user, kind, **gaps), by=school_user)
    item = actions.submit_item(item=written(school, school_user, kind, **said), by=school_user)
    assert lacks(item) == []


def test_behind_a_link_stands_how_somebody_gets_it_who_cannot_use_it(
    school: Institution, school_user: User
) -> None:
    item = written(school, school_user, link="https://example.org/f")
    with pytest.raises(RuleBroken, match="cannot use"):
        actions.submit_item(item=item, by=school_user)
    with pytest.raises(IntegrityError, match="accessible_version"), transaction.atomic():
        LibraryItem.objects.update(state=State.IN_REVIEW)


def test_the_sector_reads_it_unless_there_is_a_reason_to_keep_it_in_the_trust(
    client: Client,
    school: Institution,
    schools: list[Institution],
    lead: User,
    school_user: User,
    university_user: User,
) -> None:
    school = schools[0]
    wide = LibraryItemFactory.create(owner=school, title="For the sector")
    public = LibraryItemFactory.create(owner=school, title="For everybody", visibility="PUBLIC")
    kept = LibraryItemFactory.create(
        owner=schools[1], title="For the trust", visibility="TRUST", visibility_reason="It names our staff"
    )
    assert titles(client) == [str(public)]
    client.force_login(university_user)
    assert set(titles(client)) == {str(wide), str(public)}
    for user in (lead, school_user):
        client.force_login(user)
        assert set(titles(client)) == {str(wide), str(public), str(kept)}
    with pytest.raises(RuleBroken) as refused:
        written(school, school_user, visibility="TRUST")
    assert refused.value.field == "visibility_reason"
    with pytest.raises(IntegrityError, match="says_why"), transaction.atomic():
        LibraryItem.objects.filter(pk=kept.pk).update(visibility_reason="")


def test_what_is_due_to_be_looked_at_is_left_out_unless_asked_for_and_its_owner_says_that_it_is_right(
    client: Client, school: Institution, school_user: User
) -> None:
    item = LibraryItemFactory.create(owner=school, stale=True)
    client.force_login(school_user)
    assert titles(client) == []
    assert titles(client, stale="on") == [str(item)]
    assert "Due to be looked at again" in client.get(f"{LIBRARY}{item.pk}/").content.decode()
    assert "1 item in the library to look at again" in client.get("/home/").content.decode()
    assert client.post(f"{LIBRARY}{item.pk}/confirm/").status_code == 302
    assert titles(client) == [str(item)]


def test_a_curated_link_is_checked_by_its_owner_every_three_months(
    school: Institution, school_user: User, administrator: User
) -> None:
    said = {"link": "https://example.org/a", "accessible_version": "It works with a screen reader."}
    item = published(school, school_user, administrator, "CURATED_LINK", **said)
    assert item.link_due_on == timezone.localdate() + timedelta(days=91)
    LibraryItem.objects.update(link_due_on=timezone.localdate() - timedelta(days=1))
    assert not LibraryItem.objects.fresh().exists()
    actions.confirm_item(item=item, by=school_user)
    assert LibraryItem.objects.fresh().get() == item


def test_a_new_version_takes_the_place_of_the_one_before_which_stays_readable(
    client: Client,
    school: Institution,
    school_user: User,
    administrator: User,
    university_user: User,
    university: Institution,
) -> None:
    first = published(school, school_user, administrator, words="Once a week.")
    actions.feature_item(item=first, by=administrator)
    actions.take_up_item(item=first, institution=university, by=university_user)
    client.force_login(school_user)
    begun = client.post(f"{LIBRARY}{first.pk}/revise/")
    second = LibraryItem.objects.get(replaces=first)
    assert begun["Location"] == f"{LIBRARY}{second.pk}/edit/"
    with pytest.raises(RuleBroken, match="begun already"):
        actions.revise_item(item=first, by=school_user)
    actions.change_item(
        item=second, text=Text(title="T", summary="S", words="Twice a week."), revision=1, by=school_user
    )
    actions.submit_item(item=second, by=school_user)
    client.force_login(university_user)
    assert "Once a week." in client.get(f"{LIBRARY}{first.pk}/").content.decode()
    actions.publish_item(item=second, by=administrator)
    second.refresh_from_db()
    assert (second.state, second.version, second.uptakes.count()) == (State.FEATURED, 2, 1)
    before = client.get(f"{LIBRARY}{first.pk}/").content.decode()
    assert "Once a week." in before
    assert "Read version 2" in before
    assert titles(client) == ["T"]


def test_an_edit_of_an_older_draft_is_refused(school: Institution, school_user: User) -> None:
    item, text = written(school, school_user), Text(title="T", summary="S")
    actions.change_item(item=item, text=text, revision=1, by=school_user)
    with pytest.raises(RuleBroken) as refused:
        actions.change_item(item=item, text=text, revision=1, by=school_user)
    assert refused.value.code == "stale"


def test_a_reviewer_asks_for_a_change_and_never_reviews_what_they_wrote(
    client: Client, school: Institution, school_user: User, administrator: User
) -> None:
    item = actions.submit_item(item=written(school, school_user), by=school_user)
    LibraryItem.objects.update(author=administrator)
    with pytest.raises(RuleBroken, match="Somebody else"):
        actions.publish_item(item=item, by=administrator)
    client.force_login(administrator)
    assert client.post(f"{LIBRARY}{item.pk}/send-back/", {"words": "Say for which ages."}).status_code == 302
    client.force_login(school_user)
    assert "Say for which ages." in client.get(f"{LIBRARY}{item.pk}/").content.decode()


def test_only_those_who_administer_the_owners_area_or_england_review(
    school: Institution, school_user: User, administrator: User
) -> None:
    item = actions.submit_item(item=written(school, school_user), by=school_user)
    here = MembershipFactory.create(over_area=True, area=school.local_authority).user
    elsewhere = MembershipFactory.create(over_area=True, area=AreaFactory.create()).user
    readers = [
        user for user in (here, elsewhere, administrator) if item in LibraryItem.objects.visible_to(user)
    ]
    assert readers == [here, administrator]
    with pytest.raises(PermissionDenied):
        actions.publish_item(item=item, by=elsewhere)
    assert actions.publish_item(item=item, by=here).is_live


def test_a_case_study_waits_for_the_word_of_all_whom_it_names(
    client: Client,
    lead: User,
    trust: Institution,
    employer: Institution,
    employer_user: User,
    administrator: User,
) -> None:
    partnership = PartnershipFactory.create(institutions=[trust, employer])
    client.force_login(lead)
    address = f"{LIBRARY}new/?kind=CASE_STUDY&partnership={partnership.pk}"
    asked = client.get(address)
    assert asked.context["form"]["partnership"].value() == str(partnership.pk)
    typed = {
        "title": "T",
        "summary": "S",
        "words": "W",
        "partnership": partnership.pk,
        "visibility": "SECTOR",
    }
    assert client.post(address, typed).status_code == 302
    item = LibraryItem.objects.get()
    actions.submit_item(item=item, by=lead)
    consent = Consent.objects.get()
    assert consent.institution == employer
    with pytest.raises(RuleBroken, match=f"waits for the word of {employer}"):
        actions.publish_item(item=item, by=administrator)
    client.force_login(employer_user)
    assert "1 case study about you waits for your word" in client.get("/home/").content.decode()
    assert client.post(f"{LIBRARY}{item.pk}/word/{consent.pk}/", {"is_given": "yes"}).status_code == 302
    assert actions.publish_item(item=item, by=administrator).is_live
    actions.answer_consent(consent=consent, is_given=False, words="We left.", by=employer_user)
    item.refresh_from_db()
    assert item.state == State.WITHDRAWN


def test_what_is_withdrawn_is_gone_with_all_its_versions(
    school: Institution, school_user: User, administrator: User, university_user: User
) -> None:
    first = published(school, school_user, administrator)
    second = actions.revise_item(item=first, by=school_user)
    kept = Text(title="T", summary="S", words="W", visibility="TRUST", visibility_reason="It names our staff")
    actions.change_item(item=second, text=kept, revision=1, by=school_user)
    actions.publish_item(item=actions.submit_item(item=second, by=school_user), by=administrator)
    assert not LibraryItem.objects.visible_to(university_user).exists()
    assert LibraryItem.objects.visible_to(school_user).count() == 2
    actions.withdraw_item(item=second, by=school_user)
    assert set(LibraryItem.objects.values_list("state", flat=True)) == {State.WITHDRAWN}


def test_whoever_speaks_for_a_school_gives_its_word_by_sending_it_to_review(
    lead: User, trust: Institution, school: Institution, employer: Institution, employer_user: User
) -> None:
    record = CollaborationFactory.create(organiser=trust, partner=employer, schools=[school])
    item = written(trust, lead, "CASE_STUDY", collaboration=record)
    actions.submit_item(item=item, by=lead)
    answers = dict(item.consents.values_list("institution", "is_given"))
    assert answers == {school.pk: True, employer.pk: None}
    asked = OutgoingEmail.objects.get(subject__startswith=f"{trust} wrote about you")
    assert (asked.to, f"/library/{item.pk}/" in asked.body) == (employer_user.email, True)


def test_nobody_writes_up_what_they_had_no_part_in(
    university: Institution, university_user: User, trust: Institution
) -> None:
    partnership = PartnershipFactory.create(institutions=[trust])
    with pytest.raises(RuleBroken, match="no part"):
        written(university, university_user, "CASE_STUDY", partnership=partnership)


def test_an_adviser_nominates_and_the_school_writes_it_up(
    client: Client, school: Institution, school_user: User, university_user: User
) -> None:
    with pytest.raises(PermissionDenied):
        actions.nominate_case(institution=school, words="Good.", by=university_user)
    RoleHolderFactory.create(
        institution=school,
        role_type=RoleType.objects.get(code="SCHOOL_IMPROVEMENT_OFFICER"),
        user=university_user,
    )
    client.force_login(university_user)
    page = f"/institutions/{school.pk}/nominate/"
    assert page in client.get(f"/institutions/{school.pk}/library/").content.decode()
    assert client.post(page, {"words": "Its readers from the works."}).status_code == 302
    nomination = CaseNomination.objects.get()
    client.force_login(school_user)
    assert "Its readers from the works." in client.get(f"{LIBRARY}ours/").content.decode()
    typed = {"title": "T", "summary": "S", "visibility": "SECTOR"}
    address = f"{LIBRARY}new/?kind=PRACTICE&nomination={nomination.pk}"
    assert client.post(address, typed).status_code == 302
    assert not CaseNomination.objects.open().exists()


def test_other_schools_say_that_they_do_it_and_are_counted_once(
    client: Client, school: Institution, employer: Institution, employer_user: User, school_user: User
) -> None:
    item = LibraryItemFactory.create(owner=school)
    client.force_login(employer_user)
    for _ in range(2):
        assert client.post(f"{LIBRARY}{item.pk}/take-up/").status_code == 302
    assert Uptake.objects.get().institution == employer
    assert "“We do this now”: 1" in client.get(LIBRARY).content.decode()
    with pytest.raises(RuleBroken, match="your own"):
        actions.take_up_item(item=item, institution=school, by=school_user)
    client.post(f"{LIBRARY}{item.pk}/give-up/")
    assert not Uptake.objects.exists()


def test_evidence_counts_its_reuse_and_is_listed_beside_the_practice_that_it_bears_on(
    client: Client, school: Institution, school_user: User, employer: Institution, employer_user: User
) -> None:
    practice = LibraryItemFactory.create(owner=school)
    study = LibraryItemFactory.create(
        of_kind="RESEARCH", title="What reading does", strength="3", source="A journal"
    )
    study.practices.add(practice)
    actions.take_up_item(item=study, institution=employer, by=employer_user)
    client.force_login(school_user)
    shown = client.get(f"{LIBRARY}{practice.pk}/").content.decode()
    assert "What reading does" in shown
    assert "type 3: a design that can show what caused what" in shown
    assert "“We have used this”: 1" in client.get(LIBRARY, {"kind": "RESEARCH"}).content.decode()


def test_items_are_counted_and_found_by_theme_phase_and_area(client: Client, school_user: User) -> None:
    data = Term.objects.get(vocabulary="POLICY", code="CONTEXTUAL_DATA")
    tagged = LibraryItemFactory.create(phases=["PRIMARY"], areas=["STEM", "LITERACY"])
    tagged.themes.add(data)
    LibraryItemFactory.create(phases=["PRIMARY"], areas=["STEM"])
    found = {
        tally.by: {label: count for label, _, count in tally.counts}
        for tally in tallies(LibraryItem.objects.published())
    }
    assert found["theme"] == {"Contextual data in admissions": 1}
    assert (found["phase"]["Primary"], found["phase"]["Secondary"]) == (2, 0)
    assert found["area"]["Science, technology, engineering and maths"] == 2
    client.force_login(school_user)
    for chosen in ({"theme": data.pk}, {"area": "LITERACY"}, {"q": str(tagged)}):
        assert titles(client, **chosen) == [str(tagged)], chosen
    assert len(titles(client, phase="PRIMARY")) == 2


def test_a_call_for_evidence_gathers_what_others_publish_until_its_day(
    client: Client, university: Institution, university_user: User, school_user: User, administrator: User
) -> None:
    soon = timezone.localdate() + timedelta(days=9)
    call = published(university, university_user, administrator, "CALL", closes_on=soon)
    client.force_login(school_user)
    page = f"{LIBRARY}{call.pk}/"
    assert f"{LIBRARY}new/?answers_to={call.pk}" in client.get(page).content.decode()
    address = f"{LIBRARY}new/?answers_to={call.pk}"
    assert f'name="answers_to" value="{call.pk}"' in client.get(address).content.decode()
    typed = {"title": "A coffee morning", "summary": "S", "words": "W", "visibility": "SECTOR"}
    assert client.post(f"{address}&kind=PRACTICE", typed).status_code == 302
    answer = LibraryItem.objects.get(answers_to=call)
    assert "A coffee morning" not in client.get(page).content.decode()
    actions.publish_item(item=actions.submit_item(item=answer, by=school_user), by=administrator)
    assert "A coffee morning" in client.get(page).content.decode()
    LibraryItem.objects.filter(pk=call.pk).update(closes_on=timezone.localdate() - timedelta(days=1))
    late = client.post(f"{address}&kind=PRACTICE", typed).content.decode()
    assert "This call for evidence has closed." in late


def test_the_api_answers_with_the_same_items_as_the_page(client: Client, school_user: User) -> None:
    item = LibraryItemFactory.create(title="For the sector", phases=["PRIMARY"])
    LibraryItemFactory.create(title="Of another trust", visibility="TRUST", visibility_reason="Ours")
    LibraryItemFactory.create(title="Long not looked at", stale=True)
    LibraryItemFactory.create(title="A draft", draft=True, owner=item.owner)
    client.force_login(school_user)
    for chosen in ({}, {"phase": "PRIMARY"}):
        found = client.get("/api/v1/library/", chosen).json()["results"]
        assert [each["title"] for each in found] == titles(client, **chosen) == ["For the sector"]


def test_no_pupil_is_named(school: Institution, school_user: User) -> None:
    with pytest.raises(RuleBroken) as refused:
        written(school, school_user, words="Ann Smith (born 3 May 2014) liked it.")
    assert refused.value.field == "words"


def test_a_withdrawn_item_is_read_by_its_owner_alone(
    client: Client, school: Institution, school_user: User, employer_user: User
) -> None:
    item = LibraryItemFactory.create(owner=school)
    actions.withdraw_item(item=item, by=school_user)
    for user, answer in ((school_user, 200), (employer_user, 404)):
        client.force_login(user)
        assert client.get(f"{LIBRARY}{item.pk}/").status_code == answer


@pytest.mark.parametrize("number", [1, 8])
def test_the_list_asks_as_often_for_one_item_as_for_eight(
    client: Client, school_user: User, number: int, django_assert_num_queries: Any
) -> None:
    LibraryItemFactory.create_batch(number, owner=InstitutionFactory.create())
    client.force_login(school_user)
    client.get(LIBRARY)
    with django_assert_num_queries(10):
        client.get(LIBRARY)
