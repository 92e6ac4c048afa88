"""`manage.py load_demo`: fills the demo with an England to look at."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from demo.england import open_data
from demo.england.load import load_england
from demo.england.scale import SCALES, SCALES_WITH_DATA

SEED = 2009  # the year in which the council reported


class Command(BaseCommand):
    help = "Migrate, and fill the demo with an imagined England, or with the published register and imagined doings."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scale", choices=SCALES, default="small")
        parser.add_argument("--seed", type=int, default=SEED)
        parser.add_argument("--data", type=Path, help="a folder with the open data to take the register from")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "This is not a demo. load_demo replaces everything, so it runs only where DEMO=1."
            )
        data: Path | None = options["data"]
        if data and (missing := [path for path in open_data.files(data) if not path.exists()]):
            raise CommandError(f"There is no {missing[0]}. Nothing was changed.")
        # Here, so that a start of the demo needs one process less.
        call_command("migrate", interactive=False, verbosity=0)
        scales = SCALES_WITH_DATA if data else SCALES
        load_england(
            scale=scales[options["scale"]],
            seed=options["seed"],
            today=timezone.localdate(),
            data=data,
            say=self.stdout.write,
        )
