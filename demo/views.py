"""The e-mails that a demo sends to nobody, so that their links can be followed."""

import re

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.models import OutgoingEmail
from core.pages import page_of

ADDRESS = re.compile(r"(https?://\S+)")


@require_safe
@login_not_required
def outbox(request: HttpRequest) -> HttpResponse:
    """Newest first. Open to all: whoever verifies an address is not signed in yet."""
    emails = OutgoingEmail.objects.order_by("-pk")
    return render(request, "demo/outbox.html", {"page": page_of(request, emails)})


@require_safe
@login_not_required
def email(request: HttpRequest, pk: int) -> HttpResponse:
    """One e-mail; every second piece of its body is an address to follow."""
    letter = get_object_or_404(OutgoingEmail, pk=pk)
    return render(request, "demo/email.html", {"email": letter, "pieces": ADDRESS.split(letter.body.strip())})
