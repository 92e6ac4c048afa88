"""What the API says and asks of partnerships and collaborations."""

from typing import Any

from rest_framework import serializers

from institutions.models import Area, Institution, SupportArea, Term, Vocabulary, YearGroup
from institutions.serializers import InstitutionNameSerializer, TermField
from partnerships.actions import Count, Details, Facts, Others, Signed
from partnerships.actions.confirmation import ANSWERS, MOST_WORDS
from partnerships.models import (
    Collaboration,
    Contribution,
    Depth,
    Document,
    DocumentKind,
    Flag,
    ItemKind,
    LibraryItem,
    Participation,
    Partnership,
    Party,
)


class PartySerializer(serializers.ModelSerializer[Party]):
    """What a party wants is for the parties alone. `own` in the context: institutions of whoever asks."""

    institution = InstitutionNameSerializer(read_only=True)
    roles = TermField(Vocabulary.PARTY_ROLE, many=True, read_only=True)
    goal = serializers.SerializerMethodField()

    class Meta:
        model = Party
        fields = ["institution", "roles", "joined_on", "left_on", "goal"]

    def get_goal(self, party: Party) -> str | None:
        parties = party.partnership.parties.all()
        return party.goal if any(each.institution_id in self.context["own"] for each in parties) else None


class TagSerializer(serializers.ModelSerializer[Term]):
    """A purpose, a benefit, a beneficiary or a strand."""

    class Meta:
        model = Term
        fields = ["vocabulary", "code"]


class PartnershipSerializer(serializers.ModelSerializer[Partnership]):
    kind = TermField(Vocabulary.PARTNERSHIP_KIND, read_only=True)
    parties = PartySerializer(many=True, read_only=True)
    tags = TagSerializer(many=True, read_only=True)

    class Meta:
        model = Partnership
        fields = [
            *("id", "title", "kind", "stage", "areas", "tags", "focus", "is_shared_site"),
            *("parties", "started_on", "agreed_on"),
            *("agreement_ends_on", "reviewed_on", "ended_on"),
        ]


class LibraryItemSerializer(serializers.ModelSerializer[LibraryItem]):
    """What the page of an item says to everybody who may read it."""

    kind = serializers.SlugRelatedField[ItemKind](slug_field="code", read_only=True)
    owner = InstitutionNameSerializer(read_only=True)
    themes = TagSerializer(many=True, read_only=True)
    taken_up = serializers.IntegerField(read_only=True)

    class Meta:
        model = LibraryItem
        fields = [
            *(
                "id",
                "kind",
                "title",
                "summary",
                "words",
                "owner",
                "state",
                "version",
                "published_on",
                "review_on",
            ),
            *("link", "accessible_version", "transcript", "source", "strength", "languages", "formats"),
            *("areas", "phases", "themes", "partnership", "closes_on", "taken_up"),
        ]


class ParticipationSerializer(serializers.ModelSerializer[Participation]):
    class Meta:
        model = Participation
        fields = ["year_group", "pupils", *Participation.AMONG]


class ContributionSerializer(serializers.ModelSerializer[Contribution]):
    """Who was among the pupils is for the school's own people alone."""

    school = InstitutionNameSerializer(read_only=True)
    participations = ParticipationSerializer(many=True, read_only=True)

    class Meta:
        model = Contribution
        fields = ["school", "confirmation", "adults", "families", "participations"]

    def to_representation(self, instance: Contribution) -> dict[str, Any]:
        shown: dict[str, Any] = super().to_representation(instance)
        if instance.school_id not in self.context["own"]:
            shown["participations"] = [
                row | dict.fromkeys(Participation.AMONG) for row in shown["participations"]
            ]
        return shown


class CollaborationSerializer(serializers.ModelSerializer[Collaboration]):
    organiser = InstitutionNameSerializer(read_only=True)
    partner = InstitutionNameSerializer(read_only=True)
    activity_type = TermField(Vocabulary.ACTIVITY_TYPE, read_only=True)
    contributions = ContributionSerializer(many=True, read_only=True)
    tags = TagSerializer(many=True, read_only=True)

    class Meta:
        model = Collaboration
        fields = [
            *("id", "state", "organiser", "partner", "partnership", "activity_type", "area", "title"),
            *(
                "starts_on",
                "ends_on",
                "sessions",
                "hours",
                "year_groups",
                "definition",
                "partner_confirmation",
            ),
            *("delivery", "depth", "staff_hours", "flags", "answers", "tags", "follows"),
            *("contributions", "recorded_at", "revision"),
        ]


class CountSerializer(serializers.Serializer[Any]):
    """How many pupils of one year group came from one school."""

    school = serializers.PrimaryKeyRelatedField(queryset=Institution.objects.schools())
    year_group = serializers.ChoiceField(choices=YearGroup.choices)
    pupils = serializers.IntegerField(min_value=0)
    disadvantaged = serializers.IntegerField(min_value=0, allow_null=True, default=None)
    girls = serializers.IntegerField(min_value=0, allow_null=True, default=None)
    first_in_family = serializers.IntegerField(min_value=0, allow_null=True, default=None)


class OthersSerializer(serializers.Serializer[Any]):
    """How many came from one school who are not its pupils."""

    school = serializers.PrimaryKeyRelatedField(queryset=Institution.objects.schools())
    adults = serializers.IntegerField(min_value=0, allow_null=True, default=None)
    families = serializers.IntegerField(min_value=0, allow_null=True, default=None)


