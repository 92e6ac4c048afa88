"""Destinations after 16 to 18 study and after key stage 4, from the department's performance tables."""

from institutions.register.values import BadValue
from outcomes.models import Fact
from outcomes.register.series import ENGLAND, Layout, Place, Series

# The department's word for who is counted, behind the names of columns.
GROUPS = {"": Fact.Group.ALL, "_DIS": Fact.Group.DISADVANTAGED, "_NONDIS": Fact.Group.OTHERS}
LEVELS = {"TOT_": "", "L3_": "_l3"}
AFTER_18 = {
    "OVERALL": "overall",
    "HE": "he",
    "APPREN": "apprenticeship",
    "EDUCATION": "education",
    "FE": "fe",
    "OTHER_EDU": "other_education",
    "EMPLOYMENT": "employment",
    "NOT_SUSTAINED": "not_sustained",
    "NOT_CAPTURED": "not_captured",
}
AFTER_16 = {
    "OVERALL_DEST": "overall",
    "EDUCATION": "education",
    "APPREN": "apprenticeship",
    "FE": "fe",
    "SCH_6TH": "sixth_form",
    "SIXTH_COL": "sixth_form_college",
    "OTHER_EDU": "other_education",
    "EMPLOYMENT": "employment",
    "NOT_SUSTAINED": "not_sustained",
    "UNKNOWN": "not_captured",
}
# The shares have the count's name with PER, but for one.
SHARES = {"OVERALL_DEST": "OVERALL_DESTPER"}
NATIONAL, ALL_SCHOOLS, AUTHORITY = ("NAT", "7"), "5", ("LA", "4")


def _place(row: dict[str, str]) -> Place | None:
    kind = row["RECTYPE"]
    if kind in NATIONAL:
        return ENGLAND
    if kind == ALL_SCHOOLS:
        return None
    if kind in AUTHORITY:
        return Place("LEA", dfe_code=row["LEA"])
    if not (len(row["URN"]) == 6 and row["URN"].isascii() and row["URN"].isdigit()):
        raise BadValue("URN", row["URN"], "is not a URN of six figures")
    return Place("URN", urn=row["URN"])


def _series(prefix: str, measure: str, columns: dict[str, str], unknown: str) -> tuple[Series, ...]:
    level = LEVELS.get(prefix, "")
    return tuple(
        Series(
            measure=f"{measure}_{code}{level}",
            value=f"{prefix}{SHARES.get(column, f'{column}PER')}{suffix}",
            size=f"{prefix}COHORT{suffix}",
            part=f"{prefix}{column}{suffix}",
            unknown=f"{prefix}{unknown}{suffix}",
            group=group,
        )
        for suffix, group in GROUPS.items()
        for column, code in columns.items()
    )


LAYOUTS_16_18 = (
    Layout(
        what="a table of destinations after 16 to 18 study",
        columns=("RECTYPE", "LEA", "URN", "TOT_COHORT"),
        series=tuple(
            series for prefix in LEVELS for series in _series(prefix, "18", AFTER_18, "NOT_CAPTURED")
        ),
        place=_place,
    ),
)
LAYOUTS_KS4 = (
    Layout(
        what="a table of destinations after key stage 4",
        columns=("RECTYPE", "LEA", "URN", "COHORT", "OVERALL_DEST"),
        series=_series("", "16", AFTER_16, "UNKNOWN"),
        place=_place,
    ),
)
