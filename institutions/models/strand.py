"""The four groups of the National Council for Educational Excellence, by which work and reports are told apart."""

from django.db import models

from institutions.models.institution import Institution


class Strand(models.TextChoices):
    """Nobody tags anything with it: it follows from who brings the work, or whom it brings in."""

    BUSINESS = "BUSINESS", "Business"
    HIGHER_EDUCATION = "HIGHER_EDUCATION", "Higher education"
    PARTNERSHIPS = "PARTNERSHIPS", "Partnerships"
    PARENTS = "PARENTS", "Parental engagement"

    @property
    def slug(self) -> str:
        return self.value.lower().replace("_", "-")

    @property
    def partner_kinds(self) -> tuple[str, ...]:
        """Kinds of institution that bring it; parents are brought in by anybody."""
        return _PARTNER_KINDS.get(self.value, ())


_PARTNER_KINDS = {
    "BUSINESS": (Institution.Kind.EMPLOYER,),
    "HIGHER_EDUCATION": (Institution.Kind.UNIVERSITY,),
    "PARTNERSHIPS": (*Institution.LEARNING_KINDS, Institution.Kind.TRUST, Institution.Kind.NETWORK),
}
