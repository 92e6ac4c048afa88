"""The dashboards with thirty people at once: each reads a page, thinks, and opens another.

Run by bench/__main__.py in a process of its own, with DATABASE_URL naming a demo. Serves it with the web server of the
demo. Prints one JSON object.
"""

import http.client
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from random import Random
from socket import socket
from statistics import median, quantiles
from time import monotonic, perf_counter, sleep

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402

from accounts.models import User  # noqa: E402
from institutions.models import Area  # noqa: E402

SESSIONS = 30
SECONDS = 60
AS_IN_THE_DEMO = ("--worker-class", "gthread", "--workers", "2", "--threads", "4", "--log-level", "warning")
THOUGHT = 5  # seconds between two pages of one person, on average


def main() -> None:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    web = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", *AS_IN_THE_DEMO],
        env=os.environ | {"ALLOWED_HOSTS": "127.0.0.1"},
    )
    try:
        _wait(port)
        print(json.dumps(_together(port)))
    finally:
        web.terminate()
        web.wait(15)


def _wait(port: int) -> None:
    until = monotonic() + 60
    while monotonic() < until:
        with suppress(OSError):
            if _open(port, "/healthz", "") == 200:
                return
        sleep(0.1)
    sys.exit("The web server did not answer within a minute.")


def _together(port: int) -> dict[str, float]:
    """p50 and p95 (ms) of what the people saw, by kind of page."""
    places = list(Area.objects.current().of_kind(Area.Kind.LOCAL_AUTHORITY).values_list("code", flat=True))
    cookie = _cookie()
    for code in places[:4]:
        _open(port, f"/coverage/{code}/", cookie)
    until = monotonic() + SECONDS
    with ThreadPoolExecutor(SESSIONS) as people:
        sat = people.map(lambda who: _sit(port, cookie, places, who, until), range(SESSIONS))
        seen = [each for person in sat for each in person]
    results: dict[str, float] = {"pages opened": len(seen)}
    for kind in ("England", "an authority"):
        taken = [milliseconds for what, milliseconds in seen if what == kind]
        results[f"{kind}, p50 ms"] = round(median(taken), 1)
        results[f"{kind}, p95 ms (at most 150)"] = round(quantiles(taken, n=20)[-1], 1)
    return results


def _sit(port: int, cookie: str, places: list[str], who: int, until: float) -> list[tuple[str, float]]:
    choice = Random(who)
    seen = []
    sleep(choice.uniform(0, THOUGHT))
    while monotonic() < until:
        is_england = choice.random() < 0.5
        begun = perf_counter()
        status = _open(port, "/coverage/" if is_england else f"/coverage/{choice.choice(places)}/", cookie)
        seen.append(("England" if is_england else "an authority", 1000 * (perf_counter() - begun)))
        assert status == 200
        sleep(choice.expovariate(1 / THOUGHT))
    return seen


def _cookie() -> str:
    client = Client()
    client.force_login(User.objects.get(email="admin@demo.example"))
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _open(port: int, address: str, cookie: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", address, headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


if __name__ == "__main__":
    main()
