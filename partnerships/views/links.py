"""What somebody without an account sees who follows the signed link in the e-mail."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from core.errors import RuleBroken
from core.forms import rule_errors_on
from core.methods import takes_form
from partnerships import actions
from partnerships.forms.answer import AnswerForm
from partnerships.queries.asked import asked_by_link
from partnerships.queries.details import details_of
from partnerships.queries.records import table


@login_not_required
@never_cache
@takes_form
def confirm_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing; the answer is sent with the form, once. Then the page shows the outcome."""
    try:
        asked = asked_by_link(token)
    except RuleBroken as refusal:
        return render(request, "partnerships/link_refused.html", {"reason": refusal.message}, status=410)
    form = AnswerForm(request.POST or None) if asked.is_open else None
    if request.method == "POST" and form is not None and form.is_valid():
        with rule_errors_on(form):
            actions.answer_confirmation_by_link(token=token, **form.cleaned_data)
            return redirect("partnerships:confirm_by_link", token=token)
    context = {
        "asked": asked,
        "record": asked.record,
        "details": details_of(asked.record),
        "table": table(asked.record, viewer=None),
        "form": form,
    }
    return render(request, "partnerships/confirm_by_link.html", context)
