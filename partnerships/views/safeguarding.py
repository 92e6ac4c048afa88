"""What a school may ask of adults who meet young people, what an organisation assures, what a school decides."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.forms import rule_errors_on
from core.methods import takes_form
from institutions import access
from institutions.access import Permission
from institutions.acting import MemberRequest
from institutions.models import Institution
from partnerships import actions
from partnerships.forms.safeguarding import AssuranceForm, CaseForm, DecisionForm
from partnerships.models import AdultDecision, Assurance, Collaboration, SafeguardingRule
from partnerships.queries.safeguarding import decides, standing_assurance


@require_safe
def safeguarding(request: MemberRequest) -> HttpResponse:
    """Nothing is kept of what is asked here."""
    form = CaseForm(request.GET or None)
    rules = list(SafeguardingRule.objects.for_case(form.cleaned_data)) if form.is_valid() else []
    return render(request, "partnerships/safeguarding.html", {"form": form, "rules": rules})


@takes_form
def assurances(request: MemberRequest, pk: int) -> HttpResponse:
    """What an organisation says of those it sends; its own people add to it."""
    institution = get_object_or_404(Institution.objects.visible_to(request.user), pk=pk)
    may_give = access.can(request.user, Permission.PROFILE_EDIT, institution)
    if request.method == "POST":
        access.require(request.user, Permission.PROFILE_EDIT, institution)
    form = AssuranceForm(request.POST or None) if may_give else None
    if request.method == "POST" and form is not None and form.is_valid():
        with rule_errors_on(form):
            actions.give_assurance(institution=institution, by=request.user, **form.cleaned_data)
            messages.success(request, "Schools can read this now.")
            return redirect("partnerships:assurances", pk=pk)
    given = Assurance.objects.visible_to(request.user).filter(institution=institution)
    standing = set(given.standing(timezone.localdate()).values_list("pk", flat=True))
    context = {
        "institution": institution,
        "form": form,
        "given": [(each, each.pk in standing) for each in given.order_by("-assured_on", "-pk")],
    }
    return render(request, "partnerships/assurances.html", context)


@takes_form
def decide_on_adults(request: MemberRequest, pk: int) -> HttpResponse:
    rows = Collaboration.objects.visible_to(request.user)
    record = get_object_or_404(rows.select_related("organiser", "partner", "activity_type"), pk=pk)
    access.require_any(request.user, *decides(record))
    decided = AdultDecision.objects.filter(collaboration=record).first()
    form = DecisionForm(request.POST or None, decided=decided)
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.decide_on_adults(collaboration=record, by=request.user, **form.cleaned_data)
            messages.success(request, "The decision is on the record.")
            page = "collaboration" if record.is_recorded else "collaboration_counts"
            return redirect(f"partnerships:{page}", pk=pk)
    context = {"form": form, "record": record, "assurance": standing_assurance(record)}
    return render(request, "partnerships/decide_on_adults.html", context)
