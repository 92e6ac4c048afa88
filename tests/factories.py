"""Records for tests that say only what matters to the test.

`.create(...)` on each; traits such as `trust=True` set what belongs together.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import factory
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import User
from brokerage.models import (
    Accreditation,
    BrokerArea,
    Challenge,
    Criterion,
    Introduction,
    Offer,
    Request,
    RequestStage,
    Slot,
    Standard,
)
from institutions.models import (
    Area,
    GroupMembership,
    Institution,
    InstitutionLink,
    Invitation,
    Membership,
    Phase,
    RegisterImport,
    Role,
    RoleHolder,
    RoleType,
    SupportArea,
    Term,
    Vocabulary,
)
from partnerships.models import (
    Collaboration,
    Confirmation,
    Contribution,
    Participation,
    Partnership,
    Party,
)

PASSWORD = "sandstone footbridge at noon"
PLACE: dict[str, Any] = {"easting": 430_000, "northing": 390_000, "precision": Institution.Precision.POSTCODE}


class AreaFactory(DjangoModelFactory[Area]):
    """A local authority in a region of England, unless a trait says otherwise."""

    class Meta:
        model = Area
        django_get_or_create = ("code",)

    class Params:
        england = factory.Trait(
            kind=Area.Kind.COUNTRY, code=Area.ENGLAND, name="England", dfe_code="", parent=None
        )
        region = factory.Trait(
            kind=Area.Kind.REGION,
            code=factory.Sequence(lambda n: f"E12{n:06d}"),
            name=factory.Sequence(lambda n: f"Region {n}"),
            dfe_code="",
            parent=factory.SubFactory("tests.factories.AreaFactory", england=True),
        )
        district = factory.Trait(
            kind=Area.Kind.DISTRICT,
            code=factory.Sequence(lambda n: f"E07{n:06d}"),
            name=factory.Sequence(lambda n: f"District {n}"),
            dfe_code="",
            parent=factory.SubFactory("tests.factories.AreaFactory"),
        )

    kind = Area.Kind.LOCAL_AUTHORITY
    code = factory.Sequence(lambda n: f"E08{n:06d}")
    name = factory.Sequence(lambda n: f"Authority {n}")
    dfe_code = factory.Sequence(lambda n: f"{n % 1000:03d}")
    parent = factory.SubFactory("tests.factories.AreaFactory", region=True)


class InstitutionFactory(DjangoModelFactory[Institution]):
    """An open state-funded secondary school with a place and an authority, unless a trait says otherwise."""

    class Meta:
        model = Institution

    class Params:
        primary = factory.Trait(phases=[Phase.PRIMARY], low_age=4, high_age=11)
        utc = factory.Trait(
            name=factory.Sequence(lambda n: f"Forge UTC {n}"),
            type_code="40",
            phases=[Phase.SECONDARY, Phase.POST_16],
        )
        closed = factory.Trait(status=Institution.Status.CLOSED, closed_on=timezone.localdate())
        trust = factory.Trait(
            kind=Institution.Kind.TRUST,
            name=factory.Sequence(lambda n: f"Bridge Trust {n}"),
            urn=None,
            type_code="",
            phases=[],
            group_uid=factory.Sequence(lambda n: str(2000 + n)),
        )
        employer = factory.Trait(
            kind=Institution.Kind.EMPLOYER,
            name=factory.Sequence(lambda n: f"Works {n} Ltd"),
            urn=None,
            type_code="",
            phases=[],
            size_band=Institution.SizeBand.SMALL,
            sector="MANUFACTURING",
        )
        university = factory.Trait(
            kind=Institution.Kind.UNIVERSITY,
            name=factory.Sequence(lambda n: f"University {n}"),
            urn=None,
            type_code="",
            phases=[],
            ukprn=factory.Sequence(lambda n: f"{10_000_000 + n}"),
        )
        broker = factory.Trait(
            kind=Institution.Kind.BROKER,
            name=factory.Sequence(lambda n: f"Brokers {n}"),
            urn=None,
            type_code="",
            phases=[],
        )

    kind = Institution.Kind.SCHOOL
    name = factory.Sequence(lambda n: f"Hillside School {n}")
    type_code = "34"
    phases = factory.LazyFunction(lambda: [Phase.SECONDARY])
    urn = factory.Sequence(lambda n: f"{100_000 + n}")
    town = "Stonebridge"
    postcode = "S1 2AB"
    easting = PLACE["easting"]
    northing = PLACE["northing"]
    precision = PLACE["precision"]
    local_authority = factory.SubFactory(AreaFactory)
    roll = 600


class EmailAddressFactory(DjangoModelFactory[EmailAddress]):
    """What the sign-in library knows of an address: here, that it is verified."""

    class Meta:
        model = EmailAddress

    email = factory.SelfAttribute("user.email")
    verified = True
    primary = True


class UserFactory(DjangoModelFactory[User]):
    """A person. With `verified=True` they can sign in by PASSWORD."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        verified = factory.Trait(address=factory.RelatedFactory(EmailAddressFactory, "user"))

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")
    password = factory.LazyFunction(lambda: make_password(PASSWORD))


