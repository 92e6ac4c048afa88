"""Signed links: proof, carried in an e-mail, that its holder may do one thing to one record."""

from datetime import timedelta

from django.core import signing

from core.errors import RuleBroken


def sign(purpose: str, record_id: int, **extra: str | int) -> str:
    """A URL-safe token for `purpose` on one record; `extra` travels with it, readable but not forgeable."""
    return signing.dumps({"id": record_id, **extra}, salt=purpose, compress=True)


def read(purpose: str, token: str, *, max_age: timedelta | None) -> dict[str, str | int]:
    """What `sign` put in, or RuleBroken in words when the token is forged, for another purpose or too old.

    Without a `max_age` the link works for ever.
    """
    try:
        data: dict[str, str | int] = signing.loads(token, salt=purpose, max_age=max_age)
    except signing.SignatureExpired as error:
        raise RuleBroken(
            "This link has run out. Sign in to see what happened.", code="link_expired"
        ) from error
    except signing.BadSignature as error:
        raise RuleBroken(
            "This link is not complete. Copy the whole address from the e-mail.", code="link_invalid"
        ) from error
    return data
