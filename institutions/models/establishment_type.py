"""Establishment types of the register, by code. The code is stored without leading noughts."""

ESTABLISHMENT_TYPES = {
    "1": "Community school",
    "2": "Voluntary aided school",
    "3": "Voluntary controlled school",
    "5": "Foundation school",
    "6": "City technology college",
    "7": "Community special school",
    "8": "Non-maintained special school",
    "10": "Independent special school",
    "11": "Independent school",
    "12": "Foundation special school",
    "14": "Pupil referral unit",
    "15": "Local authority nursery school",
    "18": "Further education college",
    "24": "Secure unit",
    "25": "Offshore school",
    "26": "Service children’s education",
    "27": "Miscellaneous",
    "28": "Academy, sponsor-led",
    "29": "Higher education institution",
    "30": "Welsh establishment",
    "31": "Sixth-form centre",
    "32": "Special post-16 institution",
    "33": "Special academy, sponsor-led",
    "34": "Academy, converter",
    "35": "Free school",
    "36": "Special free school",
    "37": "British school overseas",
    "38": "Free school for alternative provision",
    "39": "Free school for ages 16 to 19",
    "40": "University technical college",
    "41": "Studio school",
    "42": "Academy for alternative provision, converter",
    "43": "Academy for alternative provision, sponsor-led",
    "44": "Special academy, converter",
    "45": "Academy for ages 16 to 19, converter",
    "46": "Academy for ages 16 to 19, sponsor-led",
    "47": "Children’s centre",
    "48": "Children’s centre, linked site",
    "49": "Online provider",
    "56": "Institution funded by another government department",
    "57": "Secure academy for ages 16 to 19",
}

# Types as people speak of them, for whoever says which schools something is for.
TYPE_GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "MAINTAINED": ("Maintained schools and nurseries", ("1", "2", "3", "5", "14", "15")),
    "ACADEMY": (
        "Academies and free schools",
        ("6", "28", "34", "35", "38", "39", "42", "43", "45", "46", "57"),
    ),
    "TECHNICAL": ("University technical colleges and studio schools", ("40", "41")),
    "SPECIAL": ("Special schools", ("7", "8", "12", "33", "36", "44")),
    "INDEPENDENT": ("Independent schools", ("10", "11")),
    "COLLEGE": ("Further education and sixth-form colleges", ("18", "32")),
}

# Schools that an academy trust answers for; the others are maintained by their authority or stand on their own.
ACADEMY_TYPES = ("28", "33", "34", "35", "36", "38", "39", "40", "41", "42", "43", "44", "45", "46", "57")
