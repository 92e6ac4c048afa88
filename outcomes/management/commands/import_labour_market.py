"""manage.py import_labour_market PATH --release NAME"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from outcomes import actions
from outcomes.management import publication


class Command(BaseCommand):
    help = "Take in local skills indicators by district, skills area and combined authority."

    def add_arguments(self, parser: CommandParser) -> None:
        publication.add_arguments(parser)

    def handle(self, **options: Any) -> None:
        publication.run(actions.import_labour_market, self.stdout, options)
