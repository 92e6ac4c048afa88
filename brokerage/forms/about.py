"""What each kind of offer is asked: the questions are data, so their fields are made here."""

from typing import Any

from brokerage.models import OfferQuestion
from core.forms import GovukForm
from core.wizard import Answers
from institutions.forms.questions import field_for
from institutions.models import Term


class AboutForm(GovukForm):
    """What an offer of this kind, by such a provider, says beyond what every offer says."""

    wants_answers = True
    heading = "About what you offer"

    def __init__(self, *args: Any, answers: Answers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions_for(answers):
            self.ask(question.code, field_for(question))


def questions_for(answers: Answers) -> list[OfferQuestion]:
    kind, provider = answers.get("kind"), answers.get("provider")
    if not isinstance(kind, Term):
        return []
    return list(OfferQuestion.objects.asked(kind=kind, provider_kind=provider.kind if provider else ""))
