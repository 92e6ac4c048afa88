"""Published measures of neighbourhoods: a table with a column of LSOA or MSOA codes and one of bands or shares."""

import re
from bisect import bisect_left
from collections.abc import Callable

from institutions.models import Measure
from institutions.register.files import Table
from institutions.register.unpacking import refusal
from institutions.register.values import BadValue, Problem, neighbourhood

CODE = re.compile(r"(lsoa|msoa)(_?(11|21|2011|2021|cd|code|current))*")
VALUES = {
    Measure.TUNDRA: re.compile(r"tundra_((lsoa|msoa)_)?quintile"),
    Measure.POLAR4: re.compile(r"polar4_quintile"),
    Measure.HE_ENTRY: re.compile(r"entry_to_higher_education_indicator"),
    Measure.IMD2025: re.compile(r"imd_decile|index_of_multiple_deprivation.*_decile.*"),
}
LEVELS = {"lsoa": "1", "msoa": "2"}  # the third sign of the codes


def read(table: Table, measure: Measure, problems: list[Problem]) -> list[tuple[int, str, int]]:
    """Line, code and band of each neighbourhood that has one."""
    code_column, value_column = _column(table, CODE, "codes of LSOAs or MSOAs"), _value_column(table, measure)
    level, parse = LEVELS[_plain(code_column)[:4]], _parser(measure)
    found: dict[str, tuple[int, float]] = {}
    for line, row in table.rows(problems):
        try:
            code = neighbourhood(row[code_column])
            if code[2:3] != level:
                raise BadValue(code_column, row[code_column], "is not the code of a neighbourhood")
            if code in found:
                raise BadValue(code_column, code, f"is on line {found[code][0]} already")
            found[code] = line, parse(row[value_column], value_column)
        except BadValue as bad:
            problems.append(bad.at(line))
    bands = (
        _fifths(found) if measure == Measure.HE_ENTRY else {code: int(at[1]) for code, at in found.items()}
    )
    return [(line, code, bands[code]) for code, (line, _) in found.items()]


def _parser(measure: Measure) -> Callable[[str, str], float]:
    def band(text: str, column: str) -> float:
        if not (text.isascii() and text.isdigit() and 1 <= int(text) <= measure.bands):
            raise BadValue(column, text, f"is not a {measure.band_name} from 1 to {measure.bands}")
        return int(text)

    def share(text: str, column: str) -> float:
        if not re.fullmatch(r"[01](\.\d+)?", text) or float(text) > 1:
            raise BadValue(column, text, "is not a share from 0 to 1")
        return float(text)

    return share if measure == Measure.HE_ENTRY else band


def _fifths(found: dict[str, tuple[int, float]]) -> dict[str, int]:
    """The published share is of those who do not enter, so the fifth with the highest shares is the first."""
    shares = sorted(-share for _, share in found.values())
    return {code: 1 + bisect_left(shares, -share) * 5 // len(shares) for code, (_, share) in found.items()}


def _value_column(table: Table, measure: Measure) -> str:
    return _column(table, VALUES[measure], f"the {measure.label} {measure.band_name}")


def _column(table: Table, pattern: re.Pattern[str], what: str) -> str:
    column = next((name for name in table.header if pattern.fullmatch(_plain(name))), None)
    if column is None:
        raise refusal(table.path, f"it has no column with {what}.")
    return column


def _plain(name: str) -> str:
    """“LSOA code (2021)” as lsoa_code_2021."""
    return "_".join(re.findall(r"[a-z0-9]+", name.casefold()))
