"""Who the partner was: one of the latest, one that is looked up, or one that nobody has named yet."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from core.forms import Radios, SuggestInput
from core.keys import is_key
from institutions.actions.listing import LISTED_BY_OTHERS
from institutions.forms.meaning import described, meant_by
from institutions.models import Institution
from partnerships.actions.facts import NewPartner
from partnerships.forms.part import PartForm
from partnerships.queries.partners import recent_partners

NEW = "new:"


class PartnerForm(PartForm):
    """A name that was typed counts before a choice, until the choices are those that were found for it.

    `found_for` remembers the name that the choices were found for.
    """

    partner = forms.CharField(
        label="Who was the partner?", required=False, widget=Radios(css="govuk-radios--small")
    )
    partner_name = forms.CharField(
        label="Another partner",
        help_text="Type the name of the employer, university or other organisation",
        max_length=200,
        required=False,
        widget=SuggestInput(source=reverse_lazy("institutions:suggest")),
    )
    found_for = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **asked: Any) -> None:
        super().__init__(*args, **asked)
        recent = recent_partners(self.organiser)
        if self.record and self.record.partner:
            if self.record.partner not in recent:
                recent.insert(0, self.record.partner)
            self.initial = {"partner": str(self.record.partner_id)}
        self._offer(recent)

    def _offer(self, partners: Iterable[Institution], *, may_be_new: bool = False) -> None:
        listed = [(str(partner.pk), described(partner)) for partner in partners]
        unlisted = [
            (f"{NEW}{kind.value}", f"Not listed: add it as “{kind.label}”") for kind in LISTED_BY_OTHERS
        ]
        radios = self.fields["partner"].widget
        assert isinstance(radios, Radios)
        radios.choices = [*listed, *(unlisted if may_be_new else [])]
        self.has_choices = bool(radios.choices)
        if not self.has_choices:
            self.fields["partner_name"].label = "Who was the partner?"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        typed, choice = cleaned.get("partner_name", ""), cleaned.get("partner", "")
        if typed and not (choice and cleaned.get("found_for") == typed):
            self._look_up(typed, cleaned)
        elif choice.startswith(NEW):
            if not typed:
                raise ValidationError({"partner_name": "Enter the name of the partner"})
        elif choice:
            cleaned["institution"] = self._of_key(choice)
        elif self.is_strict:
            self.add_error("partner" if self.has_choices else "partner_name", "Say who the partner was")
        return cleaned

    def _of_key(self, choice: str) -> Institution | None:
        found = Institution.objects.filter(pk=choice).first() if is_key(choice) else None
        if found is None:
            raise ValidationError({"partner": "Say who the partner was"})
        return found

    def _look_up(self, typed: str, cleaned: dict[str, Any]) -> None:
        meant = meant_by(typed)
        self._offer(meant.found, may_be_new=meant.one is None)
        assert self.typed is not None  # only what was sent is cleaned
        self.typed["found_for"] = typed
        self.typed["partner"] = str(meant.one.pk) if meant.one else ""
        if meant.one:
            cleaned["institution"] = meant.one
        elif meant.found:
            self.add_error("partner", f"More than one partner matches “{typed}”. Select the one you mean.")
        else:
            self.add_error(
                "partner", f"Nothing matches “{typed}”. Check the spelling, or select how to add it."
            )

    def chosen(self) -> Institution | NewPartner | None:
        """One of the directory, one to be added to it, or nobody yet."""
        choice: str = self.cleaned_data["partner"]
        if choice.startswith(NEW) and "institution" not in self.cleaned_data:
            return NewPartner(self.cleaned_data["partner_name"], choice.removeprefix(NEW))
        found: Institution | None = self.cleaned_data.get("institution")
        return found
