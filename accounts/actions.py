"""What people change about themselves. Nobody else may, so these take the person instead of asking who it is."""

from django.db import transaction
from django.utils import timezone
from knox.models import AuthToken

from accounts import audit
from accounts.letters import STOP_LINK
from accounts.models import FREQUENCIES, Frequency, Letter, LetterChoice, User
from core import links
from core.errors import RuleBroken

MAX_KEYS = 10


@transaction.atomic
def change_name(*, user: User, name: str) -> User:
    before, user.name = user.name, name
    user.save(update_fields=["name"])
    audit.record("name_changed", user, by=user, before=before)
    return user


@transaction.atomic
def make_api_key(*, user: User) -> str:
    """A new key, in plain text: it is stored hashed, so nobody can show it a second time."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if AuthToken.objects.filter(user=user).count() >= MAX_KEYS:
        raise RuleBroken(
            f"You have {MAX_KEYS} keys. Revoke one that you no longer need, then make a new one.",
            code="too_many_keys",
        )
    token, key = AuthToken.objects.create(user=user)
    audit.record("api_key_made", user, by=user, begins=token.token_key[:8])
    return str(key)


@transaction.atomic
def revoke_api_key(*, user: User, token: AuthToken) -> None:
    """The key stops working with the next request."""
    audit.record("api_key_revoked", user, by=user, begins=token.token_key[:8])
    token.delete()


@transaction.atomic
def choose_letters(*, user: User, frequencies: dict[Letter, Frequency]) -> None:
    """How often each letter may come."""
    for letter, frequency in frequencies.items():
        if frequency not in FREQUENCIES[letter]:
            raise RuleBroken("Select one of the answers", field=letter.lower())
        _choose(user, letter, frequency)
    audit.record(
        "letters_chosen", user, by=user, **{each.lower(): str(to) for each, to in frequencies.items()}
    )


def read_stop_link(token: str) -> tuple[User | None, Letter]:
    """Whose letter the link stops, and which. Nobody where the account is gone: then nothing is sent either."""
    data = links.read(STOP_LINK, token, max_age=None)
    return User.objects.filter(pk=data["id"]).first(), Letter(str(data["letter"]))


@transaction.atomic
def stop_letter(*, token: str) -> Letter:
    """By the link in the letter: whoever has it received the letter. A second time changes nothing."""
    user, letter = read_stop_link(token)
    if user:
        _choose(user, letter, Frequency.NEVER)
        audit.record("letter_stopped", user, by=None, letter=letter.value)
    return letter


def _choose(user: User, letter: Letter, frequency: Frequency) -> None:
    LetterChoice.objects.update_or_create(
        user=user, letter=letter, defaults={"frequency": frequency, "chosen_at": timezone.now()}
    )
