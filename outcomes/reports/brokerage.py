"""Where there is accredited brokerage: NCEE wanted it for every area.

Tenancy: public; who serves which area with which award is published.
"""

from django.db.models import Count

from brokerage.models import Accreditation, BrokerArea


def accredited_brokers() -> dict[int, int]:
    """Brokers with an award that has not lapsed, counted by the authority (pk) that they serve today."""
    held = Accreditation.objects.held().values("broker")
    served = BrokerArea.objects.current().filter(broker__in=held)
    counted = served.values("area").annotate(brokers=Count("broker", distinct=True))
    return {row["area"]: row["brokers"] for row in counted}
