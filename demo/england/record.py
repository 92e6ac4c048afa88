"""What stands behind each partnership: its sides, what was signed, the way it went, and what it is for."""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from random import Random

from demo.england import names
from demo.england.cast import Cast
from demo.england.country import England, moment, pick
from demo.england.partnerships import Alliance
from demo.england.record_rows import (
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
from demo.england.rows import InstitutionRow, PartnershipRow, PartyRow
from institutions.models import Vocabulary

PURPOSES = {
    "LEADERSHIP": "TEACHING",
    "LITERACY": "ATTAINMENT",
    "STEM": "CURRICULUM",
    "ENTERPRISE": "CAREERS",
    "HIGHER_EDUCATION": "PROGRESSION",
}
SCHOOL_GOALS = [
    "Every pupil meets someone from work each term.",
    "Raise attainment in mathematics in Years 7 to 9.",
    "More girls choosing physics after 16.",
    "Governors who know finance.",
]
PARTNER_GOALS = [
    "Find apprentices from our own town.",
    "Develop our younger managers as mentors.",
    "More students from places that few come from.",
    "Be known as a good neighbour.",
]
ASSETS = [
    ("HALLS", "The hall on Saturday mornings", 1_200),
    ("FACILITIES", "A workshop, six afternoons a year", 3_000),
    ("EMPLOYEES", "Four mentors, an hour a fortnight", 2_400),
    ("TEACHERS", "A teacher for half a day a week", 5_500),
    ("CASH", "Travel and materials", 1_500),
]
AIMS = [
    ("More pupils go on to a technical route", "Leavers of Year 11 on technical routes, %", 18, 25),
    ("More girls choose physics", "Girls in Year 12 who take physics", 4, 10),
    ("Fewer pupils miss school", "Pupils who are absent often, %", 24, 18),
]
DECISIONS = {"EMBEDDED": "SCALE", "CO_DESIGN": "CHANGE", "ENDED": "STOP"}
SHARE_SILENT = 0.3  # of the parties of what is still being designed
SENIORITY = ["EXECUTIVE", "EXECUTIVE", "EXECUTIVE", "SENIOR", "SENIOR", "MIDDLE"]


@dataclass
class Story:
    """Rows by table."""

    parties: list[PartyRow] = field(default_factory=list)
    roles: list[PartyRoleRow] = field(default_factory=list)
    tags: list[TagRow] = field(default_factory=list)
    lines: list[ResponsibilityRow] = field(default_factory=list)
    assets: list[AssetRow] = field(default_factory=list)
    agreements: list[AgreementRow] = field(default_factory=list)
    signatures: list[SignatureRow] = field(default_factory=list)
    stages: list[StageEntryRow] = field(default_factory=list)
    leads: list[LeadershipRow] = field(default_factory=list)
    aims: list[AimRow] = field(default_factory=list)


def story_of(england: England, alliances: list[Alliance]) -> Story:
    teller = _Teller(england)
    for alliance in alliances:
        teller.tell(alliance)
    return teller.story


def invitation_rows(
    england: England, cast: Cast, number: int
) -> tuple[PartnershipRow, PartyRow, PartyInvitationRow]:
    """The demo's trust has been asked by a university, and has not answered yet."""
    asked_on = england.days_ago(6)
    vocabularies, when = england.vocabularies, moment(asked_on)
    partnership = PartnershipRow(
        id=number,
        title="Languages after 16",
        kind_id=vocabularies.id_of(Vocabulary.PARTNERSHIP_KIND, "SCHOOL_UNIVERSITY"),
        stage="SEEKING",
        areas=["HIGHER_EDUCATION"],
        started_on=asked_on,
        agreed_on=None,
        agreement_ends_on=None,
        reviewed_on=None,
        ended_on=None,
        created_at=when,
        updated_at=when,
    )
    party = PartyRow(_PARTY_OF_INVITATION, number, cast.university.id, "More students of languages.")
    return partnership, party, PartyInvitationRow(number, cast.trust.id, cast.university.id, when, when)


_PARTY_OF_INVITATION = 1  # the others are counted from the next


class _Teller:
    def __init__(self, england: England) -> None:
        self.england, self.rng = england, england.rng("record")
        self.story = Story()
        self.party_ids, self.agreement_ids = count(_PARTY_OF_INVITATION + 1), count(1)
        words = england.vocabularies
        self.lines = words.of(Vocabulary.RESPONSIBILITY)
        self.purposes = {area: words.id_of(Vocabulary.PURPOSE, code) for area, code in PURPOSES.items()}
        self.pupils = words.id_of(Vocabulary.BENEFICIARY, "PUPILS")
        self.memorandum = words.id_of(Vocabulary.AGREEMENT_TYPE, "MEMORANDUM")
        self.support = words.id_of(Vocabulary.PARTNERSHIP_KIND, "SCHOOL_SUPPORT")
        self.asset_types = {code: words.id_of(Vocabulary.ASSET_TYPE, code) for code, _, _ in ASSETS}
        self.supporter, self.supported = (
            words.id_of(Vocabulary.PARTY_ROLE, code) for code in ("SUPPORTER", "SUPPORTED")
        )

    def tell(self, alliance: Alliance) -> None:
        row = alliance.row
        parties = [self._party(row, each, alliance) for each in (alliance.partner, *alliance.schools)]
        self.story.parties += parties
        self._tag(row)
        self._lines(row, parties)
        self._way(row, self.rng)
        lead_until = row.ended_on
        self.story.leads.append(LeadershipRow(row.id, parties[-1].id, row.started_on, lead_until))
        if row.agreed_on:
            self._agreement(row, parties)
        if row.kind_id == self.support:
            first, *others = parties
            self.story.roles.append(PartyRoleRow(first.id, self.supporter))
            self.story.roles += [PartyRoleRow(party.id, self.supported) for party in others]

    def _party(self, row: PartnershipRow, institution: InstitutionRow, alliance: Alliance) -> PartyRow:
        """Before it is embedded, some have not said yet what they want."""
        rng, number = self.rng, next(self.party_ids)
        if row.stage != "EMBEDDED" and rng.random() < SHARE_SILENT:
            return PartyRow(number, row.id, institution.id, "")
        goals = PARTNER_GOALS if institution is alliance.partner else SCHOOL_GOALS
        if rng.random() < 0.4:
            code, words, value = pick(rng, ASSETS)
            self.story.assets.append(AssetRow(number, self.asset_types[code], words, value))
        sponsor = names.person(rng)
        return PartyRow(
            number,
            row.id,
            institution.id,
            pick(rng, goals),
            sponsor=sponsor,
            sponsor_seniority=pick(rng, SENIORITY),
        )

    def _tag(self, row: PartnershipRow) -> None:
        self.story.tags += [TagRow(row.id, self.purposes[area]) for area in row.areas]
        self.story.tags.append(TagRow(row.id, self.pupils))

    def _lines(self, row: PartnershipRow, parties: list[PartyRow]) -> None:
        """In what is embedded every party leads on something, as far as there are lines."""
        if row.stage == "EMBEDDED":
            pairs = zip(self.lines, parties, strict=False)
            self.story.lines += [ResponsibilityRow(row.id, line.id, party.id) for line, party in pairs]
            words, measured_by, baseline, target = pick(self.rng, AIMS)
            by, when = self.england.today + timedelta(days=400), moment(row.started_on)
            self.story.aims.append(AimRow(row.id, words, measured_by, baseline, target, by, when, when))

    def _way(self, row: PartnershipRow, rng: Random) -> None:
        """The stages before the one that it is at, evenly over the time since it began."""
        came_by = {
            "CO_DESIGN": ["CO_DESIGN"],
            "PILOT": ["CO_DESIGN", "PILOT"],
            "EMBEDDED": ["CO_DESIGN", "PILOT", "EMBEDDED"],
            "ENDED": ["CO_DESIGN", "PILOT", "ENDED"],
        }[row.stage]
        last = row.ended_on or self.england.today
        step = (last - row.started_on).days // len(came_by)
        for number, stage in enumerate(came_by):
            on = (
                row.ended_on
                if stage == "ENDED" and row.ended_on
                else row.started_on + timedelta(step * number)
            )
            after_pilot = number > 0 and came_by[number - 1] == "PILOT"
            decision = DECISIONS[stage] if after_pilot else ""
            words = (
                "It did not reach enough pupils." if stage == "ENDED" else "Pupils and staff ask for more."
            )
            self.story.stages.append(
                StageEntryRow(row.id, stage, on, names.person(rng), decision, words if after_pilot else "")
            )

    def _agreement(self, row: PartnershipRow, parties: list[PartyRow]) -> None:
        assert row.agreed_on is not None  # asked above
        number, when = next(self.agreement_ids), moment(row.agreed_on)
        review = row.agreed_on + timedelta(days=365)
        self.story.agreements.append(
            AgreementRow(
                number,
                row.id,
                self.memorandum,
                row.agreed_on,
                row.agreed_on,
                review,
                row.agreement_ends_on,
                when,
                when,
            )
        )
        self.story.signatures += [
            SignatureRow(number, party.id, party.sponsor or names.person(self.rng)) for party in parties
        ]
