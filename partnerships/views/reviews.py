"""Quality: reviews of partnerships and institutions, what inspections said, and one's own sets of questions."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.errors import RuleBroken
from core.forms import rule_errors_on
from core.methods import takes_form
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest, acting_institution
from institutions.models import Institution
from partnerships import actions
from partnerships.forms.reviews import (
    AnswerReviewForm,
    CriteriaSetForm,
    FindingForm,
    InspectionForm,
    OpenReviewForm,
)
from partnerships.models import (
    CriteriaSet,
    Finding,
    InspectionEvidence,
    Partnership,
    Respondent,
    Review,
    ReviewKind,
)
from partnerships.models.review import InspectionEvidenceQuerySet, ReviewQuerySet
from partnerships.queries.parity import parity_of
from partnerships.queries.reviews import partners_of, read_reviews, surveys_of
from partnerships.views.partnerships import found_partnership

About = ReviewKind.About


@require_safe
def partnership_quality(request: MemberRequest, pk: int) -> HttpResponse:
    """For the parties: how each of them sees it, and what inspections said."""
    found = found_partnership(request, pk)
    if not Partnership.objects.of(request.user).filter(pk=found.pk).exists():
        raise PermissionDenied("What parties say of it is for the parties")
    reviews = Review.objects.visible_to(request.user).filter(partnership=found)
    context = {
        "partnership": found,
        "kinds": _kinds(About.PARTNERSHIP) if found.stage != Partnership.Stage.ENDED else [],
        "readings": read_reviews(reviews.order_by("-opened_on", "-pk"), viewer=request.user),
        "inspections": _inspections(request).filter(partnership=found),
        "may_ask": _asker(request, found) is not None,
    }
    return render(request, "partnerships/partnership_quality.html", context)


@require_safe
def institution_quality(request: MemberRequest, pk: int) -> HttpResponse:
    """Everybody reads inspections and averages; its own people and those who answered also read the reviews."""
    institution = get_object_or_404(Institution.objects.visible_to(request.user), pk=pk)
    reviews = Review.objects.visible_to(request.user).filter(institution=institution)
    own = reviews.filter(criteria_set__kind__is_anonymous=False)
    asker = _asker(request, institution)
    context = {
        "institution": institution,
        "tab": "quality",
        "kinds": _kinds_between(asker, institution) if asker else [],
        "readings": read_reviews(own.order_by("-opened_on", "-pk"), viewer=request.user),
        "surveys": surveys_of(institution),
        "inspections": _inspections(request).filter(institution=institution),
        "is_own": asker == institution,
    }
    return render(request, "partnerships/institution_quality.html", context)


@require_safe
def reviews(request: MemberRequest) -> HttpResponse:
    """What waits for one's institutions: questions to answer, and what visits found."""
    own = access.where_may(request.user, Permission.PARTNERSHIP_EDIT)
    asked = Respondent.objects.visible_to(request.user).awaited().filter(institution__in=own)
    subjects = ("review__partnership", "review__institution")
    whole = asked.select_related("institution", "review__criteria_set__kind", "review__asked_by", *subjects)
    found = Finding.objects.visible_to(request.user).to_do().filter(review__institution__in=own)
    context = {
        "asked": list(whole.order_by("review__closes_on", "pk")),
        "findings": list(found.select_related("review__institution").order_by("due_on", "pk")),
    }
    return render(request, "partnerships/reviews.html", context)


