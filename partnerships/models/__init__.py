"""Partnerships, and the collaborations logged under them or on their own."""

from partnerships.models.collaboration import Collaboration, Confirmation, Contribution, Participation
from partnerships.models.partnership import Partnership, Party

__all__ = ["Collaboration", "Confirmation", "Contribution", "Participation", "Partnership", "Party"]
