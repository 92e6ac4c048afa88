"""What must never be false, checked over the whole database. Each query answers the rows that break its rule."""

from brokerage.models import Introduction
from core import db
from core.models import OutgoingEmail

INVARIANTS = {
    "an offer's places taken are the introductions that hold one": """
        SELECT offer.id FROM brokerage_offer offer
        LEFT JOIN brokerage_introduction held
               ON held.offer_id = offer.id AND held.state = ANY(%(holding)s)
        GROUP BY offer.id
        HAVING offer.places_taken <> count(held.id)
    """,
    "a shared total's places taken are the introductions that hold one of its offers": """
        SELECT shared.id FROM brokerage_sharedplaces shared
        LEFT JOIN brokerage_offer offer ON offer.shared_places_id = shared.id
        LEFT JOIN brokerage_introduction held
               ON held.offer_id = offer.id AND held.state = ANY(%(holding)s)
        GROUP BY shared.id
        HAVING shared.places_taken <> count(held.id)
    """,
    "an agreed introduction's partnership names the school and the provider": """
        SELECT introduction.id FROM brokerage_introduction introduction
        JOIN brokerage_offer offer ON offer.id = introduction.offer_id
        WHERE introduction.partnership_id IS NOT NULL AND (
            SELECT count(*) FROM partnerships_party party
            WHERE party.partnership_id = introduction.partnership_id
              AND party.institution_id IN (introduction.school_id, offer.provider_id)
        ) <> 2
    """,
    "no introduction waits for an answer on behalf of a closed school": """
        SELECT introduction.id FROM brokerage_introduction introduction
        JOIN institutions_institution school ON school.id = introduction.school_id
        WHERE introduction.state = ANY(%(awaiting)s) AND school.status = 'CLOSED'
    """,
    "every recorded collaboration has a school": """
        SELECT collaboration.id FROM partnerships_collaboration collaboration
        WHERE collaboration.state = 'RECORDED' AND NOT EXISTS (
            SELECT FROM partnerships_contribution contribution WHERE contribution.collaboration_id = collaboration.id
        )
    """,
    "every partnership has two parties or more": """
        SELECT partnership.id FROM partnerships_partnership partnership
        LEFT JOIN partnerships_party party ON party.partnership_id = partnership.id
        WHERE partnership.stage <> 'SEEKING'
        GROUP BY partnership.id
        HAVING count(party.id) < 2
    """,
    "published coverage names the region of its authority": """
        SELECT coverage.school_id AS id FROM outcomes_schoolcoverage coverage
        JOIN institutions_area authority ON authority.id = coverage.local_authority_id
        WHERE authority.parent_id IS DISTINCT FROM coverage.region_id
    """,
    "an e-mail that was given up is looked at": """
        SELECT id FROM core_outgoingemail WHERE sent_at IS NULL AND attempts >= %(attempts)s
    """,
}


def violations() -> dict[str, list[int]]:
    """The ids that break each invariant; an empty list where all is well."""
    words = {
        "holding": list(Introduction.HOLDING),
        "awaiting": list(Introduction.AWAITING),
        "attempts": OutgoingEmail.MAX_ATTEMPTS,
    }
    return {name: [row["id"] for row in db.rows(sql, words)] for name, sql in INVARIANTS.items()}
