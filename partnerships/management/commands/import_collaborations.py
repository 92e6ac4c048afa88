"""manage.py import_collaborations PATH --institution ID"""

from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from institutions.management import importing
from institutions.models import Institution
from partnerships import actions


class Command(BaseCommand):
    help = "Put the spreadsheet of a school's, trust's or partner's log into the log."

    def add_arguments(self, parser: CommandParser) -> None:
        importing.add_arguments(parser)
        parser.add_argument("--institution", type=int, required=True, help="the number of who logs it")

    def handle(self, **options: Any) -> None:
        organiser = Institution.objects.filter(pk=options["institution"]).first()
        if organiser is None:
            raise CommandError(f"There is no institution with the number {options['institution']}.")
        importing.run(partial(actions.import_collaborations, organiser=organiser), self.stdout, options)
