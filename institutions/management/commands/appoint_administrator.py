"""manage.py appoint_administrator EMAIL --area CODE"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.errors import RuleBroken
from institutions import actions
from institutions.models import Area


class Command(BaseCommand):
    help = "Let somebody who has an account administer an area, or no longer."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--area", default=Area.ENGLAND, help="code of the area; all of England unless said"
        )
        parser.add_argument("--end", action="store_true", help="take it away again")

    def handle(self, *, email: str, **options: Any) -> None:
        act = actions.dismiss_administrator if options["end"] else actions.appoint_administrator
        area = Area.objects.filter(code=options["area"]).first()
        if area is None:
            raise CommandError(f"There is no area {options['area']}. Import the areas first.")
        try:
            membership = act(email=email, area=area)
        except RuleBroken as refusal:
            raise CommandError(refusal.message) from refusal
        now = "no longer administers" if membership.ended_at else "administers"
        self.stdout.write(f"{membership.user} {now} {area}.")
