"""manage.py import_inspections PATH"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from institutions import actions
from institutions.management import importing


class Command(BaseCommand):
    help = "Take in a published list of inspections with an overall grade, one row for each school."

    def add_arguments(self, parser: CommandParser) -> None:
        importing.add_arguments(parser)

    def handle(self, **options: Any) -> None:
        importing.run(actions.import_inspections, self.stdout, options)
