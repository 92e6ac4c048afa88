"""manage.py import_establishment_links PATH"""

from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from institutions import actions
from institutions.management import importing


class Command(BaseCommand):
    help = "Bring predecessors and successors up to date from the register's table of links."

    def add_arguments(self, parser: CommandParser) -> None:
        importing.add_arguments(parser)

    def handle(self, **options: Any) -> None:
        importing.run(
            partial(actions.import_establishment_links, watch=importing.progress), self.stdout, options
        )
