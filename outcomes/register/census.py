"""Pupils and their characteristics from the school census. Each measure is labelled for what it counts (E4.2)."""

from institutions.register.values import BadValue
from outcomes.register.series import Layout, Place, Series

TOTAL = "NAT"


def _place(row: dict[str, str]) -> Place | None:
    urn = row["URN"]
    if urn == TOTAL:
        return None
    if not (len(urn) == 6 and urn.isascii() and urn.isdigit()):
        raise BadValue("URN", urn, "is not a URN of six figures")
    return Place("URN", urn=urn)


LAYOUTS = (
    Layout(
        what="a table of the school census",
        columns=("URN", "NOR", "NUMFSM", "NUMFSMEVER"),
        series=(
            Series("fsm", size="NOR", part="NUMFSM"),
            Series("fsm6", size="NORFSMEVER", part="NUMFSMEVER", value="PNUMFSMEVER"),
            Series("sen_support", size="NOR", part="TSENELK", value="PSENELK"),
            Series("ehc_plan", size="NOR", part="TSENELSE", value="PSENELSE"),
            Series("eal", size="NOR", part="NUMEAL", value="PNUMEAL"),
        ),
        place=_place,
    ),
)
