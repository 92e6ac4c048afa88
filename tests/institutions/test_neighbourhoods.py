"""Where neighbourhoods stand: taking measures in, and saying them of a school."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from core.errors import RuleBroken
from institutions.actions import import_neighbourhoods
from institutions.actions.importing import Report
from institutions.models import Institution, Measure, NeighbourhoodBand
from institutions.queries.neighbourhoods import editions, quintile_in, standings_of
from tests.factories import InstitutionFactory
from tests.institutions.register_files import write_rows

pytestmark = pytest.mark.django_db

LSOAS = [f"E0190000{n}" for n in range(10)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "measure.csv"


def bring_in(
    path: Path, *bands: tuple[str, str], measure: Measure = Measure.TUNDRA, edition: str = "2024"
) -> Report:
    column = {Measure.TUNDRA: "TUNDRA_LSOA_quintile", Measure.IMD2025: "IMD_decile"}.get(
        measure, "entry_to_higher_education_indicator"
    )
    write_rows(path, [{"LSOA": code, column: band} for code, band in bands])
    return import_neighbourhoods(path=path, measure=measure, edition=edition)


def counts(report: Report) -> tuple[int, ...]:
    return report.rows_read, report.inserted, report.updated, report.unchanged, report.rejected


def test_a_measure_comes_in_once_and_the_same_file_again_changes_nothing(path: Path) -> None:
    assert counts(bring_in(path, (LSOAS[0], "1"), (LSOAS[1], "5"))) == (2, 2, 0, 0, 0)
    assert counts(bring_in(path, (LSOAS[0], "1"), (LSOAS[1], "5"))) == (2, 0, 0, 2, 0)
    assert editions() == {Measure.TUNDRA: "2024"}


def test_a_new_edition_takes_the_place_of_the_whole_one_before(path: Path) -> None:
    bring_in(path, (LSOAS[0], "1"), (LSOAS[1], "5"))
    assert counts(bring_in(path, (LSOAS[1], "4"), (LSOAS[2], "2"), edition="2025")) == (2, 1, 1, 0, 0)
    kept = NeighbourhoodBand.objects.order_by("code").values_list("code", "band", "edition")
    assert list(kept) == [(LSOAS[1], 4, "2025"), (LSOAS[2], 2, "2025")]


def test_one_measure_leaves_the_others_alone(path: Path) -> None:
    bring_in(path, (LSOAS[0], "1"))
    bring_in(path, (LSOAS[1], "10"), measure=Measure.IMD2025, edition="2025")
    assert list(editions()) == [Measure.TUNDRA, Measure.IMD2025]


def test_rows_without_a_figure_or_with_another_kind_of_code_are_rejected(path: Path) -> None:
    report = bring_in(
        path, (LSOAS[0], "1"), (LSOAS[1], ""), (LSOAS[0], "2"), ("E02000001", "3"), ("E0190", "6")
    )
    assert counts(report) == (5, 1, 0, 0, 4)
    assert [(problem.line, problem.message) for problem in report.errors] == [
        (3, "is not a quintile from 1 to 5"),
        (4, "is on line 2 already"),
        (5, "is not the code of a neighbourhood"),
        (6, "is not the code of a neighbourhood"),
    ]


def test_a_file_of_another_measure_is_refused(path: Path) -> None:
    write_rows(path, [{"LSOA": LSOAS[0], "POLAR4_quintile": "1"}])
    with pytest.raises(RuleBroken, match="it has no column with the TUNDRA quintile"):
        import_neighbourhoods(path=path, measure=Measure.TUNDRA, edition="2024")


def test_a_file_without_a_usable_row_is_refused_and_what_was_known_stays(path: Path) -> None:
    bring_in(path, (LSOAS[0], "1"))
    with pytest.raises(RuleBroken, match="none of its rows can be used"):
        bring_in(path, (LSOAS[0], "NA"))
    assert NeighbourhoodBand.objects.count() == 1


def test_shares_of_those_who_do_not_enter_become_fifths_with_the_highest_first(path: Path) -> None:
    shares = ["0.95", "0.9", "0.9", "0.8", "0.7", "0.6", "0.5", "0.4", "0.3", "0.2"]
    bring_in(path, *zip(LSOAS, shares, strict=True), measure=Measure.HE_ENTRY, edition="2025")
    bands = NeighbourhoodBand.objects.order_by("code").values_list("band", flat=True)
    assert list(bands) == [1, 1, 1, 2, 3, 3, 4, 4, 5, 5]


def test_a_band_beyond_its_measure_is_impossible() -> None:
    NeighbourhoodBand.objects.create(measure=Measure.IMD2025, edition="2025", code=LSOAS[0], band=10)
    with pytest.raises(IntegrityError), transaction.atomic():
        NeighbourhoodBand.objects.create(measure=Measure.TUNDRA, edition="2024", code=LSOAS[0], band=6)


def test_a_school_is_in_a_fifth_by_its_lsoa_or_its_msoa_and_deciles_are_halved(path: Path) -> None:
    bring_in(path, (LSOAS[0], "7"), measure=Measure.IMD2025, edition="2025")
    NeighbourhoodBand.objects.create(measure=Measure.POLAR4, edition="4", code="E02900001", band=2)
    known = InstitutionFactory.create(lsoa_code=LSOAS[0], msoa_code="E02900001")
    unknown = InstitutionFactory.create()
    for measure, quintile in ((Measure.IMD2025, 4), (Measure.POLAR4, 2), (Measure.TUNDRA, None)):
        found = dict(Institution.objects.values_list("pk", quintile_in(measure)))
        assert (found[known.pk], found[unknown.pk]) == (quintile, None), measure
    assert [row.measure for row in standings_of(known)] == [Measure.POLAR4, Measure.IMD2025]


def test_the_page_of_a_school_says_its_band_with_measure_and_edition(client: Client) -> None:
    NeighbourhoodBand.objects.create(measure=Measure.TUNDRA, edition="2024", code=LSOAS[0], band=1)
    school = InstitutionFactory.create(lsoa_code=LSOAS[0])
    page = client.get(reverse("institutions:institution", args=[school.pk])).content.decode()
    assert "TUNDRA quintile 1 of 5 (lowest participation), edition 2024" in page
    assert "not its pupils" in page


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("", "the register gives none for this school"),
        (LSOAS[9], f"no measure that we hold covers {LSOAS[9]}"),
    ],
)
def test_the_page_says_when_the_neighbourhood_is_not_known(client: Client, code: str, words: str) -> None:
    school = InstitutionFactory.create(lsoa_code=code)
    assert words in client.get(reverse("institutions:institution", args=[school.pk])).content.decode()


def test_the_published_indices_are_read_as_they_are(shared_data: Path) -> None:
    """The indicator stands in for TUNDRA and POLAR4, which are not among the open data."""
    folder = shared_data / "deprivation"
    indices = import_neighbourhoods(
        path=folder / "imd2025_england_lsoa21.csv.gz", measure=Measure.IMD2025, edition="2025"
    )
    entry = import_neighbourhoods(
        path=folder / "imd2025_education_children_indicators_lsoa21.csv.gz",
        measure=Measure.HE_ENTRY,
        edition="2025",
    )
    assert (indices.inserted, indices.rejected, entry.inserted, entry.rejected) == (33_755, 0, 33_721, 34)
    sizes = [
        NeighbourhoodBand.objects.filter(measure=Measure.HE_ENTRY, band=band).count() for band in range(1, 6)
    ]
    assert max(sizes) - min(sizes) < 400


def test_the_command_takes_the_measure_and_the_edition(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_rows(path, [{"LSOA": LSOAS[0], "TUNDRA_LSOA_quintile": "1"}])
    call_command("import_neighbourhoods", str(path), "--measure=TUNDRA", "--edition=2024", "--json")
    assert '"inserted": 1' in capsys.readouterr().out
