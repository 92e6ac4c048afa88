"""The pages that must stay quick at the scale of England."""

from collections.abc import Callable
from random import Random
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.test import Client

from accounts.models import User
from bench.measure import Samples, sample
from institutions.models import Area, Institution, Membership, Role, SupportArea
from partnerships.models import Collaboration, Partnership, Party

TIMES = 100
PARTIES, RECORDS = 10, 60  # of a partnership that is as full as they come
Choice = Random(1)


def measure() -> dict[str, dict[str, Any]]:
    """A summary by page."""
    pages: dict[str, Callable[[], Samples]] = {
        "search as you type": _search,
        "ranked offers for a school": _ranked,
        "grid of a trust, 2 schools": lambda: _grid(2),
        "grid of a trust, 80 schools": lambda: _grid(80),
        "page of a trust, 80 schools": lambda: _trust(80),
        "partnership, 10 parties and 60 records": _partnership,
        "coverage of an authority": _authority,
        "coverage of England": _england,
    }
    return {name: run().summary() for name, run in pages.items()}


def _client(person: User | None = None) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person or User.objects.get(email="admin@demo.example"))
    return client


def _get(client: Client, **headers: str) -> Callable[[str], None]:
    return lambda url: _open(client, url, headers)


def _open(client: Client, url: str, headers: dict[str, str] | None = None) -> None:
    response = client.get(url, headers=headers)
    assert response.status_code == 200, (url, response.status_code)


def _search() -> Samples:
    """The first letters of one or two words of a name, as a person types them."""
    names = list(Institution.objects.schools().order_by("pk").values_list("name", flat=True))
    typed = []
    for name in Choice.sample(names, TIMES):
        words = name.split()[:2]
        typed.append(f"/institutions/?q={words[0]}+{words[-1][: Choice.randint(1, 5)]}")
    return sample(_get(_client(), HX_Request="true"), typed)


def _ranked() -> Samples:
    """The ranking is for a school's own people: each school is asked about by somebody of its own."""
    schools = Choice.sample(list(Institution.objects.in_scope()), TIMES)
    slugs = [area.value.lower().replace("_", "-") for area in SupportArea]
    asked = [
        (_client(person_at(school)), f"/institutions/{school.pk}/support/{Choice.choice(slugs)}/")
        for school in schools
    ]
    return sample(lambda question: _open(*question), asked)


def person_at(school: Institution) -> User:
    person, _ = User.objects.get_or_create(
        email=f"bench-{school.pk}@demo.example", defaults={"name": "Bench"}
    )
    Membership.objects.get_or_create(user=person, institution=school, defaults={"role": Role.EDITOR})
    return person


def _grid(size: int) -> Samples:
    return sample(_get(_client()), [f"/institutions/{pk}/coverage/" for pk in _trusts(size)] * (TIMES // 5))


def _trust(size: int) -> Samples:
    return sample(_get(_client()), [f"/institutions/{pk}/" for pk in _trusts(size)] * (TIMES // 5))


def _trusts(size: int) -> list[int]:
    """Five trusts whose number of schools is nearest to `size`."""
    members = Count("memberships", filter=Q(memberships__left_on=None))
    trusts = Institution.objects.filter(kind=Institution.Kind.TRUST).annotate(schools=members)
    nearest = sorted(trusts.values_list("schools", "pk"), key=lambda row: (abs(row[0] - size), row[1]))
    return [pk for _, pk in nearest[:5]]


def _partnership() -> Samples:
    """No partnership of the demo is so full: some are filled for as long as it takes."""
    with transaction.atomic():
        live = list(Partnership.objects.live().order_by("pk")[:5])
        others = list(Institution.objects.in_scope().order_by("pk")[: 5 * PARTIES])
        records = list(Collaboration.objects.order_by("pk").values_list("pk", flat=True)[: 5 * RECORDS])
        for number, partnership in enumerate(live):
            new = [
                school for school in others[number::5] if not partnership.parties.filter(institution=school)
            ]
            room = PARTIES - partnership.parties.count()
            Party.objects.bulk_create(
                Party(partnership=partnership, institution=school) for school in new[:room]
            )
            Collaboration.objects.filter(pk__in=records[number::5]).update(partnership=partnership)
        samples = sample(_get(_client()), [f"/partnerships/{each.pk}/" for each in live] * (TIMES // 5))
        transaction.set_rollback(True)
    return samples


def _authority() -> Samples:
    codes = (
        Area.objects.current()
        .of_kind(Area.Kind.LOCAL_AUTHORITY)
        .order_by("pk")
        .values_list("code", flat=True)
    )
    return sample(_get(_client()), [f"/coverage/{code}/" for code in codes])


def _england() -> Samples:
    return sample(_get(_client()), ["/coverage/"] * (TIMES // 2))
