"""What the commands that import published figures share: the release that a file is."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.core.management.base import CommandParser, OutputWrapper

from institutions.actions.importing import Report
from institutions.management import importing
from outcomes.actions import Publication
from outcomes.models import Release


def add_arguments(parser: CommandParser) -> None:
    importing.add_arguments(parser)
    parser.add_argument("--release", required=True, help="what the release is called, with its year: 2024-25")
    parser.add_argument("--published", type=date.fromisoformat, help="the day it came out: 2025-10-16")
    parser.add_argument(
        "--status", choices=[status.lower() for status in Release.Status.values], default="final"
    )


def run(bring_in: Callable[..., Report], stdout: OutputWrapper, options: dict[str, Any]) -> None:
    publication = Publication(options["release"], options["published"], options["status"].upper())
    importing.run(partial(bring_in, publication=publication), stdout, options)
