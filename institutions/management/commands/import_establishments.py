"""manage.py import_establishments PATH"""

from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from institutions import actions
from institutions.management import importing


class Command(BaseCommand):
    help = "Bring schools and colleges up to date from the register's table of establishments."

    def add_arguments(self, parser: CommandParser) -> None:
        importing.add_arguments(parser)

    def handle(self, **options: Any) -> None:
        importing.run(partial(actions.import_establishments, watch=importing.progress), self.stdout, options)
