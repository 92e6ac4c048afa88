"""Guidance by role, and what a public service must say of itself."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from outcomes.templatetags.guidance import GUIDANCE
from partnerships.models import LibraryItem, Task

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
    context = {"title": PAGES[slug], "signposts": _signposts(request, slug)}
    return render(request, f"outcomes/help/{slug}.html", context)


def _signposts(request: HttpRequest, slug: str) -> list[LibraryItem]:
    """What the library has on the tasks that the page is about."""
    headings = {heading for page, heading in GUIDANCE.values() if page == slug}
    tasks = [task.value for task in Task if task.value.lower() in headings]
    found = LibraryItem.objects.visible_to(request.user).published().fresh().filter(task__in=tasks)
    return list(found.select_related("owner").order_by("task", "title", "pk"))
