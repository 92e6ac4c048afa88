"""What every test may ask for."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

CHECKOUT = Path(__file__).resolve().parent.parent
ON_CI = os.environ.get("CI", "").lower() in {"1", "true"}

# The browser's driver runs an event loop in the test's thread; Django would take it for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def absent(reason: str) -> None:
    """A test may be left out on one's own machine, with the reason. In the pipeline it fails."""
    if ON_CI:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The published open data, which is not ours to copy into the repository."""
    folder = CHECKOUT.parent / "shared" / "data"
    if not folder.is_dir():
        absent("the open data folder is not beside the checkout")
    return folder


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """The sign-in limits are counted there: one test's attempts must not count against the next."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium, in place of one that Playwright would download."""
    chromium = shutil.which("chromium")
    if chromium is None:
        absent("there is no Chromium: make browser")
    return {**browser_type_launch_args, "executable_path": chromium, "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def axe_source() -> str:
    """axe-core, which judges a page's accessibility: `page.evaluate(axe_source)`, then `axe.run()`."""
    script = CHECKOUT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
    if not script.exists():
        absent("axe-core is not installed: make assets")
    return script.read_text()
