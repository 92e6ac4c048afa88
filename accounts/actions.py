"""What people change about themselves. Nobody else may, so these take the person instead of asking who it is."""

from django.db import transaction
from knox.models import AuthToken

from accounts import audit
from accounts.models import User
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
