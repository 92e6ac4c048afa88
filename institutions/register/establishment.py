"""What an establishment is, from the register's codes for its status, type and phase."""

from functools import lru_cache

from institutions.models import Institution, Phase
from institutions.register.values import BadValue

# The codes of the published table. Those of the register's API are others (there 3 is closed, 5 is secondary), so
# words, where a layout has them, go before codes.
STATUSES = {
    "": Institution.Status.UNKNOWN,
    "open": Institution.Status.OPEN,
    "closed": Institution.Status.CLOSED,
    "open, but proposed to close": Institution.Status.CLOSING,
    "proposed to open": Institution.Status.PROPOSED,
}
STATUS_CODES = {
    "": "",
    "1": "open",
    "2": "closed",
    "3": "open, but proposed to close",
    "4": "proposed to open",
}
PHASE_CODES = {
    "": "",
    "0": "not applicable",
    "1": "nursery",
    "2": "primary",
    "3": "middle deemed primary",
    "4": "secondary",
    "5": "middle deemed secondary",
    "6": "16 plus",
    "7": "all-through",
}

EVERY_PHASE = frozenset(Phase)
# The phases that a word means by itself, and those that it allows when the ages say so. Special schools and pupil
# referral units have none of their own: their ages alone keep them from vanishing.
PHASES: dict[str, tuple[frozenset[Phase], frozenset[Phase]]] = {
    "": (frozenset(), EVERY_PHASE),
    "not applicable": (frozenset(), EVERY_PHASE),
    "nursery": (frozenset({Phase.EARLY_YEARS}), frozenset()),
    "primary": (frozenset({Phase.PRIMARY}), frozenset({Phase.EARLY_YEARS})),
    "middle deemed primary": (frozenset({Phase.PRIMARY}), frozenset()),
    "secondary": (frozenset({Phase.SECONDARY}), frozenset({Phase.POST_16})),
    "middle deemed secondary": (frozenset({Phase.SECONDARY}), frozenset()),
    "16 plus": (frozenset({Phase.POST_16}), frozenset()),
    "all-through": (frozenset({Phase.PRIMARY, Phase.SECONDARY}), EVERY_PHASE),
}

# Further education, special post-16, sixth-form centres, and academies and free schools for ages 16 to 19.
COLLEGE_TYPES = frozenset({"18", "31", "32", "39", "45", "46", "57"})
# Secure units, children's centres and the like. Higher education (29) is here too: a university is a provider in the
# register of providers, under its UKPRN, and would otherwise stand in the directory twice.
OTHER_TYPES = frozenset({"24", "27", "29", "47", "48", "56"})
COLLEGE_NUMBER = "8"  # how the DfE numbers of colleges begin


@lru_cache(maxsize=100)
def status_of(code: str, name: str) -> Institution.Status:
    word = name.casefold() or STATUS_CODES.get(code, code)
    if word not in STATUSES:
        raise BadValue("EstablishmentStatus", name or code, "is not a status that we know")
    return STATUSES[word]


@lru_cache(maxsize=20_000)
def character(
    type_code: str,
    phase_code: str,
    phase_name: str,
    low_age: int | None,
    high_age: int | None,
    sixth_form: str,
    number: str,
) -> tuple[Institution.Kind, str, str]:
    """The kind of institution, its type without leading noughts, and its phases as a PostgreSQL array."""
    code = type_code.lstrip("0")
    if code and not (code.isdigit() and len(code) <= 3):
        raise BadValue("TypeOfEstablishment (code)", type_code, "is not a type that we know")
    word = phase_name.casefold().replace(" through", "-through") or PHASE_CODES.get(phase_code, phase_code)
    if word not in PHASES:
        raise BadValue("PhaseOfEducation", phase_name or phase_code, "is not a phase that we know")
    phases = _phases(word, low_age, high_age, has_sixth_form=sixth_form.casefold() == "has a sixth form")
    kind = _kind(code, word, is_numbered=bool(number), is_college_number=number.startswith(COLLEGE_NUMBER))
    return kind, code, f"{{{','.join(phase for phase in Phase if phase in phases)}}}"


def _phases(word: str, low: int | None, high: int | None, *, has_sixth_form: bool) -> frozenset[Phase]:
    always, allowed = PHASES[word]
    return always | (allowed & (_by_ages(low, high) | ({Phase.POST_16} if has_sixth_form else set())))


def _by_ages(low: int | None, high: int | None) -> set[Phase]:
    """Whom a school of these ages teaches: Year 6 is age 10, Year 7 is age 11, Year 12 is age 16."""
    if low is None or high is None:
        return set()
    taught = {
        Phase.EARLY_YEARS: low < 4,
        Phase.PRIMARY: low < 11 and high > 5,
        Phase.SECONDARY: low < 16 and high > 11,
        Phase.POST_16: high > 16,
    }
    return {phase for phase, is_taught in taught.items() if is_taught}


def _kind(type_code: str, phase: str, *, is_numbered: bool, is_college_number: bool) -> Institution.Kind:
    """Where the type is not known, a phase or a DfE number shows that it is a school at all."""
    if type_code:
        return (
            Institution.Kind.COLLEGE
            if type_code in COLLEGE_TYPES
            else Institution.Kind.OTHER
            if type_code in OTHER_TYPES
            else Institution.Kind.SCHOOL
        )
    if phase == "16 plus" or is_college_number:
        return Institution.Kind.COLLEGE
    return (
        Institution.Kind.SCHOOL
        if is_numbered or phase not in {"", "not applicable"}
        else Institution.Kind.OTHER
    )
