"""What every page must be: readable by machines that read aloud, narrow enough for a phone, quiet, and at home."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.urls import resolve
from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    ViewportSize,
    expect,
)

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """async (rules) => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: rules}, resultTypes: ["violations"]})
  const shown = (each) => [`${each.id}: ${each.help}`, ...each.nodes.map((node) => node.html)].join("\\n    ")
  return found.violations.map(shown)
}"""
# What the page is, at a glance. What it is made of: the kinds of element, each with the kind around it.
LOOK = """() => {
  const kind = (each) => ["class", "role", "type", "open", "aria-invalid"]
    .reduce((words, name) => `${words} ${each.getAttribute(name) ?? ""}`, each.tagName)
  const kinds = (chosen) => [...new Set([...document.querySelectorAll(chosen)]
    .map((each) => `${kind(each.parentElement)} > ${kind(each)}`))]
  return {
    title: document.title,
    language: document.documentElement.lang,
    headings: document.querySelectorAll("h1").length,
    mains: document.querySelectorAll("main").length,
    hasErrors: document.querySelector(".govuk-error-summary") !== null,
    runsScripts: document.body.classList.contains("js-enabled"),
    frame: kinds("body > :not(main), body > :not(main) *"),
    content: kinds("main *"),
  }
}"""
PHONE, DESK = ViewportSize(width=320, height=800), ViewportSize(width=1280, height=900)


@dataclass
class Judge:
    """Judges the page that is open. One serves a whole run, and looks closely at what it has not seen before."""

    axe: str
    subjects: dict[str, str] = field(default_factory=dict)  # what each title is the title of
    seen: set[tuple[str, str]] = field(default_factory=set)  # pages, and kinds of element in them

    def __call__(self, page: Page, heading: str = "", *, errors: bool = False) -> None:
        """After a click, say what the page that comes is headed, and whether it comes back with errors."""
        expect(page.get_by_role("heading", level=1).first).to_contain_text(heading)
        if errors:
            expect(page).to_have_title(re.compile("^Error: "))
        page.wait_for_load_state()
        look, subject = page.evaluate(LOOK), subject_of(page.url)
        wrong = [*_wrong_outline(look), *self._wrong_title(look, subject)]
        built = {("", kind) for kind in look["frame"]} | {(subject, kind) for kind in look["content"]}
        if not built <= self.seen:
            wrong += _too_wide(page)
            if look["runsScripts"]:  # where no script runs, axe cannot either
                wrong += violations(page, self.axe)
                self.seen |= built
        assert not wrong, "\n".join([page.url, *wrong])

    def _wrong_title(self, look: dict[str, Any], subject: str) -> Iterator[str]:
        """It tells of errors before anything else, and no other page has it."""
        title = look["title"]
        name = title.removeprefix("Error: ")
        if not name.removesuffix(" - Causeway").strip() or not name.endswith(" - Causeway"):
            yield f"the title is “{title}”"
        if title.startswith("Error: ") != look["hasErrors"]:
            yield f"there are {'' if look['hasErrors'] else 'no '}errors, and the title is “{title}”"
        if self.subjects.setdefault(name, subject) != subject:
            yield f"the title “{title}” is that of {self.subjects[name]}, too"


def subject_of(url: str) -> str:
    """What a page is about, whichever record it shows: its view and, in a journey, its step."""
    match = resolve(urlsplit(url).path)
    view = getattr(match.func, "view_class", match.func)
    return f"{view.__module__}.{view.__name__} {match.kwargs.get('slug', '')}".strip()


def violations(page: Page, axe: str) -> list[str]:
    """What axe finds: each rule that is broken, and the elements."""
    page.evaluate(axe)
    found: list[str] = page.evaluate(RUN, RULES)
    return found


def _wrong_outline(look: dict[str, Any]) -> Iterator[str]:
    if look["language"] != "en":
        yield "it does not say its language"
    for name in ("headings", "mains"):
        if look[name] != 1:
            yield f"{look[name]} {name}, not one"


def _too_wide(page: Page) -> Iterator[str]:
    """Only tables and maps may scroll sideways, each in a frame of its own."""
    page.set_viewport_size(PHONE)
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > PHONE["width"]:
        yield f"{width} pixels wide on a phone of {PHONE['width']}"
    page.set_viewport_size(DESK)


@contextmanager
def quiet(context: BrowserContext, home: str) -> Iterator[None]:
    """Nothing is fetched from elsewhere, nothing breaks the content policy, no script and no server fails."""
    faults: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith((f"{home}/", "data:")):
            faults.append(f"asked another host: {request.url}")

    def answered(response: Response) -> None:
        is_part = response.request.resource_type != "document"
        if response.status >= (400 if is_part else 500):
            faults.append(f"{response.status} for {response.url}")

    def said(message: ConsoleMessage) -> None:
        # What could not be fetched is told above, with its address.
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            faults.append(f"in the console: {message.text}")

    context.on("request", asked)
    context.on("response", answered)
    context.on("console", said)
    context.on("weberror", lambda error: faults.append(f"in a script: {error.error}"))
    yield
    assert not faults, "\n".join(faults)
