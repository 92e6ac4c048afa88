"""manage.py import_neighbourhoods PATH --measure MEASURE --edition EDITION"""

from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from institutions import actions
from institutions.management import importing
from institutions.models import Measure


class Command(BaseCommand):
    help = "Take in where neighbourhoods stand in a measure: a table with a column of LSOA or MSOA codes."

    def add_arguments(self, parser: CommandParser) -> None:
        importing.add_arguments(parser)
        parser.add_argument("--measure", required=True, type=Measure, choices=list(Measure))
        parser.add_argument(
            "--edition",
            required=True,
            help="which publication it is, such as “2024”; shown with every figure",
        )

    def handle(self, **options: Any) -> None:
        bring_in = partial(
            actions.import_neighbourhoods, measure=options["measure"], edition=options["edition"]
        )
        importing.run(bring_in, self.stdout, options)
