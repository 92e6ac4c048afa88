"""What is asked of a meeting, a contact, a decision and an action."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from core.fields import WordsField, offer_choices
from core.forms import Checkboxes, DateField, GovukForm, Radios, WholeNumberField
from institutions.forms.questions import InstitutionsField
from institutions.models import Institution
from partnerships.actions import Decided, Held, Present
from partnerships.forms.partnership import MOST_WORDS, SMALL, name_field
from partnerships.models import Body, BodyMember, DecisionKind, Meeting, MeetingKind
from partnerships.queries.meetings import institutions_at

Part = DecisionKind.Part
PRESENT, NEED = "present_", "need_"
QUESTIONS = {
    Part.AGREED: "Who agreed to it?",
    Part.CONSIDERED: "Which providers were considered?",
    Part.CONSULTED: "Which providers were consulted?",
}


class ContactForm(GovukForm):
    """A call, a visit or a message between the parties, in a line or two."""

    kind = forms.ModelChoiceField(
        label="What was it?",
        queryset=MeetingKind.objects.none(),
        to_field_name="code",
        empty_label=None,
        widget=Radios(css="govuk-radios--inline"),
        error_messages={"required": "Select what it was"},
    )
    institution = forms.ModelChoiceField(
        label="Who with?",
        queryset=Institution.objects.none(),
        empty_label="Select a party",
        error_messages={"required": "Select who it was with"},
    )
    name = name_field(label="Whom did you speak to?", required=False)
    held_on = DateField(label="When?", noun="Date", initial=timezone.localdate)
    words = WordsField(
        label="What was it about?",
        help_text="The other parties see it. Never about a named pupil.",
        max_length=MOST_WORDS,
        error_messages={"required": "Enter in a few words what it was about"},
    )

    def __init__(self, *args: Any, institutions: Iterable[Institution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "kind", MeetingKind.objects.filter(is_contact=True).order_by("position"))
        parties = Institution.objects.filter(pk__in=[each.pk for each in institutions])
        offer_choices(self, "institution", parties.order_by("name", "pk"))

    def held(self) -> Held:
        told = dict(self.cleaned_data)
        institution, name = told.pop("institution"), told.pop("name")
        return Held(present=[Present(institution=institution, name=name)], **told)


class MeetingForm(GovukForm):
    """A meeting of a body, whose members are ticked off, or of the parties, who are named one by one."""

    held_on = DateField(label="When was it?", noun="Date of the meeting", initial=timezone.localdate)
    words = WordsField(label="What was it about?", max_length=MOST_WORDS, required=False)
    minutes = forms.URLField(
        label="Where are the minutes kept?",
        help_text="The web address that those concerned can open",
        max_length=300,
        required=False,
        assume_scheme="https",
    )
    young_people = WholeNumberField(
        label="How many young people were there?",
        help_text="The number alone. Nobody notes who they were.",
        min_value=0,
        max_value=1_000,
        required=False,
    )
    young_words = WordsField(
        label="Which points did they make?", help_text="No names", max_length=MOST_WORDS, required=False
    )

    def __init__(self, *args: Any, of: Any, kind: MeetingKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.institutions = kind, institutions_at(of)
        if isinstance(of, Body):
            self._ask_members(of)
        else:
            for each in self.institutions:
                self.ask(
                    f"{PRESENT}{each.pk}", name_field(label=f"Who was there for {each}?", required=False)
                )
        if kind.needs_first:
            for each in self.institutions:
                self.ask(
                    f"{NEED}{each.pk}",
                    WordsField(label=f"What does {each} need?", max_length=MOST_WORDS, required=False),
                )
        self.order_fields(["held_on", *self._of_members(), "words"])

    def _ask_members(self, body: Body) -> None:
        members = forms.ModelMultipleChoiceField(
            BodyMember.objects.none(),
            label="Who was there?",
            widget=Checkboxes(css=SMALL),
            required=False,
        )
        self.ask("members", members)
        offer_choices(self, "members", body.members.current().select_related("institution").order_by("pk"))

    def _of_members(self) -> list[str]:
        return [name for name in self.fields if name == "members" or name.startswith((PRESENT, NEED))]

    def held(self) -> Held:
        told = self.cleaned_data
        plain = ("held_on", "words", "minutes", "young_people", "young_words")
        needs = {each: told.get(f"{NEED}{each.pk}", "") for each in self.institutions}
        return Held(
            kind=self.kind, present=self._present(), needs=needs, **{name: told[name] for name in plain}
        )

    def _present(self) -> list[Present]:
        told = self.cleaned_data
        named = [(each, told.get(f"{PRESENT}{each.pk}", "")) for each in self.institutions]
        return [
            *(
                Present(institution=member.institution, name=member.name, seniority=member.seniority)
                for member in told.get("members", ())
            ),
            *(Present(institution=institution, name=name) for institution, name in named if name),
        ]


class DecisionForm(GovukForm):
    """What was decided, and what its kind asks beside it."""

    words = WordsField(
        label="What was decided?",
        help_text="Of a redesign: what changes, from what to what",
        max_length=MOST_WORDS,
        error_messages={"required": "Enter what was decided"},
    )
    why = WordsField(label="Why?", max_length=MOST_WORDS, error_messages={"required": "Enter why"})
    evidence = WordsField(label="Evidence", max_length=MOST_WORDS)

    def __init__(self, *args: Any, meeting: Meeting, kind: DecisionKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        if not kind.asks_why:
            del self.fields["why"]
        for part in map(Part, kind.asks):
            self._ask_part(part, meeting)
        if kind.evidence_question:
            self.fields["evidence"].label = kind.evidence_question
            self.order_fields([*(name for name in self.fields if name != "evidence"), "evidence"])
        else:
            del self.fields["evidence"]

    def _ask_part(self, part: DecisionKind.Part, meeting: Meeting) -> None:
        name, label = part.lower(), QUESTIONS[part]
        if part != Part.AGREED:
            self.ask(name, InstitutionsField(label=label))
            return
        field = forms.ModelMultipleChoiceField(
            Institution.objects.none(),
            label=label,
            widget=Checkboxes(css=SMALL),
            error_messages={"required": "Select who agreed to it"},
        )
        self.ask(name, field)
        of = meeting.body or meeting.partnership
        here = [each.pk for each in institutions_at(of)] if of else []
        offer_choices(self, name, Institution.objects.filter(pk__in=here).order_by("name", "pk"))

    def decided(self) -> Decided:
        told = self.cleaned_data
        plain = {name: told[name] for name in ("words", "why", "evidence") if name in told}
        return Decided(kind=self.kind, parts={part: told[part.lower()] for part in self.kind.asks}, **plain)


class ActionPointForm(GovukForm):
    words = forms.CharField(
        label="What is to be done?", max_length=300, error_messages={"required": "Enter what is to be done"}
    )
    owner = name_field(label="Who does it?", error_messages={"required": "Enter who does it"})
    institution = forms.ModelChoiceField(
        label="At which institution?",
        help_text="It waits on the home page of its people once it is overdue",
        queryset=Institution.objects.none(),
        empty_label="Select one",
        error_messages={"required": "Select the institution"},
    )
    due_on = DateField(label="By when?", noun="Date")

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of = meeting.body or meeting.partnership
        here = [each.pk for each in institutions_at(of)] if of else []
        offer_choices(self, "institution", Institution.objects.filter(pk__in=here).order_by("name", "pk"))
