"""What every answer carries, whatever it answers, and the pages shown when something is wrong."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from config.api_urls import router
from institutions.models import Area, Institution

pytestmark = pytest.mark.django_db


@pytest.fixture
def fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """The directory breaks."""

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr("institutions.views.directory._search", fail)


@pytest.fixture
def answers(lead: User, authority: Area, fault: None) -> dict[int | str, Any]:
    """One answer of each kind, to somebody who is signed in."""
    client = Client(raise_request_exception=False)
    client.force_login(lead)
    return {
        200: client.get("/home/"),
        302: client.post("/switch/", {"membership": lead.memberships.get().pk}),
        400: client.get("/home/", headers={"Host": "elsewhere.example"}),
        403: client.get(
            reverse("institutions:people", args=[Institution.objects.create(name="X", kind="OTHER").pk])
        ),
        404: client.get("/no-such-page/"),
        405: client.get("/switch/"),
        500: client.get("/institutions/"),
        "CSV": client.get(reverse("outcomes:coverage_file", args=[authority.code, "coverage", "csv"])),
        "API": client.get(f"/api/v1/{router.registry[0][0]}/"),
    }


def test_every_kind_of_answer_is_the_one_meant(answers: dict[int | str, Any]) -> None:
    for kind, answer in answers.items():
        assert answer.status_code == (kind if isinstance(kind, int) else 200), kind


def test_every_kind_of_answer_is_protected(answers: dict[int | str, Any]) -> None:
    for kind, answer in answers.items():
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy, kind
        assert "frame-ancestors 'none'" in policy, kind
        assert answer["X-Content-Type-Options"] == "nosniff", kind
        assert answer["X-Frame-Options"] == "DENY", kind
        assert answer["Referrer-Policy"] == "same-origin", kind
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin", kind


def test_no_cache_keeps_what_somebody_saw_who_was_signed_in(answers: dict[int | str, Any]) -> None:
    for kind, answer in answers.items():
        if kind != 400:  # refused before anybody is known
            assert "no-store" in answer["Cache-Control"], kind
            assert "private" in answer["Cache-Control"], kind


def test_a_key_of_the_api_keeps_its_answers_out_of_caches(lead: User) -> None:
    from knox.models import AuthToken

    _, key = AuthToken.objects.create(lead)
    answer = Client().get("/api/v1/areas/", headers={"Authorization": f"Token {key}"})
    assert "no-store" in answer["Cache-Control"]


def test_cookies_stay_out_of_scripts_and_other_sites(client: Client) -> None:
    client.get("/account/login/")
    client.get("/offer/")
    client.post("/offer/", {"have": "TIME"})
    assert set(client.cookies) == {"csrftoken", "sessionid"}
    for cookie in client.cookies.values():
        assert cookie["httponly"], cookie.key
        assert cookie["samesite"] == "Lax", cookie.key


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, "We cannot read what was sent"),
        (403, "You may not do this"),
        (404, "Page not found"),
        (500, "Something went wrong"),
    ],
)
def test_what_is_wrong_is_said_on_a_page_of_ours(
    answers: dict[int | str, Any], status: int, words: str
) -> None:
    page = answers[status].content.decode()
    assert f'<h1 class="govuk-heading-l">{words}</h1>' in page
    assert 'href="/static/causeway.css"' in page


def test_a_form_from_an_old_page_is_refused_in_words(lead: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(lead)
    answer = client.post("/account/name/", {"name": "Mallory"})
    assert answer.status_code == 403
    assert "Go back, reload the page, and send it again" in answer.content.decode()
    lead.refresh_from_db()
    assert lead.name == "Lena Lead"
