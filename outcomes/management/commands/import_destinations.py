"""manage.py import_destinations PATH --release NAME"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from outcomes import actions
from outcomes.management import publication


class Command(BaseCommand):
    help = "Take in published destinations after 16 to 18 study or after key stage 4."

    def add_arguments(self, parser: CommandParser) -> None:
        publication.add_arguments(parser)

    def handle(self, **options: Any) -> None:
        publication.run(actions.import_destinations, self.stdout, options)
