"""manage.py import_census PATH --release NAME"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from outcomes import actions
from outcomes.management import publication


class Command(BaseCommand):
    help = "Take in who each school's pupils are, from the school census."

    def add_arguments(self, parser: CommandParser) -> None:
        publication.add_arguments(parser)

    def handle(self, **options: Any) -> None:
        publication.run(actions.import_census, self.stdout, options)
