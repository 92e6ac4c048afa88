"""What the import commands share: their arguments, and how they tell what became of a file."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser, OutputWrapper
from tqdm import tqdm

from core.errors import RuleBroken
from institutions.actions.importing import Report
from institutions.register.values import Problem

# With disable=None the bar shows on a terminal and nowhere else.
progress = partial(tqdm, unit=" rows", unit_scale=True, leave=False, disable=None)


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("path", type=Path, help="a file, as published")
    parser.add_argument("--dry-run", action="store_true", help="read, check and count, but change nothing")
    parser.add_argument("--json", action="store_true", dest="as_json", help="print one JSON object")


def run(bring_in: Callable[..., Report], stdout: OutputWrapper, options: dict[str, Any]) -> None:
    """Call the action with the path and print its report; exit 1 with a sentence when it refuses the file."""
    dry_run: bool = options["dry_run"]
    try:
        report = bring_in(path=options["path"], dry_run=dry_run)
    except RuleBroken as refusal:
        if options["as_json"]:
            stdout.write(_as_json(Report(0, 0, 0, 0, 0, [Problem(0, "", "", refusal.message)])))
        raise CommandError(refusal.message) from refusal
    stdout.write(_as_json(report) if options["as_json"] else _in_words(report, dry_run=dry_run))


def _as_json(report: Report) -> str:
    counts = {name: count for name, count in vars(report).items() if name != "errors"}
    return json.dumps(counts | {"errors": [problem._asdict() for problem in report.errors]})


def _in_words(report: Report, *, dry_run: bool) -> str:
    lines = [_problem(problem) for problem in report.errors]
    counts = (
        f"Rows read {report.rows_read:,}: inserted {report.inserted:,}, updated {report.updated:,}, "
        f"unchanged {report.unchanged:,}, rejected {report.rejected:,}."
    )
    return "\n".join([*lines, counts, *(["This was a rehearsal: nothing was changed."] if dry_run else [])])


def _problem(problem: Problem) -> str:
    cell = f", {problem.column}" if problem.column else ""
    value = f"“{problem.value}” " if problem.value else ""
    return f"Line {problem.line}{cell}: {value}{problem.message}."
