"""manage.py import_participation PATH --release NAME"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from outcomes import actions
from outcomes.management import publication


class Command(BaseCommand):
    help = "Take in participation and NEET at 16 and 17 by authority."

    def add_arguments(self, parser: CommandParser) -> None:
        publication.add_arguments(parser)

    def handle(self, **options: Any) -> None:
        publication.run(actions.import_participation, self.stdout, options)
