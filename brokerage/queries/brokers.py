"""Which brokers may help where."""

from brokerage.models import Accreditation, BrokerArea
from institutions.models import Institution
from institutions.models.institution import InstitutionQuerySet


def accredited_brokers_of(school: Institution) -> InstitutionQuerySet:
    """Brokers that serve the school's authority today and hold an award that has not lapsed."""
    served = BrokerArea.objects.current().filter(area=school.local_authority_id).values("broker")
    held = Accreditation.objects.held().values("broker")
    return Institution.objects.filter(pk__in=served).filter(pk__in=held).order_by("name", "pk")
