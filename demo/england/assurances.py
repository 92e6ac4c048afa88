"""What made-up organisations assure of the adults they send. A few of their words have expired."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import chain

from demo.england.country import England, moment, pick
from demo.england.rows import AssuranceRow

SHARE_ASSURING = 0.5
LEVELS = ["IDENTITY", "ENHANCED", "ENHANCED", "BARRED", "SCHEME"]
ROLES = ["Head of people", "Managing director", "Head of outreach", "Schools manager"]
STANDS = timedelta(days=3 * 365)  # as one of the large schemes has it


def assurance_rows(england: England) -> Iterator[AssuranceRow]:
    rng = england.rng("assurances")
    for organisation in chain(england.employers, england.universities):
        if rng.random() < SHARE_ASSURING:
            day = england.days_ago(rng.randint(1, 1_300))
            yield AssuranceRow(
                institution_id=organisation.id,
                level=pick(rng, LEVELS),
                assured_on=day,
                assured_by=pick(rng, ROLES),
                expires_on=day + STANDS,
                created_at=moment(day),
                updated_at=moment(day),
            )
