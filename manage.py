#!/usr/bin/env python
"""Causeway's commands. Everything they need besides the database's and the broker's address has a default."""

import os
import sys

from django.core.management import execute_from_command_line

from config import env


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    # So that commands run against a demo with its two addresses alone, and sign links that it opens.
    # A real web server and worker do not start here: they insist on a secret key, and refuse what this one signed.
    os.environ.setdefault("SECRET_KEY", env.PUBLIC_KEY)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
