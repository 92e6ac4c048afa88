"""Journeys of one question a page: what was typed waits in the session until every answer is checked.

Nothing half-made reaches the database. The answers are kept as they were typed and parsed again when needed, so a
page always shows what the person wrote, and "check your answers" shows what will be sent.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, QueryDict

from core.forms import GovukForm

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """One page. `applies` looks at the answers before it; a step that does not apply is passed over."""

    slug: str
    form: type[GovukForm]
    applies: Callable[[Answers], bool] = lambda answers: True


@dataclass(frozen=True)
class SummaryRow:
    """A line of "check your answers"."""

    slug: str
    label: str
    value: str


class Wizard:
    """One person's way through `steps`, kept in the session under `name`.

    A form class may take `answers` (cleaned, of the steps before it) as a keyword: set `wants_answers = True` on it.
    What is `known` without asking is among them.
    """

    CHECK = "check"

    def __init__(
        self, request: HttpRequest, name: str, steps: Sequence[Step], *, known: Answers | None = None
    ) -> None:
        self.request, self.key, self.steps, self.known = request, f"wizard-{name}", steps, known or {}
        self.state: dict[str, Any] = request.session.get(self.key) or {
            "typed": {},
            "submission_key": str(uuid4()),
        }

    @property
    def has_begun(self) -> bool:
        return bool(self.state["typed"])

    @property
    def submission_key(self) -> UUID:
        """Sent along with the finished answers, so that sending them twice does it once."""
        return UUID(self.state["submission_key"])

    def path(self) -> list[Step]:
        """The steps of this person's journey, as far as the answers tell."""
        return [step for step, _ in self._walk()]

    def step(self, slug: str) -> Step | None:
        return next((step for step in self.path() if step.slug == slug), None)

    def form(self, step: Step, data: QueryDict | None = None) -> GovukForm:
        """The step's form: with what is sent now, or else with what was typed before."""
        typed = self.state["typed"].get(step.slug)
        return self._form(step, data if data is not None else _posted(typed), self._before(step))

    def keep(self, step: Step, data: QueryDict) -> None:
        """Remember what was typed. Steps that no longer apply keep theirs, in case the person changes back."""
        asked = {name for field in self.form(step) for name in field.html_names}  # type: ignore[attr-defined]
        self.state["typed"][step.slug] = {name: values for name, values in data.lists() if name in asked}
        self.save()

    def next_after(self, step: Step) -> str:
        """The next step that is not answered yet, or the page to check the answers."""
        slugs = [each.slug for each in self.path()]
        for slug in slugs[slugs.index(step.slug) + 1 :] if step.slug in slugs else slugs:
            if slug not in self.state["typed"]:
                return slug
        return self.first_unanswered() or self.CHECK

    def before(self, step: Step) -> str | None:
        """The step before, for the back link."""
        slugs = [each.slug for each in self.path()]
        position = slugs.index(step.slug)
        return slugs[position - 1] if position else None

    def first_unanswered(self) -> str | None:
        """The first step without a valid answer; none when all are there."""
        return next((step.slug for step, form in self._walk() if form is None or not form.is_valid()), None)

    def answers(self) -> dict[str, Any]:
        """Cleaned answers of every step of the path, together, with what is known."""
        cleaned = (_cleaned(form) for _, form in self._walk() if form)
        return dict(self.known) | {name: value for answers in cleaned for name, value in answers.items()}

    def summary(self) -> Iterator[SummaryRow]:
        for step, form in self._walk():
            for field in form or ():
                if not field.is_hidden and (form and form.is_valid()):
                    yield SummaryRow(step.slug, str(field.label), field.display_value)  # type: ignore[attr-defined]

    def save(self) -> None:
        self.request.session[self.key] = self.state

    def forget(self) -> None:
        self.request.session.pop(self.key, None)

    def _walk(self) -> Iterator[tuple[Step, GovukForm | None]]:
        """Each step that applies, with its form where it was answered; answers pile up on the way."""
        answers: dict[str, Any] = dict(self.known)
        for step in self.steps:
            if not step.applies(answers):
                continue
            typed = self.state["typed"].get(step.slug)
            form = self._form(step, _posted(typed), answers) if typed is not None else None
            yield step, form
            answers |= _cleaned(form) if form else {}

    def _before(self, step: Step) -> dict[str, Any]:
        answers: dict[str, Any] = dict(self.known)
        for each, form in self._walk():
            if each.slug == step.slug:
                break
            answers |= _cleaned(form) if form else {}
        return answers

    def _form(self, step: Step, data: QueryDict | None, answers: Answers) -> GovukForm:
        extra = {"answers": answers} if getattr(step.form, "wants_answers", False) else {}
        return step.form(data, **extra)


def _posted(typed: Mapping[str, list[str]] | None) -> QueryDict | None:
    if typed is None:
        return None
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, values)
    return data


def _cleaned(form: GovukForm) -> dict[str, Any]:
    return form.cleaned_data if form.is_valid() else {}
