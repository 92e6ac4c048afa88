"""Bodies and those who sit on them, for tests that say only what matters to them."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from institutions.models import Institution, Seniority
from partnerships.models import Body, BodyKind, BodyMember
from tests.factories import InstitutionFactory


class BodyFactory(DjangoModelFactory[Body]):
    """A steering group of a partnership since a month; `sitting=[…]` sends one each, the first of them its chair."""

    class Meta:
        model = Body
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Steering group {n}")
    kind = factory.LazyFunction(lambda: BodyKind.objects.get(term__code="STEERING_GROUP"))
    started_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30))

    @factory.post_generation
    def sitting(self, create: bool, institutions: Iterable[Institution] | None, **_: Any) -> None:
        for number, institution in enumerate(institutions or ()):
            role = BodyMember.Role.MEMBER if number else BodyMember.Role.CHAIR
            BodyMemberFactory.create(body=self, institution=institution, role=role)


class BodyMemberFactory(DjangoModelFactory[BodyMember]):
    class Meta:
        model = BodyMember

    name = factory.Sequence(lambda n: f"Mel Member {n}")
    institution = factory.SubFactory(InstitutionFactory)
    seniority = Seniority.SENIOR
    joined_on = factory.SelfAttribute("body.started_on")
