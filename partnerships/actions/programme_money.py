"""A programme's money, year by year: parts of the budget, each from somebody, to somebody, for something."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Area, Institution, Term
from partnerships.models import BudgetLine, Cohort, ProgrammeParty

FUNDS = (ProgrammeParty.Role.LEAD, ProgrammeParty.Role.FUNDER)


@dataclass(frozen=True, kw_only=True)
class Money:
    """What is said of one part of a budget. It goes to an institution, to an area, or to nobody yet."""

    pounds: Decimal
    funder: Institution
    source: str
    recipient: Institution | None = None
    area: Area | None = None
    purpose: Term | None = None
    spent: Decimal | None = None


@transaction.atomic
def allocate_money(*, cohort: Cohort, money: Money, by: User) -> BudgetLine:
    """Set a part of a year's budget aside."""
    access.require(by, Permission.PARTNERSHIP_EDIT, cohort.programme.lead)
    cohort = _locked(cohort)
    _check(cohort, money)
    line = BudgetLine.objects.create(cohort=cohort, **vars(money))
    audit.record("money_allocated", cohort.programme, by=by, year=cohort.year, pounds=str(line.pounds))
    return line


@transaction.atomic
def change_allocation(*, line: BudgetLine, money: Money, by: User) -> BudgetLine:
    """Say it anew: what was spent at the end of the year, above all."""
    access.require(by, Permission.PARTNERSHIP_EDIT, line.cohort.programme.lead)
    cohort = _locked(line.cohort)
    line = BudgetLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    before = str(line.pounds)
    _check(cohort, money, besides=line)
    for name, value in vars(money).items():
        setattr(line, name, value)
    line.save(update_fields=[*vars(money), "updated_at"])
    audit.record("allocation_changed", cohort.programme, by=by, before=before, after=str(line.pounds))
    return line


@transaction.atomic
def take_back_allocation(*, line: BudgetLine, by: User) -> None:
    """It was entered by mistake, or the money goes elsewhere."""
    programme = line.cohort.programme
    access.require(by, Permission.PARTNERSHIP_EDIT, programme.lead)
    audit.record("allocation_taken_back", programme, by=by, line=str(line), year=line.cohort.year)
    line.delete()


def _locked(cohort: Cohort) -> Cohort:
    return Cohort.objects.select_for_update(of=("self",)).select_related("programme").get(pk=cohort.pk)


def _check(cohort: Cohort, money: Money, besides: BudgetLine | None = None) -> None:
    if money.recipient and money.area:
        raise RuleBroken("Choose an organisation or an area, not both.", field="area")
    if not cohort.programme.parties.filter(role__in=FUNDS, institution=money.funder).exists():
        raise RuleBroken(f"{money.funder} does not fund it. Name it as a funder first.", field="funder")
    if cohort.budget is None:
        return
    others = cohort.lines.exclude(pk=besides.pk) if besides else cohort.lines.all()
    left = cohort.budget - others.aggregate(total=Sum("pounds", default=Decimal(0)))["total"]
    if money.pounds > left:
        pounds = f"£{left:,.2f}".removesuffix(".00")
        raise RuleBroken(f"Of the budget of {cohort.year} only {pounds} is left.", field="pounds")
