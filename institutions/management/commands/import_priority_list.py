"""manage.py import_priority_list PATH --name NAME --from DATE"""

from datetime import date
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from institutions import actions
from institutions.management import importing


class Command(BaseCommand):
    help = "Take in a dated list of schools that come first: a table with a column URN."

    def add_arguments(self, parser: CommandParser) -> None:
        importing.add_arguments(parser)
        parser.add_argument("--name", required=True, help="what the list is called")
        parser.add_argument(
            "--from",
            dest="valid_from",
            required=True,
            type=date.fromisoformat,
            help="its first day: 2026-09-01",
        )

    def handle(self, **options: Any) -> None:
        bring_in = partial(
            actions.import_priority_list, name=options["name"], valid_from=options["valid_from"]
        )
        importing.run(bring_in, self.stdout, options)
