"""What the parties of a partnership are asked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from core.fields import RevisionField, WordsField, offer_choices
from core.forms import Checkboxes, DateField, FilterForm, GovukForm, Radios
from institutions.forms.questions import InstitutionsField
from institutions.forms.terms import TermField, TermsField
from institutions.models import Area, SupportArea, Vocabulary
from partnerships.actions import Description
from partnerships.models import Partnership, PartnershipKind, Party, StageEntry
from partnerships.queries.told import TAGS

if TYPE_CHECKING:
    _PartyChoice = forms.ModelChoiceField[Party]
else:
    _PartyChoice = forms.ModelChoiceField

MOST_WORDS = 1_000
SMALL = "govuk-checkboxes--small"


def name_field(**kwargs: Any) -> forms.CharField:
    """A person at work, by name."""
    return forms.CharField(max_length=150, **kwargs)


class PartyField(_PartyChoice):
    """One of the parties, by the name of its institution. The form says which."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Party.objects.none(), empty_label=None, **kwargs)

    def label_from_instance(self, party: Party) -> str:
        return party.institution.name


class DescriptionForm(GovukForm):
    """What all parties say together."""

    title = forms.CharField(
        label="What do you call it?",
        help_text="For example: Engineers in every school",
        max_length=200,
        error_messages={"required": "Enter a name for the partnership"},
    )
    kind = TermField(
        Vocabulary.PARTNERSHIP_KIND,
        label="What kind of partnership is it?",
        empty_label="Select a kind",
        error_messages={"required": "Select what kind it is"},
    )
    areas = forms.MultipleChoiceField(
        label="Which areas of support is it for?",
        choices=SupportArea.choices,
        widget=Checkboxes(css=SMALL),
        error_messages={"required": "Select at least one area of support"},
    )
    purpose = TermsField(
        Vocabulary.PURPOSE,
        label="What is it for?",
        widget=Checkboxes(css=f"{SMALL} cw-columns"),
        error_messages={"required": "Select what it is for"},
    )
    beneficiary = TermsField(
        Vocabulary.BENEFICIARY,
        label="Who benefits?",
        widget=Checkboxes(css=SMALL),
        error_messages={"required": "Select who benefits"},
    )
    benefit = TermsField(
        Vocabulary.BENEFIT,
        label="How do the institutions benefit?",
        widget=Checkboxes(css=SMALL),
        required=False,
    )
    strand = TermsField(
        Vocabulary.STRAND,
        label="Which strands of work with higher education?",
        widget=Checkboxes(css=SMALL),
        required=False,
    )
    focus = forms.CharField(
        label="What exactly is it about?",
        help_text="For example the course, the challenge, or what the support is about",
        max_length=200,
        required=False,
    )
    place = forms.ModelChoiceField(
        label="Is it for one place?",
        queryset=Area.objects.none(),
        empty_label="No, or not for one authority alone",
        required=False,
    )
    is_shared_site = forms.BooleanField(label="The parties share a site", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        authorities = Area.objects.current().of_kind(Area.Kind.LOCAL_AUTHORITY)
        offer_choices(self, "place", authorities.order_by("name", "pk"))

    def description(self) -> Description:
        told = self.cleaned_data
        tags = [tag for vocabulary in TAGS for tag in told.get(vocabulary.lower(), ())]
        plain = ("title", "kind", "areas", "focus", "place", "is_shared_site")
        return Description(tags=tags, **{name: told[name] for name in plain if name in told})


class ProposeForm(DescriptionForm):
    """What the one who proposes it is asked: the least with which the others can say yes or no."""

    field_order = ("partners", "email", "title", "kind", "areas", "purpose", "beneficiary", "goal")
    partners = InstitutionsField(label="Who do you want to work with?")
    email = forms.EmailField(
        label="Whom do we write to there?",
        help_text="Only needed where nobody has an account yet",
        max_length=254,
        required=False,
    )
    goal = WordsField(
        label="What do you want from it yourselves?",
        help_text="Your own goal in a sentence or two. The others say theirs when they join.",
        rows=4,
        max_length=MOST_WORDS,
        error_messages={"required": "Enter what you want from it"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("benefit", "strand", "focus", "place", "is_shared_site"):  # asked once there are two
            del self.fields[name]


class DescribeForm(DescriptionForm):
    revision = RevisionField()

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        tags = list(partnership.tags.all())
        initial = {
            "title": partnership.title,
            "kind": partnership.kind.code if partnership.kind else None,
            "areas": partnership.areas,
            "focus": partnership.focus,
            "place": partnership.place_id,
            "is_shared_site": partnership.is_shared_site,
            "revision": partnership.revision,
            **{each.lower(): [tag.code for tag in tags if tag.vocabulary == each] for each in TAGS},
        }
        super().__init__(*args, initial=initial, **kwargs)
        kind = PartnershipKind.objects.filter(term=partnership.kind_id).first()
        if kind and kind.focus_question:
            self.fields["focus"].label = kind.focus_question


class InviteForm(GovukForm):
    partners = InstitutionsField(label="Who do you ask to join?")
    email = forms.EmailField(
        label="Whom do we write to there?",
        help_text="Only needed where nobody has an account yet",
        max_length=254,
        required=False,
    )


class InvitationForm(GovukForm):
    """Yes or no."""

    marks_optional = False
    accepted = forms.TypedChoiceField(
        label="Do you want to join?",
        choices=[(True, "Yes, we join"), (False, "No")],
        coerce=lambda typed: typed == "True",
        widget=Radios(),
        error_messages={"required": "Select whether you want to join"},
    )
    words = WordsField(
        label="If not, why? (optional)",
        help_text="Whoever asked reads it",
        max_length=MOST_WORDS,
        required=False,
    )


class ReviewForm(GovukForm):
    reviewed_on = DateField(
        label="When did you look back together?",
        help_text="The day on which the parties talked about how it goes",
        noun="Date of the review",
    )


class AimForm(GovukForm):
    words = forms.CharField(
        label="What will be different?",
        help_text="For example: more girls choose physics after 16",
        max_length=200,
        error_messages={"required": "Enter what will be different"},
    )
    measured_by = forms.CharField(
        label="How is it measured?",
        help_text="For example: girls in Year 12 who take physics. Never about a named pupil.",
        max_length=200,
        error_messages={"required": "Enter how it is measured"},
    )
    source = forms.CharField(
        label="Where do the numbers come from?",
        help_text="For example: the school’s own records of entries, each September",
        max_length=200,
        required=False,
    )
    adds_up = forms.BooleanField(
        label="Each party has a number of its own, and they are added up", required=False
    )
    baseline = forms.DecimalField(
        label="What is it now?",
        max_digits=10,
        decimal_places=2,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
        error_messages={"invalid": "Enter a number, like 12"},
    )
    target = forms.DecimalField(
        label="What should it be?",
        max_digits=10,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
        error_messages={"required": "Enter the number to reach", "invalid": "Enter a number, like 20"},
    )
    target_on = DateField(label="By when?", noun="Date")


class ResultForm(GovukForm):
    value = forms.DecimalField(
        label="What is it now?",
        max_digits=10,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
        error_messages={
            "required": "Enter the number that was reached",
            "invalid": "Enter a number, like 14",
        },
    )
    measured_on = DateField(label="On which day was it measured?", noun="Date")
    deliverer = PartyField(
        label="Whose work is it?",
        help_text="Somebody from another party verifies it",
        widget=Radios,
        error_messages={"required": "Select whose work it is"},
    )
    words = WordsField(label="How is it known?", max_length=MOST_WORDS, required=False)

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties = partnership.parties.current().select_related("institution")
        offer_choices(self, "deliverer", parties.order_by("pk"))


class LeadForm(GovukForm):
    party = PartyField(
        label="Who leads from then on?",
        widget=Radios,
        error_messages={"required": "Select who leads"},
    )
    on = DateField(label="From which day?", noun="Date")

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties = partnership.parties.current().select_related("institution")
        offer_choices(self, "party", parties.order_by("pk"))


class StageForm(GovukForm):
    """The stages that can come next; after a pilot they are what is decided about it."""

    stage = forms.ChoiceField(
        label="Which stage is next?", widget=Radios, error_messages={"required": "Select the next stage"}
    )
    on = DateField(label="From which day?", noun="Date", initial=timezone.localdate)
    owner = name_field(
        label="Who answers for this stage?", help_text="A person at one of the parties", required=False
    )
    words = WordsField(label="Why?", max_length=MOST_WORDS, required=False)

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stages = self.fields["stage"]
        assert isinstance(stages, forms.ChoiceField)
        stages.choices = _choices(partnership.next_stages)
        if partnership.stage == Partnership.Stage.PILOT:
            decisions = {
                Partnership.Stage.EMBEDDED: StageEntry.Decision.SCALE,
                Partnership.Stage.CO_DESIGN: StageEntry.Decision.CHANGE,
            }
            stages.label = "What do you make of the pilot?"
            stages.choices = [(stage.value, decisions[stage].label) for stage in partnership.next_stages]
            stages.help_text = "To stop it, end the partnership."
            self.fields["words"].label = "What did the pilot show?"


class DayForm(FilterForm):
    """The day as at which something is shown."""

    on = DateField(label="As at which day?", noun="Date")


class EndForm(GovukForm):
    ended_on = DateField(
        label="When did it end?",
        help_text="The record and everything logged under it stay.",
        noun="Date it ended",
    )
    reason = TermField(
        Vocabulary.LEAVING_REASON,
        label="Why?",
        widget=Radios(css="govuk-radios--small"),
        error_messages={"required": "Select why it ended"},
    )
    words = WordsField(
        label="In a few words",
        help_text="After a pilot, say what it showed",
        max_length=MOST_WORDS,
        required=False,
    )


def _choices(stages: Sequence[Partnership.Stage]) -> list[tuple[str, str]]:
    return [(stage.value, stage.label) for stage in stages]
