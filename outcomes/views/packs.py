"""Packs for inspectors and trustees: a page to print, and the same as a spreadsheet."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.forms import AsAtForm
from core.opendocument import Sheet
from core.spreadsheet import ods_response
from institutions.acting import MemberRequest
from institutions.models import Area, Institution
from outcomes import actions
from outcomes.actions.downloads import Subject
from outcomes.reports.pack_parts import Pack
from outcomes.reports.packs import pack_of_area, pack_of_institution
from outcomes.reports.partnership_packs import pack_of_partnership
from outcomes.reports.self_evaluation import self_evaluation_of
from partnerships.models import Partnership

KINDS = (*Institution.LEARNING_KINDS, Institution.Kind.TRUST)


@require_safe
def institution_pack(request: MemberRequest, pk: int) -> HttpResponse:
    """Of a school or a trust."""
    institution = _institution(request, pk)
    form = AsAtForm(request.GET or None)
    back = reverse("outcomes:institution_coverage", args=[pk])
    return pack_page(request, pack_of_institution(institution, on=form.day), form, back)


@require_safe
def institution_pack_ods(request: MemberRequest, pk: int) -> HttpResponse:
    institution = _institution(request, pk)
    pack = pack_of_institution(institution, on=AsAtForm(request.GET or None).day)
    return pack_spreadsheet(request, pack, institution, f"pack-{pk}")


@require_safe
def self_evaluation(request: MemberRequest, pk: int) -> HttpResponse:
    """What a school's own evaluation asks about its work with others: for its own people."""
    school = _own_school(request, pk)
    form = AsAtForm(request.GET or None)
    back = reverse("partnerships:institution_quality", args=[pk])
    pack = self_evaluation_of(school, on=form.day, viewer=request.user)
    return pack_page(request, pack, form, back, kind="Self-evaluation", back_words="Quality")


@require_safe
def self_evaluation_ods(request: MemberRequest, pk: int) -> HttpResponse:
    school = _own_school(request, pk)
    day = AsAtForm(request.GET or None).day
    pack = self_evaluation_of(school, on=day, viewer=request.user)
    return pack_spreadsheet(request, pack, school, f"self-evaluation-{pk}")


@require_safe
def partnership_pack(request: MemberRequest, pk: int) -> HttpResponse:
    """Of one partnership: for the people of its parties."""
    found = _own_partnership(request, pk)
    form = AsAtForm(request.GET or None)
    back = reverse("partnerships:partnership", args=[pk])
    pack = pack_of_partnership(found, on=form.day, viewer=request.user)
    return pack_page(request, pack, form, back, back_words="The partnership")


@require_safe
def partnership_pack_ods(request: MemberRequest, pk: int) -> HttpResponse:
    found = _own_partnership(request, pk)
    day = AsAtForm(request.GET or None).day
    pack = pack_of_partnership(found, on=day, viewer=request.user)
    return pack_spreadsheet(request, pack, found, f"partnership-pack-{pk}")


@require_safe
def area_pack(request: MemberRequest, code: str) -> HttpResponse:
    """Of England, a region or an authority."""
    form = AsAtForm(request.GET or None)
    back = reverse("outcomes:area_coverage", args=[code])
    return pack_page(request, pack_of_area(_area(code), on=form.day), form, back)


@require_safe
def area_pack_ods(request: MemberRequest, code: str) -> HttpResponse:
    area = _area(code)
    pack = pack_of_area(area, on=AsAtForm(request.GET or None).day)
    return pack_spreadsheet(request, pack, area, f"pack-{code}")


def _institution(request: MemberRequest, pk: int) -> Institution:
    found = Institution.objects.visible_to(request.user).defer("search")
    return get_object_or_404(found, pk=pk, kind__in=KINDS)


def _own_school(request: MemberRequest, pk: int) -> Institution:
    own = Institution.objects.of(request.user).schools().defer("search")
    return get_object_or_404(own, pk=pk)


def _own_partnership(request: MemberRequest, pk: int) -> Partnership:
    own = Partnership.objects.of(request.user).select_related("kind")
    return get_object_or_404(own, pk=pk)


def _area(code: str) -> Area:
    kinds = (Area.Kind.COUNTRY, Area.Kind.REGION, Area.Kind.LOCAL_AUTHORITY)
    return get_object_or_404(Area, code=code, kind__in=kinds)


def pack_page(
    request: MemberRequest,
    pack: Pack,
    form: AsAtForm | None,
    back: str,
    *,
    kind: str = "Evidence pack",
    back_words: str = "Coverage",
    has_csv: bool = False,
) -> HttpResponse:
    """Its files stand beside it, under the same address with another ending. Without a form it is of today alone."""
    file, day = request.path.rstrip("/"), pack.as_at.isoformat()
    context = {
        "kind": kind,
        "back_words": back_words,
        "pack": pack,
        "form": form,
        "back": back,
        "ods": f"{file}.ods?on={day}",
        "csv": f"{file}.csv?on={day}" if has_csv else "",
    }
    return render(request, "outcomes/pack.html", context)


def pack_spreadsheet(request: MemberRequest, pack: Pack, subject: Subject, name: str) -> HttpResponse:
    actions.record_download(
        table=name,
        subject=subject,
        file_format="ods",
        rows=sum(len(section.rows) for section in pack.sections),
        as_at=pack.as_at,
        by=request.user,
    )
    sheets = [Sheet(section.title, section.header, section.rows) for section in pack.sections]
    return ods_response(f"{name}-{pack.as_at.isoformat()}.ods", sheets)
