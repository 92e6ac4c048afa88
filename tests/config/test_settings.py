import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

CHECKOUT = Path(__file__).resolve().parents[2]


def test_pages_allow_scripts_and_styles_from_our_own_files_only(client: Client) -> None:
    policy = client.get("/healthz").headers["Content-Security-Policy"]
    directives = dict(directive.split(maxsplit=1) for directive in policy.split("; "))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == "'self'"
    assert "unsafe" not in policy


def test_a_command_signs_as_the_demo_does() -> None:
    """Else the links in e-mails that a command queues would not open."""
    key = "from django.conf import settings; print(settings.SECRET_KEY)"
    command, demo = (
        subprocess.check_output(
            [sys.executable, *program],
            cwd=CHECKOUT,
            env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings", **environment},
            text=True,
        )
        for program, environment in (
            (["manage.py", "shell", "--no-imports", "--command", key], {}),
            (["-c", key], {"DEMO": "1"}),
        )
    )
    assert command == demo


def _settings_in_earnest(expression: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Settings are read once a process, so those of a real server need a process of their own."""
    return subprocess.run(
        [sys.executable, "-c", f"from config import settings; print({expression})"],
        cwd=CHECKOUT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_real_server_insists_on_its_secret_key() -> None:
    assert "Set SECRET_KEY in the environment" in _settings_in_earnest("settings.DEBUG").stderr


@pytest.mark.parametrize(
    "setting",
    ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS > 0"],
)
def test_a_real_server_speaks_https_only(setting: str) -> None:
    assert _settings_in_earnest(f"settings.{setting}", SECRET_KEY="k" * 50).stdout == "True\n"


def test_the_demo_is_no_part_of_a_real_server() -> None:
    assert _settings_in_earnest("'demo' in settings.INSTALLED_APPS", SECRET_KEY="k" * 50).stdout == "False\n"


def test_the_broker_is_reached_over_the_same_socket_as_the_cache() -> None:
    result = _settings_in_earnest(
        "settings.CELERY_BROKER_URL", SECRET_KEY="k" * 50, REDIS_URL="unix:///run/valkey.sock"
    )
    assert result.stdout == "redis+socket:///run/valkey.sock\n"
