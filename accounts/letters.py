"""Which letters a person wants, and the link by which each of them is stopped without signing in."""

from datetime import date

from django.conf import settings
from django.urls import reverse

from accounts.models import FREQUENCIES, Frequency, Letter, LetterChoice, User
from core import links

STOP_LINK = "accounts.stop_letter"


def frequencies_of(user: User) -> dict[Letter, Frequency]:
    """What they chose, and the usual where they did not."""
    chosen = dict(LetterChoice.objects.filter(user=user).values_list("letter", "frequency"))
    return {letter: Frequency(chosen.get(letter, usual[0])) for letter, usual in FREQUENCIES.items()}


def wants(user: User, letter: Letter) -> bool:
    return user.is_active and frequencies_of(user)[letter] != Frequency.NEVER


def is_digest_day(user: User, monday: date) -> bool:
    """Does the digest come to them on this Monday?"""
    frequency = frequencies_of(user)[Letter.DIGEST]
    is_first_of_month = monday.day <= 7
    return user.is_active and (
        frequency == Frequency.WEEKLY or (frequency == Frequency.MONTHLY and is_first_of_month)
    )


def stop_url(user: User, letter: Letter) -> str:
    """Works for ever, and for this letter alone."""
    token = links.sign(STOP_LINK, user.pk, letter=letter.value)
    return settings.SITE_URL + reverse("accounts:stop_letter", args=[token])
