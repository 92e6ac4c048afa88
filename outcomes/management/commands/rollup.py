"""Bring every roll-up up to date."""

import json
from datetime import date
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.errors import RuleBroken
from outcomes import actions


class Command(BaseCommand):
    help = "Bring coverage up to date: the schools that changed, or with --full everything from the records."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--full", action="store_true")
        parser.add_argument(
            "--as-at",
            type=date.fromisoformat,
            metavar="DATE",
            help="with --full: an earlier day, worked out from today's records, to begin a history",
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, full: bool, as_at: date | None, **options: Any) -> None:
        if as_at and not full:
            raise CommandError("--as-at goes with --full.")
        begun = perf_counter()
        try:
            run = actions.publish_coverage(as_at=as_at) if full else actions.publish_changes()
        except RuleBroken as refusal:
            raise CommandError(refusal.message) from refusal
        summary = {
            "run_id": run.pk if run else None,
            "seconds": round(perf_counter() - begun, 2),
            "coverage": run.changed if run else 0,
        }
        self.stdout.write(json.dumps(summary) if options["json"] else _words(summary))


def _words(summary: dict[str, Any]) -> str:
    if summary["run_id"] is None:
        return "Nothing to bring up to date."
    return f"Run {summary['run_id']}: {summary['coverage']} schools changed in {summary['seconds']} seconds."
