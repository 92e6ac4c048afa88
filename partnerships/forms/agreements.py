"""What is asked of something that the parties signed."""

from typing import Any

from django import forms

from core.fields import WordsField
from core.forms import DateField, GovukForm, Radios
from institutions.forms.terms import TermField
from institutions.models import Vocabulary
from partnerships.actions import Signed
from partnerships.forms.partnership import MOST_WORDS, name_field
from partnerships.models import Partnership, Party

SIGNATORY = "signatory_"


class AgreementForm(GovukForm):
    """One box for each party: who signed for it."""

    agreement_type = TermField(
        Vocabulary.AGREEMENT_TYPE,
        label="What did you sign?",
        widget=Radios(css="govuk-radios--small"),
        error_messages={"required": "Select what you signed"},
    )
    signed_on = DateField(label="When was it signed?", noun="Date it was signed")
    starts_on = DateField(
        label="From which day does it hold?",
        help_text="Leave it blank where that is the day of the signature",
        noun="Date from which it holds",
        required=False,
    )
    review_on = DateField(label="When do you look at it again?", noun="Date of the review", required=False)
    ends_on = DateField(label="Until when does it hold?", noun="Date until which it holds", required=False)
    document = forms.URLField(
        label="Where is the signed document kept?",
        help_text="The web address that the parties can open",
        max_length=300,
        required=False,
        assume_scheme="https",
    )
    obligations = WordsField(label="What does each of you owe?", max_length=MOST_WORDS, required=False)
    measures = WordsField(label="How is that measured?", max_length=MOST_WORDS, required=False)
    reports_to = WordsField(label="Who reports to whom?", max_length=MOST_WORDS, required=False)

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties: list[Party] = list(
            partnership.parties.current().select_related("institution").order_by("pk")
        )
        for party in self.parties:
            self.ask(
                f"{SIGNATORY}{party.pk}",
                name_field(label=f"Who signed for {party.institution}?", required=False),
            )

    def signed(self) -> Signed:
        told = self.cleaned_data
        names = {party.pk: told[f"{SIGNATORY}{party.pk}"] for party in self.parties}
        plain = {name: value for name, value in told.items() if not name.startswith(SIGNATORY)}
        return Signed(**plain, signatories={pk: name for pk, name in names.items() if name})
