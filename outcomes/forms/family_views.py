"""What is asked of families, and of those who ask them."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from core.fields import WordsField, offer_choices
from core.forms import DateField, GovukForm, Radios, WholeNumberField
from institutions.forms.named import InstitutionField
from institutions.forms.terms import TermField
from institutions.models import Area, Institution, Vocabulary
from outcomes.models import ViewsRound
from partnerships.models import CriteriaSet, ScalePoint, SetCriterion
from partnerships.models.criteria import CriteriaSetQuerySet

USUAL = timedelta(days=42)


class ViewsRoundForm(GovukForm):
    """What to ask, and until when."""

    title = forms.CharField(
        label="What is this round called?",
        help_text="Families read it. For example: Careers at our school, autumn 2026",
        max_length=120,
    )
    criteria_set = forms.ModelChoiceField(
        label="Which questions?", queryset=CriteriaSet.objects.none(), empty_label=None, widget=Radios()
    )
    closes_on = DateField(label="Until which day may families answer?", noun="Last day")

    def __init__(self, *args: Any, sets: CriteriaSetQuerySet, **kwargs: Any) -> None:
        initial = {"criteria_set": sets.first(), "closes_on": timezone.localdate() + USUAL}
        super().__init__(*args, initial=initial, **kwargs)
        offer_choices(self, "criteria_set", sets)


class ViewsForm(GovukForm):
    """One family's answer: of which school, in which role, and how far they agree."""

    school = InstitutionField(
        label="Which school is it about?", error_messages={"required": "Enter the school"}
    )
    role = TermField(
        Vocabulary.RESPONDENT_ROLE,
        label="Who are you?",
        widget=Radios(),
        error_messages={"required": "Select who you are"},
    )

    def __init__(
        self, *args: Any, views_round: ViewsRound, school: Institution | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial={"school": school}, **kwargs)
        self.views_round = views_round
        if views_round.school:
            del self.fields["school"]
        self.criteria = list(views_round.criteria_set.criteria.order_by("position"))
        points = views_round.criteria_set.scale.points.order_by("-value")
        for criterion in self.criteria:
            field = forms.ModelChoiceField(
                label=criterion.title,
                queryset=points,
                empty_label=None,
                widget=Radios(css="govuk-radios--small"),
                error_messages={"required": f"Answer “{criterion.title}”"},
            )
            self.ask(f"point_{criterion.pk}", field)

    @property
    def school_meant(self) -> Institution:
        return self.views_round.school or self.cleaned_data["school"]

    @property
    def points(self) -> Mapping[SetCriterion, ScalePoint]:
        return {each: self.cleaned_data[f"point_{each.pk}"] for each in self.criteria}


class ViewsActionForm(GovukForm):
    words = WordsField(
        label="What will be done?", help_text="Everybody can read it. Do not name anybody.", max_length=300
    )
    owner = forms.CharField(
        label="Who answers for it?", help_text="A role, like the careers leader", max_length=120
    )
    due_on = DateField(label="By when?", noun="Day")


class FinishViewsActionForm(GovukForm):
    outcome = WordsField(
        label="What came of it?", help_text="Everybody can read it. Do not name anybody.", max_length=300
    )


class ViewsRelayForm(GovukForm):
    """Through whom it was brought to families."""

    through = forms.CharField(
        label="Through whom?",
        help_text="A school, a charity, a network, a library: whoever families there trust",
        max_length=120,
    )
    channel = TermField(Vocabulary.CHANNEL, label="In which way?")
    sent_on = DateField(label="On which day?", noun="Day", initial=timezone.localdate)
    families = WholeNumberField(label="About how many families does it reach?", min_value=1, required=False)


def possible_sets(asker: Institution | Area) -> CriteriaSetQuerySet:
    """The shared questions for families and, of a school, its own."""
    rows = CriteriaSet.objects.in_force().filter(kind__answered_by="FAMILIES")
    rows = rows.filter(owner=None) if isinstance(asker, Area) else rows.open_to(asker)
    return rows.order_by("owner", "name")
