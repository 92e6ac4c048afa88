"""Check what must never be false."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from outcomes.reports.invariants import violations

SHOWN = 20


class Command(BaseCommand):
    help = "Print each invariant with the records that break it. Exits with 1 if any does."

    def handle(self, *args: Any, **options: Any) -> None:
        found = violations()
        for name, ids in found.items():
            broken = f"broken by {len(ids)}: {', '.join(map(str, ids[:SHOWN]))}" if ids else "holds"
            self.stdout.write(f"{name}: {broken}")
        if any(found.values()):
            sys.exit(1)
