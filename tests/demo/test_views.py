"""The outbox of the demo."""

import pytest
from django.test import Client
from django.urls import reverse

from core.models import OutgoingEmail

pytestmark = pytest.mark.django_db


@pytest.fixture
def email() -> OutgoingEmail:
    body = "Answer here:\n\nhttp://127.0.0.1:8000/answer/a-b_c:1/\n\nThank you <all>."
    return OutgoingEmail.objects.create(key="k", to="erin@works.example", subject="An offer", body=body)


def test_it_lists_every_email_to_anybody(client: Client, email: OutgoingEmail) -> None:
    page = client.get(reverse("demo:outbox")).content.decode()
    assert "erin@works.example" in page
    assert reverse("demo:email", args=[email.pk]) in page


def test_an_emails_links_can_be_followed_and_its_words_cannot_be_markup(
    client: Client, email: OutgoingEmail
) -> None:
    page = client.get(reverse("demo:email", args=[email.pk])).content.decode()
    assert 'href="http://127.0.0.1:8000/answer/a-b_c:1/"' in page
    assert "Thank you &lt;all&gt;." in page
    assert "Not yet" in page


def test_an_empty_outbox_says_so(client: Client) -> None:
    assert "There are none yet." in client.get(reverse("demo:outbox")).content.decode()


def test_every_page_of_the_demo_leads_there(client: Client) -> None:
    assert reverse("demo:outbox") in client.get(reverse("institutions:directory")).content.decode()
