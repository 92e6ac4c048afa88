"""manage.py import_trusts PATH"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from institutions import actions
from institutions.management import importing


class Command(BaseCommand):
    help = "Bring trusts and their schools up to date."

    def add_arguments(self, parser: CommandParser) -> None:
        importing.add_arguments(parser)

    def handle(self, **options: Any) -> None:
        importing.run(actions.import_trusts, self.stdout, options)
