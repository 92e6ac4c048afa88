"""A cohort is handed on, from a school to a university for example, so that nobody is lost between the two."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution
from partnerships import notifications
from partnerships.models import Cohort
from partnerships.queries.people import addresses_of


@dataclass(frozen=True, kw_only=True)
class PassedOn:
    """To whom, who there takes over, and what they should know. `pupils` is a count; nobody is named."""

    institution: Institution
    contact: str
    contact_email: str
    on: date
    pupils: int | None = None
    words: str = ""


@transaction.atomic
def pass_on_cohort(*, cohort: Cohort, passed: PassedOn, by: User) -> Cohort:
    """The institution hears of it and says when it has taken over. Until then its lead may still change its mind."""
    lead = cohort.programme.lead
    access.require(by, Permission.PARTNERSHIP_EDIT, lead)
    privacy.refuse_personal_data(passed.words, field="words")
    cohort = _locked(cohort)
    if cohort.taken_over_on:
        raise RuleBroken(f"{cohort.passed_to} has taken it over already.", code="taken_over")
    if passed.institution == lead:
        raise RuleBroken(f"{lead} leads it. Select whom it goes to.", field="institution")
    if passed.on > timezone.localdate():
        raise RuleBroken("The day must be today or in the past.", field="on")
    cohort.passed_to, cohort.passed_on = passed.institution, passed.on
    cohort.contact, cohort.contact_email = passed.contact.strip(), passed.contact_email
    cohort.passed_pupils, cohort.passed_words = passed.pupils, passed.words.strip()
    cohort.save(update_fields=["passed_to", "passed_on", *_TOLD])
    audit.record("cohort_passed_on", cohort.programme, by=by, year=cohort.year, to=passed.institution.pk)
    people = {passed.contact_email, *addresses_of([passed.institution])}
    notifications.cohort_passed_on(cohort, addresses=sorted(people))
    return cohort


@transaction.atomic
def take_over_cohort(*, cohort: Cohort, by: User) -> Cohort:
    """The institution that it was handed to says that it has it."""
    cohort = _locked(cohort)
    if cohort.passed_to is None:
        raise RuleBroken("It was not handed to anybody.", code="not_passed_on")
    access.require(by, Permission.PARTNERSHIP_EDIT, cohort.passed_to)
    if cohort.taken_over_on is None:
        cohort.taken_over_on = timezone.localdate()
        cohort.save(update_fields=["taken_over_on"])
        audit.record("cohort_taken_over", cohort.programme, by=by, year=cohort.year)
    return cohort


_TOLD = ("contact", "contact_email", "passed_pupils", "passed_words")


def _locked(cohort: Cohort) -> Cohort:
    rows = Cohort.objects.select_for_update(of=("self",)).select_related("programme", "passed_to")
    return rows.get(pk=cohort.pk)