@takes_form
def open_review(request: MemberRequest, about: str, pk: int, code: str) -> HttpResponse:
    """`about` and `pk` say of what; the kind says who will be asked."""
    subject = _subject(request, about, pk)
    kind = get_object_or_404(ReviewKind, code=code.upper().replace("-", "_"), about=about.upper())
    asker = _asker(request, subject)
    if asker is None or (isinstance(subject, Institution) and kind not in _kinds_between(asker, subject)):
        raise PermissionDenied("Acts for nobody who could ask this")
    sets = CriteriaSet.objects.visible_to(request.user).filter(kind=kind).open_to(asker)
    form = OpenReviewForm(request.POST or None, kind=kind, sets=sets if kind.is_single else sets.in_force())
    if form.is_valid():
        with rule_errors_on(form):
            review = actions.open_review(about=subject, asked_by=asker, by=request.user, **form.cleaned_data)
            return redirect(_next_of(review))
    context = {"form": form, "kind": kind, "subject": subject, "back": _quality_of(subject)}
    return render(request, "partnerships/open_review.html", context)


@require_safe
def review(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_visible(request), pk=pk)
    [reading] = read_reviews(_visible(request).filter(pk=found.pk), viewer=request.user)
    editable = access.where_may(request.user, Permission.PARTNERSHIP_EDIT)
    own = list(found.respondents.filter(institution__in=editable).select_related("institution"))
    context = {
        "reading": reading,
        "review": found,
        "own": own if not reading.is_revealed else [],
        "findings": list(found.findings.order_by("due_on", "pk")),
        "may_find": found.kind.has_findings and editable.filter(pk=found.asked_by_id).exists(),
        "may_finish": editable.filter(reviews=found).exists(),
        "parity": parity_of(found.partnership) if found.partnership else None,
        "back": _quality_of(found.subject),
    }
    return render(request, "partnerships/review.html", context)


@takes_form
def answer_review(request: MemberRequest, pk: int, respondent_pk: int) -> HttpResponse:
    found = get_object_or_404(_visible(request), pk=pk)
    rows = Respondent.objects.visible_to(request.user).filter(review=found)
    respondent = get_object_or_404(rows.select_related("institution"), pk=respondent_pk)
    access.require(request.user, Permission.PARTNERSHIP_EDIT, respondent.institution)
    respondent.review = found
    form = AnswerReviewForm(request.POST or None, respondent=respondent)
    if form.is_valid():
        with rule_errors_on(form):
            words = form.cleaned_data.get("words", "")
            actions.answer_review(respondent=respondent, judged=form.judged(), words=words, by=request.user)
            messages.success(request, f"What {respondent.institution} says is kept.")
            return redirect("partnerships:review", pk=found.pk)
    context = {"form": form, "review": found, "respondent": respondent}
    return render(request, "partnerships/answer_review.html", context)


@takes_form
def note_finding(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_visible(request).filter(criteria_set__kind__has_findings=True), pk=pk)
    access.require(request.user, Permission.PARTNERSHIP_EDIT, found.asked_by)
    form = FindingForm(request.POST or None)
    if form.is_valid():
        with rule_errors_on(form):
            actions.note_finding(review=found, by=request.user, **form.cleaned_data)
            return redirect("partnerships:review", pk=found.pk)
    return render(request, "partnerships/note_finding.html", {"form": form, "review": found})


@require_POST
def finish_finding(request: MemberRequest, pk: int, finding_pk: int) -> HttpResponse:
    rows = Finding.objects.visible_to(request.user).filter(review=pk)
    finding = get_object_or_404(rows.select_related("review__institution"), pk=finding_pk)
    try:
        actions.finish_finding(finding=finding, by=request.user)
        messages.success(request, f"Done: {finding}")
    except RuleBroken as refusal:
        messages.error(request, refusal.message)
    return redirect("partnerships:review", pk=pk)


@require_safe
def criteria_sets(request: MemberRequest) -> HttpResponse:
    """What is asked in which kind of review, its versions and days."""
    sets = CriteriaSet.objects.visible_to(request.user).select_related("kind", "owner", "scale")
    rows = sets.prefetch_related("criteria").order_by("kind__position", "name", "-version", "pk")
    return render(request, "partnerships/criteria_sets.html", {"sets": list(rows), "owner": _acting(request)})


