#!/usr/bin/env python
"""Causeway's commands. Everything they need besides the database address has a default."""

import os
import secrets
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    # A command signs nothing that is read after it ends, so a key of the moment will do. Only the demo's letters are
    # written here and answered there: it has a key of its own. The web server and the worker do not start here.
    if "DEMO" not in os.environ:
        os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
