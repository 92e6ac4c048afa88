"""What came of a programme, on a tab of its page; and the report for each of its funders."""

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from brokerage.models import Request
from core.spreadsheet import csv_response
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest
from institutions.models import Institution
from institutions.models.institution import InstitutionQuerySet
from outcomes import actions
from outcomes.reports.funder_reports import BY_YEAR, pack_of_funder
from outcomes.reports.pack_parts import Pack
from outcomes.reports.programmes import evaluations_of, pupils_of_members, undisputed, what_was_done
from outcomes.views.packs import pack_page, pack_spreadsheet
from partnerships.models import BudgetLine, Programme, ProgrammeKind, ProgrammeParty, Reach


@require_safe
def programme_results(request: MemberRequest, pk: int) -> HttpResponse:
    """What was done, whom it reached, what was found out, and which needs it answers."""
    found = _found(request, pk)
    is_lead = access.can(request.user, Permission.PARTNERSHIP_EDIT, found.lead)
    reached = list(
        Reach.objects.visible_to(request.user).filter(programme=found).order_by("-reached_on", "-pk")
    )
    needs = Request.objects.visible_to(request.user).filter(programmes=found).with_facts()
    shown = list(needs.order_by("-created_at", "-pk"))
    context = {
        "programme": found,
        "tab": "results",
        "done": what_was_done(undisputed(found), is_exact=is_lead),
        "members": pupils_of_members(found),
        "reached": reached,
        "reached_people": sum(each.people for each in reached),
        "evaluations": evaluations_of(found, viewer=request.user),
        "needs": shown,
        "other_needs": found.needs.count() - len(shown),
        "funders": list(_funders(request, found)) if _is_party(request, found) else [],
        "may_run": is_lead,
        "may_note_reach": is_lead and ProgrammeKind.Part.AUDIENCE in found.kind.parts,
    }
    return render(request, "outcomes/programme_results.html", context)


@require_safe
def funder_report(request: MemberRequest, pk: int, institution_pk: int) -> HttpResponse:
    """For the people of the programme's parties: page to print."""
    programme, funder = _funded(request, pk, institution_pk)
    pack = pack_of_funder(programme, funder, viewer=request.user)
    back = reverse("outcomes:programme_results", args=[pk])
    kind = "Report for a funder"
    return pack_page(request, pack, None, back, kind=kind, back_words="The programme", has_csv=True)


@require_safe
def funder_report_file(
    request: MemberRequest, pk: int, institution_pk: int, file_format: str
) -> HttpResponse:
    """The whole report as a spreadsheet, or its years as CSV."""
    programme, funder = _funded(request, pk, institution_pk)
    pack = pack_of_funder(programme, funder, viewer=request.user)
    name = f"funder-report-{pk}-{institution_pk}"
    if file_format == "ods":
        return pack_spreadsheet(request, pack, programme, name)
    return _years_as_csv(request, pack, programme, name)


def _years_as_csv(request: MemberRequest, pack: Pack, programme: Programme, name: str) -> HttpResponse:
    years = next(section for section in pack.sections if section.title == BY_YEAR)
    actions.record_download(
        table=name,
        subject=programme,
        file_format="csv",
        rows=len(years.rows),
        as_at=pack.as_at,
        by=request.user,
    )
    return csv_response(f"{name}-{pack.as_at.isoformat()}.csv", years.header, years.rows)


def _found(request: MemberRequest, pk: int) -> Programme:
    rows = Programme.objects.visible_to(request.user).select_related("kind", "area", "parent")
    return get_object_or_404(rows, pk=pk)


def _funded(request: MemberRequest, pk: int, institution_pk: int) -> tuple[Programme, Institution]:
    programme = _found(request, pk)
    if not _is_party(request, programme):
        raise Http404
    return programme, get_object_or_404(_funders(request, programme), pk=institution_pk)


def _funders(request: MemberRequest, programme: Programme) -> InstitutionQuerySet:
    """Named as funders, or with money of their own in it."""
    named = programme.parties.filter(role=ProgrammeParty.Role.FUNDER).values("institution")
    paid = BudgetLine.objects.visible_to(request.user).filter(cohort__programme=programme).values("funder")
    rows = Institution.objects.visible_to(request.user).filter(Q(pk__in=named) | Q(pk__in=paid))
    return rows.defer("search").order_by("name", "pk")


def _is_party(request: MemberRequest, programme: Programme) -> bool:
    own = Institution.objects.of(request.user)
    return programme.parties.filter(ended_on=None, institution__in=own).exists()
