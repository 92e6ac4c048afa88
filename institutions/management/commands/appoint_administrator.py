"""manage.py appoint_administrator EMAIL --area CODE"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.errors import RuleBroken
from institutions import actions
from institutions.models import Area, Role


class Command(BaseCommand):
    help = "Let somebody who has an account administer an area, or no longer."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--area", default=Area.ENGLAND, help="code of the area; all of England unless said"
        )
        parser.add_argument(
            "--coordinator", action="store_true", help="to see and route its requests instead"
        )
        parser.add_argument("--end", action="store_true", help="take it away again")

    def handle(self, *, email: str, **options: Any) -> None:
        area = Area.objects.filter(code=options["area"]).first()
        if area is None:
            raise CommandError(f"There is no area {options['area']}. Import the areas first.")
        try:
            if options["end"]:
                membership = actions.dismiss_administrator(email=email, area=area)
            else:
                role = Role.COORDINATOR if options["coordinator"] else Role.ADMINISTRATOR
                membership = actions.appoint_administrator(email=email, area=area, role=role)
        except RuleBroken as refusal:
            raise CommandError(refusal.message) from refusal
        does = "coordinates" if membership.role == Role.COORDINATOR else "administers"
        self.stdout.write(f"{membership.user} {'no longer ' if membership.ended_at else ''}{does} {area}.")
