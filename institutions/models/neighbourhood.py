"""Where neighbourhoods stand in published measures: of taking part in higher education, and of deprivation."""

from django.db import models
from django.db.models import Q


class Measure(models.TextChoices):
    """What neighbourhoods are ranked by, the one to prefer first. In each, band 1 is where to start.

    None of them says anything about a pupil: they describe areas. TUNDRA and POLAR4 count different people and are
    not interchangeable, so a list is ordered by one measure alone.
    """

    TUNDRA = "TUNDRA", "TUNDRA"
    POLAR4 = "POLAR4", "POLAR4"
    HE_ENTRY = "HE_ENTRY", "Entry to higher education (Indices of Deprivation)"
    IMD2025 = "IMD2025", "Index of Multiple Deprivation 2025"

    @property
    def bands(self) -> int:
        return 10 if self == Measure.IMD2025 else 5

    @property
    def band_name(self) -> str:
        return "decile" if self.bands == 10 else "quintile"

    @property
    def first_band(self) -> str:
        """What band 1 means."""
        return "most deprived" if self == Measure.IMD2025 else "lowest participation"

    @property
    def caution(self) -> str:
        """What to keep in mind wherever it is shown."""
        return _CAUTIONS[self.value]


_CAUTIONS = {
    "TUNDRA": "It counts young people from state-funded mainstream schools in England who enter higher education.",
    "POLAR4": "It counts young people in the whole of the UK who enter higher education, and is no longer updated.",
    "HE_ENTRY": "It counts young people who do not enter higher education, in fifths that we work out ourselves. It "
    "stands in for TUNDRA and POLAR4, which are measured in another way.",
    "IMD2025": "It measures deprivation, not participation in higher education.",
}


class NeighbourhoodBand(models.Model):
    """The band of one neighbourhood (an LSOA or an MSOA, by its code) in one edition of a measure.

    One edition of a measure is kept at a time, because editions are not comparable.
    """

    measure = models.CharField(max_length=10, choices=Measure)
    edition = models.CharField(max_length=60)
    code = models.CharField(max_length=9)
    band = models.PositiveSmallIntegerField(help_text="1 is the lowest participation or the most deprived")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "code"], name="neighbourhood_has_one_band_in_a_measure"
            ),
            models.CheckConstraint(
                name="neighbourhood_band_is_within_its_measure",
                condition=Q(band__gte=1) & (Q(band__lte=5) | Q(measure="IMD2025", band__lte=10)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.words}"

    @property
    def words(self) -> str:
        """“TUNDRA quintile 1 of 5 (lowest participation)”."""
        measure = Measure(self.measure)
        meaning = measure.first_band if self.band == 1 else f"1 is the {measure.first_band}"
        return f"{measure.label} {measure.band_name} {self.band} of {measure.bands} ({meaning})"

    @property
    def caution(self) -> str:
        return Measure(self.measure).caution