@takes_form
def make_criteria_set(request: MemberRequest) -> HttpResponse:
    owner = _acting(request)
    if owner is None:
        raise PermissionDenied("Acts for no institution that could keep a set")
    form = CriteriaSetForm(request.POST or None, initial={"kind": request.GET.get("kind")})
    if form.is_valid():
        with rule_errors_on(form):
            made = actions.make_criteria_set(owner=owner, by=request.user, **form.cleaned_data)
            messages.success(request, f"“{made}” can be asked from today.")
            return redirect("partnerships:criteria_sets")
    return render(request, "partnerships/make_criteria_set.html", {"form": form, "owner": owner})


@takes_form
def note_inspection(request: MemberRequest, pk: int) -> HttpResponse:
    institution = get_object_or_404(Institution.objects.visible_to(request.user), pk=pk)
    access.require(request.user, Permission.PARTNERSHIP_EDIT, institution)
    form = InspectionForm(request.POST or None, institution=institution)
    if form.is_valid():
        with rule_errors_on(form):
            actions.note_inspection(institution=institution, by=request.user, **form.cleaned_data)
            return redirect("partnerships:institution_quality", pk=institution.pk)
    return render(request, "partnerships/note_inspection.html", {"form": form, "institution": institution})


def _visible(request: MemberRequest) -> ReviewQuerySet:
    rows = Review.objects.visible_to(request.user)
    return rows.select_related("criteria_set__kind", "partnership", "institution", "asked_by")


def _inspections(request: MemberRequest) -> InspectionEvidenceQuerySet:
    rows = InspectionEvidence.objects.visible_to(request.user)
    return rows.select_related("grade__scale", "partnership", "institution").order_by("-inspected_on", "-pk")


def _kinds(about: ReviewKind.About) -> list[ReviewKind]:
    return list(ReviewKind.objects.filter(about=about).order_by("position"))


def _kinds_between(asker: Institution, about: Institution) -> list[ReviewKind]:
    """What the one may ask about the other: itself of itself, a partner of a partner."""
    by = ReviewKind.AnsweredBy
    if asker == about:
        possible = {by.ITSELF, by.PARTNERS, by.INVITED}
    else:
        possible = {by.PARTNER} if partners_of(about).filter(pk=asker.pk).exists() else set()
    kinds = [kind for kind in _kinds(About.INSTITUTION) if kind.answered_by in possible]
    return [kind for kind in kinds if not kind.subjects or about.kind in kind.subjects]


def _acting(request: MemberRequest) -> Institution | None:
    return acting_institution(request, may=Permission.PARTNERSHIP_EDIT)


def _asker(request: MemberRequest, subject: Partnership | Institution) -> Institution | None:
    """For whom the person asks: one of the parties; the institution itself; else whoever they act for."""
    editable = access.where_may(request.user, Permission.PARTNERSHIP_EDIT)
    if isinstance(subject, Partnership):
        parties = subject.parties.current().filter(institution__in=editable)
        party = parties.select_related("institution").order_by("pk").first()
        return party.institution if party else None
    return editable.filter(pk=subject.pk).first() or _acting(request)


def _subject(request: MemberRequest, about: str, pk: int) -> Partnership | Institution:
    if about == "partnership":
        return found_partnership(request, pk)
    return get_object_or_404(Institution.objects.visible_to(request.user), pk=pk)


def _quality_of(subject: Partnership | Institution) -> str:
    """The page on which reviews of it are listed."""
    is_partnership = isinstance(subject, Partnership)
    name = "partnership_quality" if is_partnership else "institution_quality"
    return reverse(f"partnerships:{name}", args=[subject.pk])


def _next_of(review: Review) -> str:
    """On to the asker's own answer, where there is one to give."""
    own = review.respondents.filter(institution=review.asked_by).first()
    if own is None:
        return reverse("partnerships:review", args=[review.pk])
    return reverse("partnerships:answer_review", args=[review.pk, own.pk])