class MembershipFactory(DjangoModelFactory[Membership]):
    """`institution` with a role, or `area=` for an administrator (`over_area=True` makes both fit)."""

    class Meta:
        model = Membership

    class Params:
        over_area = factory.Trait(
            role=Role.ADMINISTRATOR, institution=None, area=factory.SubFactory(AreaFactory, england=True)
        )

    user = factory.SubFactory(UserFactory)
    institution = factory.SubFactory(InstitutionFactory)
    role = Role.MANAGER


class InvitationFactory(DjangoModelFactory[Invitation]):
    class Meta:
        model = Invitation

    institution = factory.SubFactory(InstitutionFactory)
    email = factory.Sequence(lambda n: f"invited{n}@example.org")
    role = Role.EDITOR
    invited_by = factory.SubFactory(UserFactory)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))


class GroupMembershipFactory(DjangoModelFactory[GroupMembership]):
    class Meta:
        model = GroupMembership

    group = factory.SubFactory(InstitutionFactory, trust=True)
    member = factory.SubFactory(InstitutionFactory)


class FeederLinkFactory(DjangoModelFactory[InstitutionLink]):
    """A primary school that sends its pupils on to a secondary school."""

    class Meta:
        model = InstitutionLink

    institution = factory.SubFactory(InstitutionFactory, primary=True)
    to_institution = factory.SubFactory(InstitutionFactory)
    kind = InstitutionLink.Kind.FEEDER


class RegisterImportFactory(DjangoModelFactory[RegisterImport]):
    """An import that changed one row."""

    class Meta:
        model = RegisterImport

    rows_read = 1
    inserted = 0
    updated = 1
    unchanged = 0
    rejected = 0


class TermFactory(DjangoModelFactory[Term]):
    """The entry that the migrations brought or, with another code, a new one."""

    class Meta:
        model = Term
        django_get_or_create = ("vocabulary", "code")

    class Params:
        activity_type = factory.Trait(vocabulary=Vocabulary.ACTIVITY_TYPE)
        decline_reason = factory.Trait(vocabulary=Vocabulary.DECLINE_REASON, code="DATES")
        partnership_kind = factory.Trait(vocabulary=Vocabulary.PARTNERSHIP_KIND, code="SCHOOL_EMPLOYER")

    vocabulary = Vocabulary.OFFER_KIND
    code = "TALK"
    label = factory.LazyAttribute(lambda term: term.code.capitalize())


class RoleTypeFactory(DjangoModelFactory[RoleType]):
    class Meta:
        model = RoleType
        django_get_or_create = ("code",)

    code = "SLT_BUSINESS_LEAD"
    label = "Senior leader for business"
    required_of = factory.LazyFunction(lambda: ["SCHOOL", "COLLEGE"])


class RoleHolderFactory(DjangoModelFactory[RoleHolder]):
    class Meta:
        model = RoleHolder

    role_type = factory.SubFactory(RoleTypeFactory)
    institution = factory.SubFactory(InstitutionFactory)
    name = factory.Sequence(lambda n: f"Holder {n}")
    started_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=100))


class OfferFactory(DjangoModelFactory[Offer]):
    """Published and confirmed today, with one place left, in person within 30 km of PLACE."""

    class Meta:
        model = Offer

    class Params:
        online = factory.Trait(
            delivery=Offer.Delivery.ONLINE, easting=None, northing=None, precision="", reach_km=None
        )
        withdrawn = factory.Trait(state=Offer.State.WITHDRAWN)

    provider = factory.SubFactory(InstitutionFactory, employer=True)
    kind = factory.SubFactory(TermFactory)
    title = factory.Sequence(lambda n: f"A talk about bridges {n}")
    areas = factory.LazyFunction(lambda: [SupportArea.STEM])
    phases = factory.LazyFunction(lambda: [Phase.SECONDARY])
    places = 1
    delivery = Offer.Delivery.AT_SCHOOL
    postcode = "S1 2AB"
    easting = PLACE["easting"]
    northing = PLACE["northing"]
    precision = PLACE["precision"]
    reach_km = 30
    assurance = Offer.Assurance.ACCOMPANIED
    contact_email = "offers@example.org"


class RequestStageFactory(DjangoModelFactory[RequestStage]):
    class Meta:
        model = RequestStage

    state = factory.SelfAttribute("request.state")


class SlotFactory(DjangoModelFactory[Slot]):
    """An hour in the weeks to come, each a day after the one before."""

    class Meta:
        model = Slot

    offer = factory.SubFactory(OfferFactory)
    starts_at = factory.Sequence(lambda n: timezone.now() + timedelta(days=7 + n))
    ends_at = factory.LazyAttribute(lambda slot: slot.starts_at + timedelta(hours=1))


