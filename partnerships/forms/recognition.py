"""What is asked of recognition: a round, a nomination, whom to choose, and what is given without a round."""

from typing import Any

from django import forms
from django.utils import timezone

from core.fields import KindField, WordsField, offer_choices
from core.forms import Checkboxes, DateField, GovukForm
from institutions.forms.named import InstitutionField
from institutions.models import Institution
from partnerships.models import Recognition, RecognitionKind
from partnerships.models.recognition import RecognitionQuerySet


class AwardRoundForm(GovukForm):
    """A year of an award that the institution may give."""

    kind = KindField(RecognitionKind, label="Which award?", noun="award")
    name = forms.CharField(label="What is this round called?", help_text="With its year", max_length=120)
    words = WordsField(label="What do you look for?", max_length=2_000, rows=5)
    closes_on = DateField(label="Until which day can others nominate?", noun="Last day")

    def __init__(self, *args: Any, organiser: Institution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = RecognitionKind.objects.given_by(organiser).filter(is_competed_for=True)
        offer_choices(self, "kind", kinds.order_by("position"))


class AwardNominationForm(GovukForm):
    institution = InstitutionField(label="Whom do you nominate?")
    words = WordsField(
        label="What for?", help_text="Name no pupil: say how many, of which age", max_length=2_000, rows=5
    )


class ChosenForm(GovukForm):
    """Some of the nominations of a round."""

    chosen = forms.ModelMultipleChoiceField(
        queryset=Recognition.objects.none(),
        widget=Checkboxes,
        error_messages={"required": "Tick at least one"},
    )

    def __init__(self, *args: Any, rows: RecognitionQuerySet, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].label = label
        offer_choices(self, "chosen", rows)


class RecognitionForm(GovukForm):
    """Given without a round."""

    kind = KindField(RecognitionKind, label="What do you give?", noun="kind of recognition")
    institution = InstitutionField(label="To whom?")
    words = WordsField(label="What for?", max_length=1_000)
    given_on = DateField(label="Since which day?", noun="Day", initial=timezone.localdate)

    def __init__(self, *args: Any, giver: Institution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = RecognitionKind.objects.given_by(giver).filter(is_competed_for=False)
        offer_choices(self, "kind", kinds.order_by("position"))
