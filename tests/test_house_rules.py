"""The architecture of docs/house.md, kept by tests so that a promise holds when nobody is looking.

The layers themselves are kept by import-linter (`make lint`).
"""

import ast
import re
import socket
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader

from core.whole_tables import AddingMigration
from institutions.models import Institution, Phase

CHECKOUT = Path(__file__).resolve().parent.parent
DOMAIN_APPS = ("institutions", "partnerships", "brokerage", "outcomes")
APPS = ("core", "accounts", *DOMAIN_APPS, "demo", "config")
FRONT_DOORS = ("views", "api")

WITHOUT_ROW_SCOPE = {
    "institutions.InstitutionLink": "open register: who succeeded whom",
    "institutions.GroupMembership": "open register: which schools a trust has",
    "institutions.Group": "what a group says of itself to everyone",
    "institutions.GroupYear": "what a group says of itself to everyone",
    "institutions.GroupAccreditation": "published: which groups meet whose standard",
    "institutions.SharedService": "what a group says of itself to everyone",
    "institutions.EarlierAges": "open register: which ages a school taught",
    "institutions.Organisation": "open register: what kind of organisation it is",
    "institutions.PriorityListing": "published list",
    "institutions.Welcome": "written for everyone; its contact address is shown by access.py alone",
    "partnerships.Party": "reached through its partnership",
    "partnerships.BodyMember": "reached through its body",
    "partnerships.Attendance": "reached through its meeting",
    "partnerships.PartyNeed": "reached through its meeting",
    "partnerships.DecisionPart": "reached through its meeting",
    "partnerships.Uptake": "reached through its item",
    "partnerships.ProgrammeParty": "reached through its programme, which everybody may see",
    "brokerage.BroughtAlong": "reached through its introduction",
    "brokerage.ChallengeParty": "reached through its challenge, which everybody who is signed in may see",
    "brokerage.BrokerArea": "published: which broker serves which area",
    "brokerage.Accreditation": "published: which brokers hold the award",
    "outcomes.SchoolCoverage": "published figures, without a person or an agreement in them",
    "outcomes.PastCoverage": "the same of earlier days",
    "outcomes.PlaceFigures": "counts of schools",
    "outcomes.PathwayStep": "reached through its pathway, which everybody may see",
    "outcomes.Claim": "reached through its evaluation, whose page shows what is verified",
    "outcomes.PathwayFigure": "published, and protected before it was written",
    "outcomes.ViewsFigure": "published, and protected before it was written",
}

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def _python_files(*folders: str) -> list[Path]:
    found = (path for folder in folders for path in (CHECKOUT / folder).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def _room(name: str) -> list[Path]:
    """A room is a module or, when it has grown, a package of the same name."""
    return [
        path
        for app in (*DOMAIN_APPS, "accounts")
        for path in _python_files(app)
        if path.relative_to(CHECKOUT / app).with_suffix("").parts[0] == name
    ]


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def _functions(path: Path) -> Iterator[FunctionNode]:
    return (node for node in ast.walk(_tree(path)) if isinstance(node, FunctionNode))


def _classes(path: Path) -> Iterator[ast.ClassDef]:
    return (node for node in ast.walk(_tree(path)) if isinstance(node, ast.ClassDef))


def _place(path: Path, node: ast.stmt | ast.expr | None = None) -> str:
    return f"{path.relative_to(CHECKOUT)}:{node.lineno if node else 1}"


def test_no_file_is_longer_than_500_lines() -> None:
    lengths = {path: len(path.read_text().splitlines()) for path in _python_files(*APPS, "tests")}
    assert [_place(path) for path, length in lengths.items() if length > 500] == []


def test_no_function_is_longer_than_50_lines() -> None:
    assert [
        f"{_place(path, node)} {node.name}"
        for path in _python_files(*APPS, "tests")
        for node in _functions(path)
        if (node.end_lineno or node.lineno) - node.lineno >= 50
    ] == []


def test_nothing_happens_behind_the_back_of_an_action() -> None:
    """No signals, no overridden save or delete, no rows sorted unasked, no links to just anything."""
    hidden = re.compile(r"\bdb\.models\.signals|\bGenericForeignKey\b|^@receiver\b", re.MULTILINE)
    behind = [_place(path) for path in _python_files(*APPS) if hidden.search(path.read_text())]
    for path in (*_room("models"), CHECKOUT / "core" / "models.py"):
        behind += [_place(path, node) for node in _classes(path) if _surprises(node)]
    assert behind == []


def _surprises(node: ast.ClassDef) -> bool:
    methods = {item.name for item in node.body if isinstance(item, FunctionNode)}
    assigned = {
        _name(target) for item in node.body if isinstance(item, ast.Assign) for target in item.targets
    }
    return bool(methods & {"save", "delete"}) or (node.name == "Meta" and "ordering" in assigned)


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = re.compile(r"^(services?|managers?|helpers?|utils?)$")
    named = [path for app in (*DOMAIN_APPS, "accounts", "core") for path in _python_files(app)]
    assert [
        _place(path) for path in named if any(vague.match(part) for part in path.with_suffix("").parts)
    ] == []


def _models() -> list[type[models.Model]]:
    return [model for app in DOMAIN_APPS for model in apps.get_app_config(app).get_models()]


def _has_row_scope(model: type[models.Model]) -> bool:
    return hasattr(model._default_manager.get_queryset(), "visible_to")


def _belongs_to_an_institution(model: type[models.Model]) -> bool:
    return model is Institution or any(field.related_model is Institution for field in model._meta.fields)


def test_every_model_with_an_owner_says_who_sees_its_rows() -> None:
    owned = [model for model in _models() if _belongs_to_an_institution(model)]
    assert {model._meta.label for model in owned if not _has_row_scope(model)} == set(WITHOUT_ROW_SCOPE)


def test_front_doors_start_every_query_at_the_rows_the_person_may_see() -> None:
    """`Offer.objects` in a view or the API is followed by `.visible_to(…)`, or by `.of(…)` for one's own."""
    scoped_models = {model.__name__ for model in _models() if _has_row_scope(model)}
    unscoped = []
    for path in [path for room in FRONT_DOORS for path in _room(room)]:
        attributes = [node for node in ast.walk(_tree(path)) if isinstance(node, ast.Attribute)]
        scoped = {id(node.value) for node in attributes if node.attr in {"visible_to", "of"}}
        unscoped += [
            _place(path, node)
            for node in attributes
            if node.attr == "objects" and _name(node.value) in scoped_models and id(node) not in scoped
        ]
    assert unscoped == []


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _deeds() -> Iterator[tuple[Path, FunctionNode]]:
    """What a person does: actions with `by: User`. `by: User | None` marks a step that the system takes too."""
    for path in _room("actions"):
        public = (node for node in _functions(path) if not node.name.startswith("_"))
        yield from ((path, node) for node in public if _annotation(node, "by") == "User")


def _annotation(function: FunctionNode, argument: str) -> str:
    arguments = [*function.args.args, *function.args.kwonlyargs]
    return next((ast.unparse(a.annotation) for a in arguments if a.arg == argument and a.annotation), "")


def test_every_action_asks_whether_the_person_may() -> None:
    assert [f"{_place(path, node)} {node.name}" for path, node in _deeds() if not _asks(node)] == []


def _asks(function: FunctionNode) -> bool:
    """It calls `access.require(…)` or one of its namesakes, such as `access.require_any(…)`."""
    called = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return any(
        isinstance(name, ast.Attribute) and _name(name.value) == "access" and name.attr.startswith("require")
        for name in called
    )


def test_every_action_is_called_by_keyword() -> None:
    assert [f"{_place(path, node)} {node.name}" for path, node in _deeds() if node.args.args] == []


def _rows(document: str) -> list[list[str]]:
    """Of a table in docs/: what, state, test. A row may name several tests."""
    lines = (CHECKOUT / "docs" / document).read_text().splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return cells[2:]  # after the heading


@pytest.mark.parametrize("document", ["register.md", "acceptance.md"])
def test_whatever_is_done_names_a_test_that_exists(document: str) -> None:
    rows = _rows(document)
    assert rows
    unproven = [row for row, state, tests in rows if state != "open" and not _proofs(tests)]
    missing = [
        f"{row}: {file}::{name}"
        for row, _, tests in rows
        for file, name in _proofs(tests)
        if not (CHECKOUT / file).exists() or name not in {node.name for node in _functions(CHECKOUT / file)}
    ]
    assert (unproven, missing) == ([], [])


def _proofs(tests: str) -> list[tuple[str, str]]:
    return re.findall(r"(tests/[\w/]+\.py)::(\w+)", tests)


def test_only_the_frame_of_all_pages_says_in_a_title_that_there_is_an_error() -> None:
    """Said twice, a screen reader reads it twice."""
    templates = (CHECKOUT / "templates").rglob("*.html")
    assert [path.name for path in templates if "Error: " in path.read_text()] == ["base.html"]


def test_a_migration_that_only_adds_tables_and_columns_says_so() -> None:
    """Each of the others makes every new database wait: see core/whole_tables.py."""
    adding = (migrations.CreateModel, migrations.AddField, migrations.AddConstraint, migrations.AddIndex)
    found = [
        f"{app}.{name}"
        for (app, name), migration in MigrationLoader(None).disk_migrations.items()
        if app in APPS and not isinstance(migration, AddingMigration)
        for kinds in [[isinstance(operation, adding) for operation in migration.operations]]
        if kinds.count(True)
        and all(kinds[: kinds.count(True)])
        and _only_rows_after(migration, kinds.count(True))
    ]
    assert found == []


def _only_rows_after(migration: migrations.Migration, place: int) -> bool:
    rows = (migrations.RunPython, migrations.RunSQL)
    return all(isinstance(operation, rows) for operation in migration.operations[place:])


# Finds schools by two routes, of which one leads from a secondary to the primaries that feed it.
OF_TWO_PHASES = "brokerage.forms.access_work.AccessWorkForm.phase"


def test_every_question_about_phases_offers_all_of_them() -> None:
    for path in _python_files(*DOMAIN_APPS):
        if path.parent.name == "forms":
            import_module(".".join(path.relative_to(CHECKOUT).with_suffix("").parts))
    asked = {
        f"{form.__module__}.{form.__qualname__}.{name}": {value for value, _ in _choices_of(field)}
        for form in _all_subclasses(forms.Form)
        if form.__module__.partition(".")[0] in DOMAIN_APPS
        for name, field in form.base_fields.items()
    }
    of_phases = {name: values & {*Phase} for name, values in asked.items() if values & {*Phase}}
    assert {name for name, values in of_phases.items() if values != {*Phase}} == {OF_TWO_PHASES}
    assert len(of_phases) >= 8


def _choices_of(field: forms.Field) -> list[tuple[str, str]]:
    is_plain = isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField)
    return [choice for choice in field.choices if isinstance(choice[1], str)] if is_plain else []


def _all_subclasses(form: type[forms.Form]) -> Iterator[type[forms.Form]]:
    for each in form.__subclasses__():
        yield each
        yield from _all_subclasses(each)


def test_tests_cannot_reach_the_outside_world() -> None:
    with pytest.raises(UserWarning, match="tried to use socket"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_tests_of_a_group_stay_in_one_process(request: pytest.FixtureRequest) -> None:
    """They share what is dear to make. A version of pytest once parted them without a word."""
    if not request.config.getoption("loadgroup", False):
        pytest.skip("All tests are in one process")
    grouped = [each for each in request.session.items if each.get_closest_marker("xdist_group")]
    assert [each.nodeid for each in grouped if "@" not in each.nodeid] == []
