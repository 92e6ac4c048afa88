"""Areas, from look-ups and maps of several years."""

import json
from datetime import date
from pathlib import Path

import pytest

from core.errors import RuleBroken
from institutions.actions import import_areas
from institutions.actions.importing import Report
from institutions.models import Area, AreaLink, Institution
from institutions.register.grid import to_grid
from tests.factories import InstitutionFactory
from tests.institutions.register_files import write_rows

pytestmark = pytest.mark.django_db

BY_YEAR = {
    "lad_code": "E07000001",
    "lad_name": "Northbrook",
    "old_la_code": "850",
    "new_la_code": "E10000001",
    "la_name": "Brookshire",
    "english_devolved_area_code": "z",
    "english_devolved_area_name": "Not applicable",
    "region_code": "E12000008",
    "region_name": "South East",
    "first_year": "2017",
    "last_year": "2025",
}
UNITARY = {
    "lad_code": "E06000001",
    "lad_name": "Brook",
    "old_la_code": "850",
    "new_la_code": "E06000001",
    "la_name": "Brook",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "areas.csv"


def by_year(path: Path, *changes: dict[str, str]) -> Report:
    return import_areas(path=write_rows(path, [BY_YEAR | change for change in changes], encoding="utf-8"))


def geojson(path: Path, **properties: str) -> Path:
    square = [[[-1.5, 53.0], [-1.3, 53.0], [-1.3, 53.2], [-1.5, 53.2], [-1.5, 53.0]]]
    feature = {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": square},
    }
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return path


def counts(report: Report) -> tuple[int, ...]:
    return report.inserted, report.updated, report.unchanged, report.rejected


def test_a_district_stands_in_its_authority_in_its_region_in_england(path: Path) -> None:
    assert counts(by_year(path, {})) == (1, 0, 0, 0)
    district = Area.objects.get(code="E07000001")
    authority = district.parent
    assert authority
    assert (district.kind, authority.kind, authority.dfe_code) == ("DISTRICT", "LOCAL_AUTHORITY", "850")
    assert authority.parent
    assert authority.parent.parent
    assert (authority.parent.name, authority.parent.parent.code) == ("South East", Area.ENGLAND)
    assert counts(by_year(path, {})) == (0, 0, 1, 0)


def test_an_authority_without_districts_is_one_area(path: Path) -> None:
    by_year(path, UNITARY)
    assert Area.objects.get(code="E06000001").kind == Area.Kind.LOCAL_AUTHORITY
    assert not Area.objects.of_kind(Area.Kind.DISTRICT).exists()


def test_a_reorganisation_ends_the_old_authority_and_its_three_digits_pass_to_the_new_one(path: Path) -> None:
    by_year(path, {"last_year": "2022"}, UNITARY | {"first_year": "2023"})
    old, new = Area.objects.get(code="E10000001"), Area.objects.get(code="E06000001")
    assert (old.dfe_code, old.valid_to) == ("850", date(2023, 4, 1))
    assert (new.dfe_code, new.valid_from, new.valid_to) == ("850", date(2023, 4, 1), None)


def test_a_year_later_the_same_reorganisation_arrives_in_an_update(path: Path) -> None:
    by_year(path, {})
    by_year(path, {"last_year": "2025"}, UNITARY | {"first_year": "2026", "last_year": "2026"})
    assert Area.objects.get(code="E10000001").valid_to == date(2026, 4, 1)
    assert Area.objects.get(code="E06000001").dfe_code == "850"


def test_three_digits_that_the_look_up_leaves_out_come_from_the_map_and_stay(
    path: Path, tmp_path: Path
) -> None:
    """Barnsley and Sheffield, whose nine characters changed in 2025: the look-up has z for 370 and 373."""
    changed = {"lad_code": "E08000038", "old_la_code": "z", "new_la_code": "E08000038", "la_name": "Barnsley"}
    by_year(path, changed)
    assert Area.objects.get(code="E08000038").dfe_code == ""
    import_areas(
        path=geojson(tmp_path / "a.geojson", dfe_la_code="370", UTLA25CD="E08000038", UTLANM="Barnsley")
    )
    by_year(path, changed)
    barnsley = Area.objects.get(code="E08000038")
    assert barnsley.dfe_code == "370"
    assert barnsley.parent


def test_names_lose_their_trailing_blanks(path: Path) -> None:
    by_year(path, {"la_name": "Westmorland and Furness "})
    assert Area.objects.get(code="E10000001").name == "Westmorland and Furness"


def test_a_boundary_brings_its_middle_on_the_grid(path: Path, tmp_path: Path) -> None:
    by_year(path, {})
    report = import_areas(
        path=geojson(tmp_path / "a.geojson", LAD24CD="E07000001", LADNM="North", UTLA25CD="E10000001")
    )
    assert counts(report) == (0, 1, 0, 0)
    district = Area.objects.get(code="E07000001")
    assert district.name == "Northbrook"
    assert district.boundary.shape["type"] == "Polygon"
    assert (district.easting, district.northing) == to_grid(53.1, -1.4)


@pytest.mark.parametrize(
    ("wider", "kind"), [("LSIP23", Area.Kind.LSIP), ("CAUTH25", Area.Kind.COMBINED_AUTHORITY)]
)
def test_districts_belong_to_a_skills_area_and_to_a_combined_authority(
    path: Path, tmp_path: Path, wider: str, kind: Area.Kind
) -> None:
    by_year(path, {})
    lookup = {
        "LAD23CD": "E07000001",
        "LAD23NM": "x",
        f"{wider}CD": "E69000001",
        f"{wider}NM": " Brook and Sea ",
    }
    other = write_rows(tmp_path / "lookup.csv", [lookup], encoding="utf-8-sig")
    assert counts(import_areas(path=other)) == (1, 0, 0, 0)
    link = AreaLink.objects.get(area__kind=Area.Kind.DISTRICT)
    assert (link.area.code, link.to_area.kind, link.to_area.name) == ("E07000001", kind, "Brook and Sea")
    assert counts(import_areas(path=other)) == (0, 0, 1, 0)


def test_a_county_belongs_where_all_its_districts_do(path: Path, tmp_path: Path) -> None:
    by_year(path, {}, {"lad_code": "E07000002", "lad_name": "Southbrook"})
    lookup = {"LAD23CD": "E07000001", "LAD23NM": "x", "LSIP23CD": "E69000001", "LSIP23NM": "Brook"}
    import_areas(path=write_rows(tmp_path / "a.csv", [lookup]))
    assert not AreaLink.objects.filter(area__code="E10000001").exists()
    import_areas(path=write_rows(tmp_path / "a.csv", [lookup, lookup | {"LAD23CD": "E07000002"}]))
    county, skills_area = Area.objects.get(code="E10000001"), Area.objects.get(code="E69000001")
    assert AreaLink.objects.get(area=county).to_area == skills_area
    school = InstitutionFactory.create(local_authority=county, district=None)
    InstitutionFactory.create()
    assert list(Institution.objects.in_area(skills_area)) == [school]


def test_successors_are_linked_and_a_county_has_those_of_its_districts(path: Path, tmp_path: Path) -> None:
    by_year(path, {"last_year": "2022"}, UNITARY | {"first_year": "2023"})
    codes = [
        {"LADCD": "E07000001", "LADCD_ACTIVE": "E06000001"},
        {"LADCD": "E06000001", "LADCD_ACTIVE": "E06000001"},
        {"LADCD": "W06000001", "LADCD_ACTIVE": "W06000009"},
        {"LADCD": "E07000999", "LADCD_ACTIVE": "E06000001"},
    ]
    report = import_areas(path=write_rows(tmp_path / "codes.csv", codes))
    assert counts(report) == (1, 0, 2, 1)
    links = AreaLink.objects.filter(kind="SUCCESSOR").values_list("area__code", "to_area__code")
    assert set(links) == {("E07000001", "E06000001"), ("E10000001", "E06000001")}


def test_a_look_up_with_an_old_code_ties_what_stands_there_today(path: Path, tmp_path: Path) -> None:
    before = {"lad_code": "E08000016", "new_la_code": "E08000016", "old_la_code": "370", "last_year": "2024"}
    after = {"lad_code": "E08000038", "new_la_code": "E08000038", "old_la_code": "z", "first_year": "2025"}
    by_year(path, before, after)
    import_areas(path=write_rows(tmp_path / "a.csv", [{"LADCD": "E08000016", "LADCD_ACTIVE": "E08000038"}]))
    lookup = {"LAD23CD": "E08000016", "LSIP23CD": "E69000032", "LSIP23NM": "South Yorkshire"}
    import_areas(path=write_rows(tmp_path / "b.csv", [lookup]))
    assert AreaLink.objects.get(kind="MEMBER").area.code == "E08000038"


def test_the_list_of_three_digit_codes_is_checked_against_the_authorities(path: Path, tmp_path: Path) -> None:
    by_year(path, {})
    codes = [{"LEA": code, "LA Name": "x", "REGION": "1"} for code in ("850", "999")]
    report = import_areas(path=write_rows(tmp_path / "codes.csv", codes))
    assert counts(report) == (0, 0, 1, 1)
    assert (report.errors[0].line, report.errors[0].value) == (3, "999")


def test_a_file_about_something_else_is_refused_but_passed_over_in_a_folder(
    path: Path, tmp_path: Path
) -> None:
    other = write_rows(tmp_path / "pupils.csv", [{"URN": "100001"}])
    with pytest.raises(RuleBroken, match="not a look-up or a map of areas"):
        import_areas(path=other)
    write_rows(path, [BY_YEAR])
    assert counts(import_areas(path=tmp_path)) == (1, 0, 0, 0)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"first_year": "once"}, "makes no sense"),
        ({"lad_code": "E07000009", "lad_name": "x" * 121}, "value too long"),
        ({"lad_code": "E06000002", "new_la_code": "E06000002"}, "contradicts itself or what is known"),
    ],
)
def test_a_look_up_that_makes_no_sense_is_refused_whole(path: Path, change: dict[str, str], why: str) -> None:
    with pytest.raises(RuleBroken, match=why):
        by_year(path, {}, change)
    assert not Area.objects.exists()


def test_a_feature_without_a_shape_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    path.write_text(
        '{"features": [{"properties": {"LSIP23CD": "E69000001", "LSIP23NM": "x"}, "geometry": null}]}'
    )
    with pytest.raises(RuleBroken, match="makes no sense"):
        import_areas(path=path)


def test_a_map_that_is_no_map_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    for content in ("<html>", "{}", '{"features": 1}'):
        path.write_text(content)
        with pytest.raises(RuleBroken, match=r"is not (a )?GeoJSON"):
            import_areas(path=path)
