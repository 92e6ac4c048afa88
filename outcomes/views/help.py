"""Guidance by role, and what a public service must say of itself."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

# Address: title. Each has a template of its own; the first six are for people with a task.
PAGES = {
    "trust-leads": "Help for trust partnership leads",
    "schools": "Help for schools and colleges",
    "employers": "Help for employers",
    "universities": "Help for universities",
    "brokers": "Help for brokers",
    "administrators": "Help for administrators",
    "accessibility": "Accessibility statement",
    "privacy": "Privacy notice",
}


@login_not_required
@require_safe
def help_index(request: HttpRequest) -> HttpResponse:
    return render(request, "outcomes/help/index.html", {"pages": PAGES})


@login_not_required
@require_safe
def help_page(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in PAGES:
        raise Http404
    return render(request, f"outcomes/help/{slug}.html", {"title": PAGES[slug]})
