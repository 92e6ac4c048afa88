"""Places that figures are counted by."""

from django.db import models
from django.db.models import Q


class AreaQuerySet(models.QuerySet["Area"]):
    def current(self) -> "AreaQuerySet":
        return self.filter(valid_to=None)

    def england(self) -> "Area":
        """The whole country. Raises Area.DoesNotExist before any areas were imported."""
        return self.get(code=Area.ENGLAND)

    def of_kind(self, kind: "Area.Kind") -> "AreaQuerySet":
        return self.filter(kind=kind)


class Area(models.Model):
    """A country, region, local authority, district, LSIP area or combined authority, with its official code.

    A reorganisation makes a new area with a new code; the old one keeps its code and gets an end date, so the past
    is never rewritten. `parent` is the level above: district → authority → region → country.
    """

    class Kind(models.TextChoices):
        COUNTRY = "COUNTRY", "Country"
        REGION = "REGION", "Region"
        LOCAL_AUTHORITY = "LOCAL_AUTHORITY", "Local authority"
        DISTRICT = "DISTRICT", "District"
        LSIP = "LSIP", "Local skills improvement plan area"
        COMBINED_AUTHORITY = "COMBINED_AUTHORITY", "Combined authority"

    CODE = "[A-Z][0-9]{8}"
    ENGLAND = "E92000001"

    code = models.CharField(max_length=9, unique=True, help_text="Nine-character code of the ONS")
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=120)
    dfe_code = models.CharField(
        max_length=3, blank=True, help_text="Three-digit code of an education authority"
    )
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    easting = models.IntegerField(null=True, blank=True, help_text="Centre, metres, EPSG:27700")
    northing = models.IntegerField(null=True, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dfe_code"],
                condition=Q(kind="LOCAL_AUTHORITY", valid_to=None) & ~Q(dfe_code=""),
                name="area_dfe_code_names_one_current_authority",
            )
        ]

    def __str__(self) -> str:
        return self.name


class AreaBoundary(models.Model):
    """Where an area ends. In a table of its own, because it is long, and only maps ask for it."""

    area = models.OneToOneField(Area, models.CASCADE, primary_key=True, related_name="boundary")
    shape = models.JSONField(help_text="GeoJSON geometry in WGS84")

    def __str__(self) -> str:
        return f"Boundary of {self.area}"


class AreaLink(models.Model):
    """A dated tie between areas: a district belongs to an LSIP area, an authority was succeeded by another."""

    class Kind(models.TextChoices):
        MEMBER = "MEMBER", "belongs to"
        SUCCESSOR = "SUCCESSOR", "was succeeded by"

    area = models.ForeignKey(Area, models.CASCADE, related_name="links")
    to_area = models.ForeignKey(Area, models.CASCADE, related_name="links_here")
    kind = models.CharField(max_length=10, choices=Kind)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "to_area", "kind"], name="area_link_is_kept_once"),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.get_kind_display()} {self.to_area}"
