"""Items of the library, for tests that say only what matters to them."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from institutions.models import Institution
from partnerships.models import AwardRound, ItemKind, LibraryItem, RecognitionKind
from tests.factories import InstitutionFactory, UserFactory


class LibraryItemFactory(DjangoModelFactory[LibraryItem]):
    """Practitioner guidance that was published today for the sector; `named=[…]` asks these for their word."""

    class Meta:
        model = LibraryItem
        skip_postgeneration_save = True

    class Params:
        of_kind = "PRACTICE"
        draft = factory.Trait(state=LibraryItem.State.DRAFT, published_on=None, review_on=None)
        in_review = factory.Trait(state=LibraryItem.State.IN_REVIEW, published_on=None, review_on=None)
        stale = factory.Trait(
            review_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=1))
        )

    kind = factory.LazyAttribute(lambda item: ItemKind.objects.get(code=item.of_kind))
    owner = factory.SubFactory(InstitutionFactory)
    author = factory.SubFactory(UserFactory)
    state = LibraryItem.State.PUBLISHED
    title = factory.Sequence(lambda n: f"Reading together {n}")
    summary = "How we do it."
    words = "Once a week, in the library."
    published_on = factory.LazyFunction(timezone.localdate)
    review_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=365))

    @factory.post_generation
    def named(self, create: bool, institutions: Iterable[Institution] | None, **_: Any) -> None:
        assert isinstance(self, LibraryItem)
        for institution in institutions or ():
            self.consents.create(institution=institution)


def in_library(trust: Institution, school: Institution, employer: Institution) -> dict[str, Any]:
    """What the school published, what the trust wrote about the employer, which has not agreed yet, and an award."""
    written = LibraryItemFactory.create(
        owner=trust, in_review=True, title="title of an unpublished item", named=[employer]
    )
    award_round = AwardRound.objects.create(
        kind=RecognitionKind.objects.get(code="PRACTICE_AWARD"),
        organiser=trust,
        name="Practice of the year",
        words="What others took up.",
        closes_on=timezone.localdate(),
    )
    item = LibraryItemFactory.create(owner=school)
    file = {"name": "a.txt", "type": "text/plain", "size": 1, "content": b"A"}
    return {
        "round": award_round.pk,
        "item": item.pk,
        "file": item.files.create(**file, added_by=item.author).pk,
        "unpublished": written.pk,
        "consent": written.consents.get().pk,
    }
