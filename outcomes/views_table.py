"""What families said of one school as a table to protect: in each role, who agrees is among those who answered.

Roles are not added up. A total would show what a small role said, and hiding that would take a large role away with it:
most often the fathers, of whom this is to tell.
"""

from collections import defaultdict
from collections.abc import Iterable

from outcomes.disclosure import Key, Table

ANSWERED = "answered"
REST = "-"  # before a criterion: those who do not agree with it


def views_table(counts: Iterable[tuple[str, str, bool, int]]) -> Table:
    """Of (role, criterion, whether they agree, people)."""
    agree: dict[Key, int] = defaultdict(int)
    rest: dict[Key, int] = defaultdict(int)
    for role, criterion, agrees, people in counts:
        agree[role, criterion] += people if agrees else 0
        rest[role, REST + criterion] += 0 if agrees else people
    # Everybody answers each question, so any one of them tells how many answered.
    answered = {(role, ANSWERED): agree[role, each] + rest[role, REST + each] for role, each in agree}
    parts = [((role, ANSWERED), ((role, each), (role, REST + each))) for role, each in agree]
    return Table(answered | agree | rest, tuple(parts), frozenset(rest))
