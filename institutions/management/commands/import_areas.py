"""manage.py import_areas PATH"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from institutions import actions
from institutions.management import importing


class Command(BaseCommand):
    help = "Bring areas up to date from a look-up, a map in GeoJSON, or a folder of them."

    def add_arguments(self, parser: CommandParser) -> None:
        importing.add_arguments(parser)

    def handle(self, **options: Any) -> None:
        importing.run(actions.import_areas, self.stdout, options)
