"""The public "work with us" page of a school, and changing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from core.forms import rule_errors_on
from core.methods import takes_form
from institutions import access, actions
from institutions.access import Permission
from institutions.acting import MemberRequest
from institutions.forms.directory import WelcomeForm
from institutions.models import Institution, Welcome
from institutions.models.institution import InstitutionQuerySet
from institutions.queries.lineage import lineage
from institutions.queries.roles import roles_at


@login_not_required
@require_safe
def work_with_us(request: HttpRequest, pk: int) -> HttpResponse:
    """Open to everyone. It names the people who answer for the school's partnerships, and never an address."""
    school = get_object_or_404(_schools(request), pk=pk)
    context = {
        "institution": school,
        "welcome": _welcome(school),
        "roles": roles_at(school),
        "lineage": lineage(school),
        "may_change": access.can(request.user, Permission.PROFILE_EDIT, school),
    }
    return render(request, "institutions/work_with_us.html", context)


@takes_form
def update_welcome(request: MemberRequest, pk: int) -> HttpResponse:
    school = get_object_or_404(_schools(request), pk=pk)
    access.require(request.user, Permission.PROFILE_EDIT, school)
    as_it_is = model_to_dict(_welcome(school), fields=list(WelcomeForm.base_fields))
    form = WelcomeForm(request.POST or None, initial=as_it_is)
    if form.is_valid():
        with rule_errors_on(form):
            actions.update_welcome(institution=school, by=request.user, **form.cleaned_data)
            messages.success(request, "Your “work with us” page is up to date.")
            return redirect("institutions:work_with_us", pk=pk)
    return render(request, "institutions/update_welcome.html", {"institution": school, "form": form})


def _welcome(school: Institution) -> Welcome:
    """What it says, or what counts for a school that has said nothing yet."""
    return Welcome.objects.filter(institution=school).first() or Welcome(institution=school)


def _schools(request: HttpRequest) -> InstitutionQuerySet:
    schools = Institution.objects.visible_to(request.user).schools()
    return schools.select_related("local_authority__parent__parent").defer("search")
