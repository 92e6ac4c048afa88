"""The kinds of school in England, how common they are and what they are called."""

from typing import NamedTuple


class SchoolType(NamedTuple):
    """`share` is out of a thousand schools, `roll` the middle of their numbers of pupils, `spread` how much they vary.

    `maintained` and `academy` are the register's type codes, `academies` how many of a hundred are academies.
    """

    share: float
    phases: list[str]
    ages: tuple[int, int]
    roll: int
    spread: float
    maintained: list[str]
    academy: list[str]
    academies: int
    names: list[str]


PRIMARY_NAMES = [
    "{town} Primary School",
    "{street} Primary School",
    "{street} Lane Primary School",
    "{street} Park Primary School",
    "St {saint}'s Church of England Primary School",
    "St {saint}'s Catholic Primary School",
    "{town} Church of England Primary School",
    "{street} Road Primary School",
]
JUNIOR_NAMES = [
    "{street} Junior School",
    "{town} Junior School",
    "St {saint}'s Church of England Junior School",
]
INFANT_NAMES = ["{street} Infant School", "{town} Infant School"]
SECONDARY_NAMES = [
    "{town} High School",
    "{town} Academy",
    "{town} School",
    "{surname} Academy",
    "St {saint}'s Catholic High School",
    "The {virtue} School",
    "{street} Park School",
    "{town} Community College",
]
SIXTH_FORM_NAMES = ["{surname} School", "{town} Grammar School", *SECONDARY_NAMES]

MAINTAINED_PRIMARY = ["01", "01", "01", "02", "03", "05"]
CONVERTER = ["34", "34", "34", "34", "28", "35"]

NURSERY = SchoolType(16, ["EARLY_YEARS"], (2, 5), 80, 0.3, ["15"], ["15"], 0, ["{street} Nursery School"])
PRIMARY = SchoolType(600, ["PRIMARY"], (4, 11), 240, 0.55, MAINTAINED_PRIMARY, CONVERTER, 44, PRIMARY_NAMES)
JUNIOR = SchoolType(75, ["PRIMARY"], (7, 11), 250, 0.4, MAINTAINED_PRIMARY, CONVERTER, 44, JUNIOR_NAMES)
INFANT = SchoolType(75, ["PRIMARY"], (4, 7), 190, 0.4, MAINTAINED_PRIMARY, CONVERTER, 40, INFANT_NAMES)
SECONDARY = SchoolType(
    70, ["SECONDARY"], (11, 16), 900, 0.3, ["01", "02", "05"], CONVERTER, 82, SECONDARY_NAMES
)
SECONDARY_18 = SchoolType(
    75, ["SECONDARY", "POST_16"], (11, 18), 1_150, 0.25, ["01", "02", "05"], CONVERTER, 84, SIXTH_FORM_NAMES
)
ALL_THROUGH = SchoolType(
    8, ["PRIMARY", "SECONDARY"], (4, 16), 1_050, 0.3, ["01"], ["28", "35"], 90, ["The {virtue} Academy"]
)
SPECIAL = SchoolType(
    48,
    ["PRIMARY", "SECONDARY"],
    (5, 19),
    115,
    0.4,
    ["07"],
    ["44", "33"],
    46,
    ["{street} School", "{street} House School", "The {street} Centre School"],
)
ALTERNATIVE = SchoolType(
    14,
    ["SECONDARY"],
    (11, 16),
    60,
    0.4,
    ["14"],
    ["42", "38"],
    40,
    ["The {street} Academy", "{town} Link School"],
)
COLLEGE = SchoolType(
    14,
    ["POST_16"],
    (16, 19),
    2_600,
    0.5,
    ["18"],
    ["18"],
    0,
    ["{town} College", "{street} Sixth Form College"],
)
SIXTH_FORM_ACADEMY = SchoolType(
    5, ["POST_16"], (16, 19), 900, 0.4, ["45"], ["45"], 100, ["{town} Sixth Form", "{virtue} Sixth Form"]
)

COMMON_TYPES = (
    NURSERY,
    PRIMARY,
    JUNIOR,
    INFANT,
    SECONDARY,
    SECONDARY_18,
    ALL_THROUGH,
    SPECIAL,
    ALTERNATIVE,
    COLLEGE,
    SIXTH_FORM_ACADEMY,
)
UTC = SchoolType(
    0,
    ["SECONDARY", "POST_16"],
    (14, 19),
    420,
    0.25,
    ["40"],
    ["40"],
    100,
    ["UTC {town}", "{town} UTC", "{surname} UTC"],
)
INDEPENDENT = SchoolType(
    0,
    ["PRIMARY", "SECONDARY"],
    (4, 18),
    320,
    0.5,
    ["11"],
    ["11"],
    0,
    ["{surname} House School", "{town} Preparatory School"],
)
