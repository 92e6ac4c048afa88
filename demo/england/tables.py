"""All that no register holds, table by table in loading order."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from demo.england import (
    assurances,
    bookings,
    cast,
    collaborations,
    figures,
    introductions,
    offers,
    partnerships,
    people,
    providers,
    recommendations,
    record,
    requests,
    routes,
    standard,
    ties,
)
from demo.england.access_rows import BroughtAlongRow
from demo.england.activity_tags import Tagger
from demo.england.collaborations import Happening
from demo.england.country import England
from demo.england.measure_rows import LeaversRow
from demo.england.record_rows import (
    ActivityTagRow,
    AgreementRow,
    AimRow,
    AssetRow,
    LeadershipRow,
    PartyInvitationRow,
    PartyRoleRow,
    ResponsibilityRow,
    SignatureRow,
    StageEntryRow,
    TagRow,
)
from demo.england.request_rows import (
    CapabilityRow,
    ChallengePartyRow,
    ChallengeRow,
    FulfilmentRow,
    RequestNeedRow,
    RequestSectorRow,
    RequestStageRow,
    RoutingRow,
)
from demo.england.rows import (
    AccreditationRow,
    AssuranceRow,
    BookingRow,
    BrokerageTargetRow,
    BrokerAreaRow,
    BrokerFeedbackRow,
    CollaborationRow,
    ContributionRow,
    CriterionRow,
    EmailAddressRow,
    EvidenceRow,
    InstitutionLinkRow,
    InstitutionRow,
    IntroductionRow,
    MembershipRow,
    OfferRow,
    ParticipationRow,
    PartnershipRow,
    PartyRow,
    PriorityListingRow,
    PriorityListRow,
    ProgressRow,
    RequestRow,
    RoleHolderRow,
    Row,
    SlotRow,
    StandardRow,
    UserRow,
    WelcomeRow,
)

Table = tuple[type[Row], Iterable[Row]]
AT_A_TIME = 10_000


def tables(england: England, password: str) -> Iterator[Table]:
    """`password` is a hash that all sign-ins share."""
    body = standard.body_row(england)
    yield InstitutionRow, chain(england.employers, england.brokers, [body])
    players, users = cast.choose(england), people.user_rows(england, password)
    lead = users[0].id
    yield UserRow, users
    yield EmailAddressRow, people.email_address_rows(users)
    yield MembershipRow, people.membership_rows(england, players, body)
    yield RoleHolderRow, people.role_holder_rows(england, players, users)
    yield ProgressRow, recommendations.progress_rows(england)
    yield from _told_by_institutions(england)
    yield InstitutionLinkRow, ties.feeder_rows(england)
    yield PriorityListRow, ties.priority_lists(england)
    yield PriorityListingRow, ties.priority_listing_rows(england)
    yield BrokerAreaRow, providers.broker_area_rows(england)
    yield StandardRow, standard.standard_rows(england, body)
    yield CriterionRow, standard.criterion_rows()
    yield AccreditationRow, standard.stage_rows(england)
    yield EvidenceRow, standard.evidence_rows(england, people.ASSESSOR)
    yield BrokerageTargetRow, standard.target_rows(england)
    made = offers.offers(england, players)
    brokerage = introductions.Brokerage(england)
    introductions.tell_the_story(brokerage, players, made, lead)
    introductions.fill(brokerage, made)
    along = routes.coming_along(england, brokerage)
    alliances = partnerships.alliances(england, brokerage, along.by_partnership)
    yield OfferRow, brokerage.with_places_taken(made)
    times, booked = bookings.times_and_bookings(england, players, made, users[1].id)
    yield SlotRow, times
    yield BookingRow, booked
    yield from _requests(england, players, brokerage)
    yield PartnershipRow, (alliance.row for alliance in alliances)
    yield from _record(england, players, alliances, brokerage)
    yield IntroductionRow, brokerage.introductions
    yield BroughtAlongRow, along.rows
    yield LeaversRow, figures.leavers_rows(england)
    yield BrokerFeedbackRow, standard.feedback_rows(england, brokerage.introductions)
    recorder = collaborations.Recorder(england)
    drafts = collaborations.drafts(england, alliances, recorder, players, lead)
    tagger = Tagger(england.vocabularies)
    for happenings in (drafts, collaborations.history(england, alliances, recorder)):
        yield from _in_batches(happenings, tagger)


def _requests(england: England, players: cast.Cast, brokerage: introductions.Brokerage) -> Iterator[Table]:
    story = requests.story_of(england, brokerage, players)
    yield RequestRow, story.requests
    yield RequestStageRow, story.stages
    yield RequestNeedRow, story.needs
    yield RequestSectorRow, story.sectors
    yield RoutingRow, story.routings
    yield FulfilmentRow, story.given
    yield CapabilityRow, requests.capability_rows(england)
    started, shared = requests.challenges(england, players)
    yield ChallengeRow, started
    yield ChallengePartyRow, shared


def _record(
    england: England,
    players: cast.Cast,
    alliances: list[partnerships.Alliance],
    brokerage: introductions.Brokerage,
) -> Iterator[Table]:
    """What stands behind the partnerships, and one that has only been proposed."""
    told = record.story_of(england, alliances)
    proposed, party, invitation = record.invitation_rows(england, players, next(brokerage.partnership_ids))
    yield PartnershipRow, [proposed]
    yield PartyRow, [party, *told.parties]
    yield PartyRoleRow, told.roles
    yield TagRow, told.tags
    yield ResponsibilityRow, told.lines
    yield AssetRow, told.assets
    yield AgreementRow, told.agreements
    yield SignatureRow, told.signatures
    yield StageEntryRow, told.stages
    yield LeadershipRow, told.leads
    yield AimRow, told.aims
    yield PartyInvitationRow, [invitation]


def _told_by_institutions(england: England) -> Iterator[Table]:
    yield WelcomeRow, people.welcome_rows(england)
    yield AssuranceRow, assurances.assurance_rows(england)


def _in_batches(happenings: Iterator[Happening], tagger: Tagger) -> Iterator[Table]:
    """Four tables a batch: one connection copies into one table at a time, and nobody keeps a whole history."""
    while batch := list(islice(happenings, AT_A_TIME)):
        yield CollaborationRow, (happening.row for happening in batch)
        yield ContributionRow, chain.from_iterable(happening.contributions for happening in batch)
        yield ParticipationRow, chain.from_iterable(happening.participations for happening in batch)
        yield ActivityTagRow, tagger.rows(batch)
