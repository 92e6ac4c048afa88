"""What is asked about an item of the library, of those whom it names, and of whoever reviews it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.formats import date_format

from core.fields import KindField, RevisionField, WordsField, offer_choices
from core.forms import Checkboxes, DateField, GovukForm, Radios
from institutions.forms.terms import TermsField
from institutions.models import Institution, Phase, SupportArea, Term
from institutions.models.institution import InstitutionQuerySet
from partnerships.actions import Text
from partnerships.models import (
    Collaboration,
    Event,
    Evidence,
    Format,
    ItemKind,
    LibraryFile,
    LibraryItem,
    Partnership,
    Task,
)
from partnerships.models.collaboration import CollaborationQuerySet
from partnerships.models.event import EventQuerySet
from partnerships.models.library import THEMES, LibraryItemQuerySet
from partnerships.models.partnership import PartnershipQuerySet

if TYPE_CHECKING:
    _Record = forms.ModelChoiceField[Collaboration]
else:
    _Record = forms.ModelChoiceField

IN_COLUMNS = "govuk-checkboxes--small cw-columns"
SMALL = "govuk-checkboxes--small"
PRACTICES_OFFERED = 40
LAST = ("visibility", "visibility_reason", "shared_with", "revision")
QUESTIONS = {
    "PURPOSE": "What is it meant to achieve?",
    "STRAND": "Which work with higher education is it about?",
    "ENGAGEMENT": "Whom does it engage?",
    "POLICY": "Which policy does it belong to?",
}


@dataclass(frozen=True)
class Choices:
    """What whoever writes may choose from: cases of their own, and what they may read in the library."""

    partnerships: PartnershipQuerySet
    records: CollaborationQuerySet
    items: LibraryItemQuerySet
    groups: InstitutionQuerySet
    training: EventQuerySet


class RecordField(_Record):
    """One record of the log; its day tells it from others of the same name."""

    def label_from_instance(self, record: Collaboration) -> str:
        return f"{record}, {date_format(record.starts_on, 'j F Y')}" if record.starts_on else str(record)


class KindForm(GovukForm):
    page_heading = "kind"
    kind = KindField(ItemKind, label="What do you want to add to the library?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "kind", ItemKind.objects.order_by("position"))


class ItemForm(GovukForm):
    """What every item says, and what its kind asks for. A draft may leave gaps: review asks for all of it."""

    marks_optional = False
    PARTS = {
        "transcript": ItemKind.Ask.TRANSCRIPT,
        "source": ItemKind.Ask.EVIDENCE,
        "strength": ItemKind.Ask.EVIDENCE,
        "languages": ItemKind.Ask.FORMATS,
        "formats": ItemKind.Ask.FORMATS,
        "task": ItemKind.Ask.TASK,
        "closes_on": ItemKind.Ask.CLOSING,
        "practices": ItemKind.Ask.PRACTICE,
        "training": ItemKind.Ask.TRAINING,
    }

    title = forms.CharField(label="Title", max_length=200)
    summary = forms.CharField(
        label="In one or two sentences",
        help_text="The list shows this below the title",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    words = WordsField(
        label="What do you want to tell?",
        help_text="Name no pupil: say how many, of which age",
        max_length=10_000,
        rows=12,
        required=False,
    )
    link = forms.URLField(
        label="Where can it be found?",
        help_text="The full address, starting with https://",
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    accessible_version = forms.CharField(
        label="How does somebody get it who cannot use the file, or what the link leads to?",
        help_text="For example: The page itself works with a screen reader. Or: Large print from library@example.org",
        max_length=300,
        required=False,
    )
    transcript = WordsField(
        label="Transcript", help_text="All that is said in it", max_length=50_000, rows=8, required=False
    )
    source = forms.CharField(label="Where does it come from?", max_length=200, required=False)
    strength = forms.ChoiceField(
        label="How strong is the evidence?", choices=Evidence.choices, widget=Radios, required=False
    )
    languages = forms.CharField(
        label="In which languages?",
        help_text="With commas between them: English, Polish, Urdu",
        max_length=300,
        required=False,
    )
    formats = forms.MultipleChoiceField(
        label="In which formats?", choices=Format.choices, widget=Checkboxes(css=SMALL), required=False
    )
    task = forms.ChoiceField(
        label="With which task does it help?",
        help_text="It is listed in the guidance about that task",
        choices=Task.choices,
        widget=Radios(css="govuk-radios--small"),
        required=False,
    )
    closes_on = DateField(label="Until which day are answers taken?", noun="Last day", required=False)
    practices = forms.ModelMultipleChoiceField(
        label="Which practice in the library does it bear on?",
        queryset=LibraryItem.objects.none(),
        widget=Checkboxes(css=SMALL),
        required=False,
    )
    training = forms.ModelMultipleChoiceField(
        label="Which training goes with it?",
        help_text="Its page then names this guidance, and this guidance names the training",
        queryset=Event.objects.none(),
        widget=Checkboxes(css=SMALL),
        required=False,
    )
    partnership = forms.ModelChoiceField(
        label="Does it tell of a partnership?",
        help_text="All its parties are asked before it is published",
        queryset=Partnership.objects.none(),
        required=False,
        empty_label="No",
    )
    collaboration = RecordField(
        label="Or of an activity in your log?",
        help_text="All who took part are asked before it is published",
        queryset=Collaboration.objects.none(),
        required=False,
        empty_label="No",
    )
    areas = forms.MultipleChoiceField(
        label="Which areas of support?",
        choices=SupportArea.choices,
        widget=Checkboxes(css=SMALL),
        required=False,
    )
    phases = forms.MultipleChoiceField(
        label="For which ages?", choices=Phase.choices, widget=Checkboxes(css=SMALL), required=False
    )
    visibility = forms.ChoiceField(
        label="Who may read it once it is published?",
        choices=LibraryItem.Visibility.choices,
        widget=Radios,
        initial=LibraryItem.Visibility.SECTOR,
    )
    visibility_reason = forms.CharField(label="If your own trust only, why?", max_length=300, required=False)
    shared_with = forms.ModelMultipleChoiceField(
        label="With which of your groups do you share it?",
        help_text="It then stands on the page of the group, for all its members",
        queryset=Institution.objects.none(),
        widget=Checkboxes(css=SMALL),
        required=False,
    )
    revision = RevisionField(required=False)

    def __init__(
        self,
        *args: Any,
        kind: ItemKind,
        choices: Choices,
        item: LibraryItem | None = None,
        **kwargs: Any,
    ) -> None:
        chosen = list(item.themes.all()) if item else []
        if item is not None:
            kwargs["initial"] = _said(item, chosen)
        super().__init__(*args, **kwargs)
        offer_choices(self, "partnership", choices.partnerships)
        offer_choices(self, "collaboration", choices.records)
        for name, part in self.PARTS.items():
            if part not in kind.asks:
                del self.fields[name]
        if "practices" in self.fields:
            offer_choices(self, "practices", _practices(choices.items, item))
        if "training" in self.fields:
            offer_choices(self, "training", choices.training)
        offer_choices(self, "shared_with", choices.groups)
        if not choices.groups.exists():
            del self.fields["shared_with"]
        for vocabulary in THEMES:
            field = TermsField(
                vocabulary, label=QUESTIONS[vocabulary], required=False, widget=Checkboxes(css=IN_COLUMNS)
            )
            mine = Q(pk__in=[term.pk for term in chosen])
            valid = Term.objects.of(vocabulary).values("pk")
            field.queryset = Term.objects.filter(mine | Q(pk__in=valid), vocabulary=vocabulary).order_by(
                "position", "pk"
            )
            self.ask(vocabulary, field)
        self.order_fields([name for name in self.fields if name not in LAST] + [*LAST])

    def clean_languages(self) -> list[str]:
        return [
            " ".join(each.split())[:40] for each in self.cleaned_data["languages"].split(",") if each.strip()
        ]

    def text(self) -> Text:
        told = {name: value for name, value in self.cleaned_data.items() if name not in (*THEMES, "revision")}
        themes = [term for vocabulary in THEMES for term in self.cleaned_data[vocabulary]]
        return Text(themes=themes, **told)


class FileForm(GovukForm):
    file = forms.FileField(
        label="Which file?",
        help_text="A PDF, a Word document (.docx), an OpenDocument text (.odt), a plain text or captions (.vtt), "
        "up to 5 MB. No pupil is named in it.",
        error_messages={"required": "Choose a file", "empty": "The file is empty. Choose another"},
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.odt,.txt,.vtt"}),
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > LibraryFile.LARGEST:
            raise forms.ValidationError("The file must be 5 megabytes or smaller")
        return file


class SendBackForm(GovukForm):
    words = WordsField(label="What has to change before it is published?", max_length=2_000)


class ConsentForm(GovukForm):
    is_given = forms.TypedChoiceField(
        label="Do you agree that this is published as it is written?",
        choices=[("yes", "Yes, we agree"), ("no", "No, not like this")],
        coerce=lambda answer: answer == "yes",
        widget=Radios,
        error_messages={"required": "Select yes or no"},
    )
    words = WordsField(
        label="What would you like to say to those who wrote it?", max_length=1_000, required=False
    )


class CaseNominationForm(GovukForm):
    words = WordsField(
        label="What is good here that others should read about?",
        help_text="The institution reads this, and writes the case study itself",
        max_length=1_000,
    )


def _said(item: LibraryItem, themes: list[Term]) -> dict[str, Any]:
    """What the item says, as the form asks it."""
    many = ("practices", "training", "shared_with")
    said = {name: getattr(item, name) for name in ItemForm.base_fields if name not in many}
    said["languages"] = ", ".join(item.languages)
    said |= {name: list(getattr(item, name).values_list("pk", flat=True)) for name in many}
    return said | {
        vocabulary.value: [term.code for term in themes if term.vocabulary == vocabulary]
        for vocabulary in THEMES
    }


def _practices(offered: LibraryItemQuerySet, item: LibraryItem | None) -> LibraryItemQuerySet:
    """The latest that can be taken up, and those that are chosen already."""
    chosen = list(item.practices.values_list("pk", flat=True)) if item else []
    latest = offered.exclude(kind__uptake="").order_by("-published_on", "-pk").values_list("pk", flat=True)
    return offered.filter(pk__in=[*latest[:PRACTICES_OFFERED], *chosen]).order_by("title", "pk")
