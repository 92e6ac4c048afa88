"""What is asked about somebody who serves elsewhere, and about a visit."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from core.fields import WordsField
from core.forms import DateField, GovukForm, Radios
from institutions.forms.named import InstitutionField
from institutions.models import Deployment, RoleHolder
from institutions.queries.deployments import Place

MOST_WORDS = 3_000


class DaysField(forms.DecimalField):
    """Days of work, in halves or tenths."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_digits=5,
            decimal_places=1,
            min_value=Decimal("0.5"),
            required=False,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
            error_messages={
                "invalid": "Enter a number of days, like 2.5",
                "min_value": "Enter half a day (0.5) or more",
            },
            **kwargs,
        )


class DeployForm(GovukForm):
    at = InstitutionField(
        label="At which school or trust?",
        help_text="Its name, or its number",
        error_messages={"required": "Enter the name of the school or trust"},
    )
    purpose = forms.CharField(
        label="What for?", help_text="For example: mathematics in Years 7 to 9", max_length=200
    )
    started_on = DateField(label="From which day?", noun="First day")
    ended_on = DateField(
        label="Until which day?", help_text="If it is known", noun="Last day", required=False
    )
    days = DaysField(label="How many days of work are agreed?")


class EndDeploymentForm(GovukForm):
    ended_on = DateField(label="Which day was the last?", noun="Last day")
    days = DaysField(label="How many days of work was it?")
    outcome = WordsField(
        label="What came of it?", help_text="Everybody reads this. Do not name pupils.", max_length=500
    )

    def __init__(self, *args: Any, deployment: Deployment, **kwargs: Any) -> None:
        initial = {name: getattr(deployment, name) for name in ("ended_on", "days", "outcome")}
        super().__init__(*args, initial=initial, **kwargs)


class VisitForm(GovukForm):
    """`places`: the roles in which the person visits this institution; asked only where there are several."""

    role_holder = forms.TypedChoiceField(label="In which role?", coerce=int, widget=Radios)
    visited_on = DateField(label="When was the visit?", noun="Day of the visit")
    words = WordsField(
        label="What did you see, and what did you agree?",
        help_text="The school and its trust read this. Do not name pupils: say how many, of which age.",
        rows=8,
        max_length=MOST_WORDS,
    )

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holders: dict[int, RoleHolder] = {each.role_holder.pk: each.role_holder for each in places}
        if len(self.holders) == 1:
            del self.fields["role_holder"]
        else:
            role = self.fields["role_holder"]
            assert isinstance(role, forms.TypedChoiceField)
            role.choices = [(pk, str(holder.role_type)) for pk, holder in self.holders.items()]

    @property
    def holder(self) -> RoleHolder:
        """In whose role it is noted."""
        pk = self.cleaned_data.get("role_holder") or next(iter(self.holders))
        return self.holders[pk]
