"""One's own account: profile and API keys. Signing in and out is the library's."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from knox.models import AuthToken

from accounts import actions
from accounts.forms import LettersForm, NameForm
from accounts.letters import frequencies_of
from accounts.models import User
from core.errors import RuleBroken
from core.forms import GovukForm, rule_errors_on
from core.methods import takes_form


class PersonRequest(HttpRequest):
    """A request from somebody who is signed in."""

    user: User


@require_safe
def profile(request: PersonRequest) -> HttpResponse:
    return render(request, "accounts/profile.html", {})


@takes_form
def name(request: PersonRequest) -> HttpResponse:
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        actions.change_name(user=request.user, **form.cleaned_data)
        messages.success(request, "Your name is changed")
        return redirect("accounts:profile")
    return render(request, "accounts/name.html", {"form": form})


@takes_form
def letters(request: PersonRequest) -> HttpResponse:
    """Which letters come, and how often."""
    form = LettersForm(request.POST or None, initial=LettersForm.initial_of(frequencies_of(request.user)))
    if request.method == "POST" and form.is_valid():
        with rule_errors_on(form):
            actions.choose_letters(user=request.user, frequencies=form.frequencies())
            messages.success(request, "Your choice is saved")
            return redirect("accounts:letters")
    return render(request, "accounts/letters.html", {"form": form})


@csrf_exempt  # mail programs send it for the reader (RFC 8058); the signed link is the proof
@login_not_required
@never_cache
@takes_form
def stop_letter(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, because programs open links unasked; POST stops."""
    try:
        if request.method == "POST":
            context = {"letter": actions.stop_letter(token=token), "is_stopped": True}
        else:
            context = {"letter": actions.read_stop_link(token)[1], "is_stopped": False}
    except RuleBroken as refusal:
        return render(request, "accounts/stop_letter.html", {"refusal": refusal}, status=410)
    return render(request, "accounts/stop_letter.html", context)


@never_cache
@takes_form
def api_keys(request: PersonRequest) -> HttpResponse:
    """POST makes a key and shows it, this once."""
    form, key = GovukForm(request.POST if request.method == "POST" else None), ""
    if form.is_valid():
        with rule_errors_on(form):
            key = actions.make_api_key(user=request.user)
    tokens = AuthToken.objects.filter(user=request.user).order_by("-created", "pk")
    return render(request, "accounts/api_keys.html", {"form": form, "key": key, "tokens": list(tokens)})


@require_POST
def revoke_api_key(request: PersonRequest, token_key: str) -> HttpResponse:
    token = get_object_or_404(AuthToken, user=request.user, token_key=token_key)
    actions.revoke_api_key(user=request.user, token=token)
    messages.success(request, "The key is revoked")
    return redirect("accounts:api_keys")
