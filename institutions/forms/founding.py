"""What is asked of an organisation that is not on Causeway yet."""

from typing import Any

from django import forms

from core.fields import KindField, offer_choices
from core.forms import DateField, GovukForm, WholeNumberField
from institutions.forms.postcode import PostcodeField
from institutions.models import OrganisationType


class FoundOrganisationForm(GovukForm):
    type = KindField(OrganisationType, label="What kind of organisation is it?", noun="kind of organisation")
    name = forms.CharField(label="Name of the organisation", max_length=200)
    postcode = PostcodeField(label="Postcode")
    ukprn = forms.RegexField(
        r"^\d{8}$",
        label="UKPRN",
        help_text="Eight figures. Needed for a training provider",
        required=False,
        error_messages={"invalid": "UKPRN must be 8 figures, like 10012345"},
    )
    website = forms.URLField(label="Website", max_length=300, required=False, assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "type", OrganisationType.objects.order_by("position"))


class TargetForm(GovukForm):
    """How many there should be by when; both left empty: no target."""

    target = WholeNumberField(
        label="How many should there be in England?", min_value=1, max_value=1_000_000, required=False
    )
    target_on = DateField(label="By when?", noun="Day", required=False)
