"""How much of England to make up."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Scale:
    """Numbers of things. `schools` are those that coverage counts; closed and independent ones come on top."""

    name: str
    schools: int
    utcs: int
    trusts: int
    largest_trust: int
    universities: int
    employers: int
    offers: int
    contributions: int
    priority_schools: int


SCALES = {
    scale.name: scale
    for scale in (
        Scale(
            name="small",
            schools=1_500,
            utcs=4,
            trusts=82,
            largest_trust=30,
            universities=36,
            employers=1_250,
            offers=2_500,
            contributions=15_000,
            priority_schools=40,
        ),
        Scale(
            name="national",
            schools=24_000,
            utcs=44,
            trusts=1_300,
            largest_trust=80,
            universities=140,
            employers=20_000,
            offers=40_000,
            contributions=1_000_000,
            priority_schools=640,
        ),
    )
}

# Beside a published register, whose schools, trusts and universities are as many as they are.
SCALES_WITH_DATA = SCALES | {
    "small": replace(
        SCALES["small"], employers=8_000, offers=16_000, contributions=150_000, priority_schools=640
    )
}
