"""manage.py import_feeder_links PATH"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from institutions import actions
from institutions.management import importing


class Command(BaseCommand):
    help = "Bring feeder links up to date: a table with the columns Primary URN, Secondary URN and maybe From, Until."

    def add_arguments(self, parser: CommandParser) -> None:
        importing.add_arguments(parser)

    def handle(self, **options: Any) -> None:
        importing.run(actions.import_feeder_links, self.stdout, options)
