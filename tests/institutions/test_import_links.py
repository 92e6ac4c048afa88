"""Predecessors and successors, from a table that tells most of them twice."""

from pathlib import Path

import pytest

from institutions.actions import import_establishment_links
from institutions.models import Institution, InstitutionLink
from institutions.queries.lineage import lineage
from institutions.register.links import LINK_TYPES
from tests.factories import InstitutionFactory
from tests.institutions.register_files import LINK, write_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "links.csv"


def schools(*urns: str, **facts: object) -> list[Institution]:
    return [InstitutionFactory.create(urn=urn, **facts) for urn in urns]


def bring_in(path: Path, *links: tuple[str, str, str]) -> tuple[int, ...]:
    names = ("URN", "LinkURN", "LinkType")
    report = import_establishment_links(
        path=write_rows(path, [LINK | dict(zip(names, link, strict=True)) for link in links])
    )
    return report.inserted, report.updated, report.unchanged, report.rejected


def stored() -> list[tuple[str | None, str | None, str]]:
    return list(
        InstitutionLink.objects.order_by("pk").values_list("institution__urn", "to_institution__urn", "kind")
    )


def test_a_link_that_both_ends_tell_is_kept_once_from_the_predecessor_to_the_successor(path: Path) -> None:
    schools("100001", "100002")
    both = (("100002", "100001", "Predecessor"), ("100001", "100002", "Successor"))
    assert bring_in(path, *both) == (1, 0, 1, 0)
    assert stored() == [("100001", "100002", "SUCCESSOR")]
    assert bring_in(path, *both) == (0, 0, 2, 0)


@pytest.mark.parametrize("link", [("100001", "100002", "Successor"), ("100002", "100001", "Predecessor")])
def test_a_link_without_its_return_counts_as_well(path: Path, link: tuple[str, str, str]) -> None:
    schools("100001", "100002")
    assert bring_in(path, link) == (1, 0, 0, 0)
    assert stored() == [("100001", "100002", "SUCCESSOR")]


def test_the_fuller_wording_and_the_earlier_day_are_kept(path: Path) -> None:
    schools("100001", "100002")
    rows = [
        LINK | {"LinkType": "Successor", "LinkEstablishedDate": "01-09-2020"},
        LINK
        | {
            "URN": "100002",
            "LinkURN": "100001",
            "LinkType": "Predecessor - merged",
            "LinkEstablishedDate": "31-08-2020",
        },
    ]
    import_establishment_links(path=write_rows(path, rows))
    link = InstitutionLink.objects.get()
    assert (link.detail, str(link.established_on)) == ("Predecessor - merged", "2020-08-31")


@pytest.mark.parametrize(
    "wording", ["Result of Amalgamation", "Merged - change in age range", "Closure", "Other"]
)
def test_where_the_words_do_not_say_it_the_school_that_closed_came_first(path: Path, wording: str) -> None:
    schools("100001")
    schools("100002", closed=True)
    assert bring_in(path, ("100001", "100002", wording)) == (1, 0, 0, 0)
    assert stored() == [("100002", "100001", "SUCCESSOR")]


def test_two_ends_that_contradict_each_other_are_settled_by_the_closing(path: Path) -> None:
    schools("100001")
    schools("100002", closed=True)
    told = (
        ("100001", "100002", "Predecessor - amalgamated"),
        ("100002", "100001", "Predecessor - amalgamated"),
    )
    bring_in(path, *told)
    assert stored() == [("100002", "100001", "SUCCESSOR")]


def test_a_link_that_leaves_open_which_came_first_is_rejected(path: Path) -> None:
    schools("100001", "100002")
    assert bring_in(path, ("100001", "100002", "Result of Amalgamation")) == (0, 0, 0, 1)


def test_a_sixth_form_centre_is_a_site_and_no_successor(path: Path) -> None:
    school, _ = schools("100001", "100002")
    bring_in(
        path, ("100001", "100002", "Sixth Form Centre Link"), ("100002", "100001", "Sixth Form Centre School")
    )
    assert stored() == [("100002", "100001", "SITE")]
    assert lineage(school).predecessors == []


@pytest.mark.parametrize(
    ("link", "column", "why"),
    [
        (("100001", "999999", "Successor"), "LinkURN", "is not an establishment that we know"),
        (("999999", "100001", "Successor"), "URN", "is not an establishment that we know"),
        (("100001", "100001", "Successor"), "LinkURN", "is the establishment itself"),
        (("100001", "100002", "Cousin"), "LinkType", "is not a type of link that we know"),
    ],
)
def test_a_link_to_nowhere_is_rejected_with_its_reason(
    path: Path, link: tuple[str, str, str], column: str, why: str
) -> None:
    schools("100001", "100002")
    names = ("URN", "LinkURN", "LinkType")
    rows = [LINK, LINK | dict(zip(names, link, strict=True))]
    report = import_establishment_links(path=write_rows(path, rows))
    assert (report.inserted, report.rejected) == (1, 1)
    assert (report.errors[0].line, report.errors[0].column, report.errors[0].message) == (3, column, why)


def test_lineage_follows_chains_that_split_and_merge(path: Path) -> None:
    """Two schools merge into a third, which splits into two, one of which converts."""
    first, second, merged, left, right, academy = schools(*(str(100_001 + n) for n in range(6)))
    links = [
        ("100001", "100003", "Successor - merged"),
        ("100002", "100003", "Successor - merged"),
        ("100003", "100004", "Successor - Split School"),
        ("100003", "100005", "Successor - Split School"),
        ("100005", "100006", "Successor"),
    ]
    bring_in(path, *links)
    assert set(lineage(academy).predecessors) == {first, second, merged, right}
    assert set(lineage(first).successors) == {merged, left, right, academy}
    assert set(lineage(left).predecessors) == {first, second, merged}


def test_lineage_ends_even_where_the_register_goes_round_in_a_circle(path: Path) -> None:
    one, two = schools("100001", "100002")
    InstitutionLink.objects.create(institution=one, to_institution=two, kind="SUCCESSOR")
    InstitutionLink.objects.create(institution=two, to_institution=one, kind="SUCCESSOR")
    assert lineage(one).predecessors == [two]


def test_all_seventeen_kinds_of_link_are_known() -> None:
    assert len(LINK_TYPES) == 17
