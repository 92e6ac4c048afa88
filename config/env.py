"""Read settings from the environment. What is missing or malformed stops the start, by name."""

import builtins
import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# What the demo, development and lone commands sign with. Everybody knows it.
PUBLIC_KEY = "no-secret-" * 5


def str(name: builtins.str, default: builtins.str | None = None) -> builtins.str:
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set {name} in the environment.")
    return value


def bool(name: builtins.str, default: builtins.bool = False) -> builtins.bool:
    value = str(name, "1" if default else "0").lower()
    if value not in {"1", "0", "true", "false", "yes", "no"}:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value in {"1", "true", "yes"}


def int(name: builtins.str, default: builtins.int) -> builtins.int:
    value = str(name, f"{default}")
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return builtins.int(value)


def words(name: builtins.str, default: builtins.str) -> list[builtins.str]:
    """A list with commas between its words."""
    return [word.strip() for word in str(name, default).split(",") if word.strip()]


def secret(name: builtins.str, default: builtins.str | None = None) -> builtins.str:
    """A key nobody can guess, hence a long one."""
    value = str(name, default)
    if len(value) < 50:
        raise ImproperlyConfigured(f"{name} must have at least 50 characters.")
    return value


def database(name: builtins.str, default: builtins.str) -> dict[builtins.str, Any]:
    """A database from an address as psql takes it, `postgresql://user@/name?host=/socket/folder` included."""
    parts = urlsplit(str(name, default))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} must begin with postgresql://")
    options: dict[builtins.str, Any] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": options.pop("port", parts.port or ""),
        "OPTIONS": options,
    }