class DetailsSerializer(serializers.Serializer[Any]):
    """How it was done. `flags` and `answers` are those that its type is asked."""

    delivery = serializers.ChoiceField(choices=Collaboration.Delivery.choices, allow_blank=True, default="")
    depth = serializers.ChoiceField(choices=Depth.choices, allow_blank=True, default="")
    staff_hours = serializers.DecimalField(max_digits=5, decimal_places=1, allow_null=True, default=None)
    flags = serializers.ListField(child=serializers.ChoiceField(choices=Flag.choices), default=list)
    answers = serializers.DictField(default=dict)


class LogSerializer(serializers.Serializer[Any]):
    """A whole record in one step. `submission_key`: sending the same one twice logs it once."""

    organiser = serializers.PrimaryKeyRelatedField(queryset=Institution.objects.all())
    schools = serializers.PrimaryKeyRelatedField(many=True, queryset=Institution.objects.schools())
    partner = serializers.PrimaryKeyRelatedField(queryset=Institution.objects.all())
    activity_type = TermField(Vocabulary.ACTIVITY_TYPE)
    area = serializers.ChoiceField(choices=SupportArea.choices)
    title = serializers.CharField(max_length=200, allow_blank=True, default="")
    starts_on = serializers.DateField()
    ends_on = serializers.DateField(allow_null=True, default=None)
    sessions = serializers.IntegerField(min_value=1, default=1)
    hours = serializers.DecimalField(max_digits=5, decimal_places=1, allow_null=True, default=None)
    year_groups = serializers.ListField(
        child=serializers.ChoiceField(choices=YearGroup.choices), default=list
    )
    counts = CountSerializer(many=True, default=list)
    others = OthersSerializer(many=True, default=list)
    details = DetailsSerializer(default=dict)
    definition = serializers.ChoiceField(
        choices=Collaboration.Definition.choices, allow_blank=True, default=""
    )
    partner_email = serializers.EmailField(allow_blank=True, default="", max_length=254)
    submission_key = serializers.UUIDField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What `log_collaboration` takes: the facts, the counts by school and year, and the rest."""
        facts = {name: attrs.pop(name) for name in _FACTS}
        counts: dict[int, dict[str, Count]] = {}
        for row in attrs.pop("counts"):
            by_year = counts.setdefault(row["school"].pk, {})
            if row["year_group"] in by_year:
                raise serializers.ValidationError({"counts": "Count each school's year group once."})
            by_year[row["year_group"]] = Count(
                row["pupils"], **{name: row[name] for name in Participation.AMONG}
            )
        others = {row["school"].pk: Others(row["adults"], row["families"]) for row in attrs["others"]}
        details = Details(**attrs["details"])
        return attrs | {"facts": Facts(**facts), "counts": counts, "others": others, "details": details}


_FACTS = (
    *("schools", "partner", "activity_type", "area", "title"),
    *("starts_on", "ends_on", "sessions", "hours", "year_groups"),
)


class AnswerSerializer(serializers.Serializer[Any]):
    """The other side's word on a record."""

    answer = serializers.ChoiceField(choices=[answer.value for answer in ANSWERS])
    words = serializers.CharField(allow_blank=True, default="", max_length=MOST_WORDS)
    revision = serializers.IntegerField(
        allow_null=True,
        default=None,
        help_text="Of the record as you read it; an answer to an older one is refused",
    )


class AgreementSerializer(serializers.Serializer[Any]):
    """What the parties signed. Without a type it is a memorandum of understanding."""

    agreement_type = TermField(Vocabulary.AGREEMENT_TYPE, required=False)
    agreed_on = serializers.DateField()
    agreement_ends_on = serializers.DateField(allow_null=True, default=None)
    review_on = serializers.DateField(allow_null=True, default=None)
    document = serializers.URLField(allow_blank=True, default="", max_length=300)
    obligations = serializers.CharField(allow_blank=True, default="")
    measures = serializers.CharField(allow_blank=True, default="")
    reports_to = serializers.CharField(allow_blank=True, default="")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What `agree_partnership` takes."""
        memorandum = Term.objects.filter(vocabulary=Vocabulary.AGREEMENT_TYPE, code="MEMORANDUM")
        return {
            "signed": Signed(
                agreement_type=attrs.pop("agreement_type", None) or memorandum.get(),
                signed_on=attrs.pop("agreed_on"),
                ends_on=attrs.pop("agreement_ends_on"),
                **attrs,
            )
        }


class ReviewSerializer(serializers.Serializer[Any]):
    reviewed_on = serializers.DateField()


class DocumentSerializer(serializers.ModelSerializer[Document]):
    """A plan or policy of an institution or, with its code, of a local authority."""

    kind = serializers.SlugRelatedField[DocumentKind](slug_field="code", read_only=True)
    institution = InstitutionNameSerializer(read_only=True, allow_null=True)
    area = serializers.SlugRelatedField[Area](slug_field="code", read_only=True, allow_null=True)
    status = serializers.ChoiceField(choices=Document.Status.choices, read_only=True)
    completeness = serializers.IntegerField(read_only=True)

    class Meta:
        model = Document
        fields = [
            *("id", "kind", "institution", "area", "year", "link", "status", "completeness", "answers"),
            *("review_on", "submitted_on", "accepted_on", "replaced_on"),
            *("link_opened_on", "is_link_broken"),
        ]