class RequestFactory(DjangoModelFactory[Request]):
    """Open, and not shown to everybody; in the stage where it began."""

    class Meta:
        model = Request
        skip_postgeneration_save = True

    stage = factory.RelatedFactory(RequestStageFactory, "request")
    school = factory.SubFactory(InstitutionFactory)
    area = SupportArea.STEM
    words = "Somebody to talk about engineering."
    made_by = factory.SubFactory(UserFactory)


class IntroductionFactory(DjangoModelFactory[Introduction]):
    """Waiting for the provider's answer. The place it holds is the caller's to count (`places_taken`)."""

    class Meta:
        model = Introduction

    offer = factory.SubFactory(OfferFactory, places_taken=1)
    request = factory.SubFactory(RequestFactory)
    school = factory.SelfAttribute("request.school")
    area = factory.SelfAttribute("request.area")
    proposed_by = factory.SelfAttribute("request.made_by")
    expires_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=14))


class ChallengeFactory(DjangoModelFactory[Challenge]):
    class Meta:
        model = Challenge

    title = factory.Sequence(lambda n: f"Too few choose languages {n}")
    need = factory.SubFactory(TermFactory, vocabulary=Vocabulary.NEED, code="LANGUAGES")
    place = factory.SubFactory(AreaFactory)
    words = "No school can change it alone."
    started_by = factory.SubFactory(InstitutionFactory, trust=True)


class BrokerAreaFactory(DjangoModelFactory[BrokerArea]):
    class Meta:
        model = BrokerArea

    broker = factory.SubFactory(InstitutionFactory, broker=True)
    area = factory.SubFactory(AreaFactory)
    valid_from = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=100))


class AccreditationFactory(DjangoModelFactory[Accreditation]):
    class Meta:
        model = Accreditation

    broker = factory.SubFactory(InstitutionFactory, broker=True)
    stage = Accreditation.Stage.ACHIEVED
    valid_from = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=100))


class StandardFactory(DjangoModelFactory[Standard]):
    """In force; `criteria=[…]` names them."""

    class Meta:
        model = Standard
        skip_postgeneration_save = True

    body = factory.SubFactory(
        InstitutionFactory, kind=Institution.Kind.NETWORK, urn=None, type_code="", phases=[]
    )
    name = factory.Sequence(lambda n: f"Standard {n}")
    version = "1"
    valid_from = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=500))

    @factory.post_generation
    def criteria(self, create: bool, titles: Iterable[str] | None, **_: Any) -> None:
        for position, title in enumerate(titles or ("Knows its schools",), start=1):
            CriterionFactory.create(standard=self, position=position, title=title)


class CriterionFactory(DjangoModelFactory[Criterion]):
    class Meta:
        model = Criterion

    standard = factory.SubFactory(StandardFactory)
    position = 1
    title = "Knows its schools"


class PartnershipFactory(DjangoModelFactory[Partnership]):
    """`institutions=[…]` makes them its parties."""

    class Meta:
        model = Partnership
        skip_postgeneration_save = True

    class Params:
        ended = factory.Trait(
            stage=Partnership.Stage.ENDED, ended_on=factory.LazyFunction(timezone.localdate)
        )

    title = factory.Sequence(lambda n: f"Partnership {n}")
    stage = Partnership.Stage.PILOT
    areas = factory.LazyFunction(lambda: [SupportArea.STEM])
    started_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30))

    @factory.post_generation
    def institutions(self, create: bool, parties: Iterable[Institution] | None, **_: Any) -> None:
        for institution in parties or ():
            PartyFactory.create(partnership=self, institution=institution)


class PartyFactory(DjangoModelFactory[Party]):
    class Meta:
        model = Party

    partnership = factory.SubFactory(PartnershipFactory)
    institution = factory.SubFactory(InstitutionFactory)


class CollaborationFactory(DjangoModelFactory[Collaboration]):
    """Recorded and confirmed by the partner; `schools=[…]` contribute, each with thirty pupils of Year 9."""

    class Meta:
        model = Collaboration
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(state=Collaboration.State.DRAFT, recorded_at=None)

    organiser = factory.SubFactory(InstitutionFactory)
    partner = factory.SubFactory(InstitutionFactory, employer=True)
    activity_type = factory.SubFactory(TermFactory, activity_type=True)
    area = SupportArea.STEM
    title = factory.Sequence(lambda n: f"Bridge day {n}")
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=7))
    state = Collaboration.State.RECORDED
    partner_confirmation = Confirmation.CONFIRMED
    logged_by = factory.SubFactory(UserFactory)
    recorded_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def schools(self, create: bool, contributing: Iterable[Institution] | None, **_: Any) -> None:
        for school in contributing or ():
            ParticipationFactory.create(contribution__collaboration=self, contribution__school=school)


class ContributionFactory(DjangoModelFactory[Contribution]):
    class Meta:
        model = Contribution

    collaboration = factory.SubFactory(CollaborationFactory)
    school = factory.SubFactory(InstitutionFactory)


class ParticipationFactory(DjangoModelFactory[Participation]):
    class Meta:
        model = Participation

    contribution = factory.SubFactory(ContributionFactory)
    year_group = "Y09"
    pupils = 30
