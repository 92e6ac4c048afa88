"""Taking in where neighbourhoods stand in a published measure."""

from pathlib import Path

from core import db
from institutions.actions.importing import Report, commit_import, report_on
from institutions.actions.upsert import upsert
from institutions.models import Measure, NeighbourhoodBand
from institutions.register import neighbourhoods
from institutions.register.files import open_table
from institutions.register.unpacking import refusal
from institutions.register.values import Problem

_FORGET = "DELETE FROM institutions_neighbourhoodband WHERE measure = %s AND code <> ALL(%s)"


def import_neighbourhoods(*, path: Path, measure: Measure, edition: str, dry_run: bool = False) -> Report:
    """The bands of one edition, which takes the place of the one before it as a whole."""

    def work() -> Report:
        rejects: list[Problem] = []
        with open_table(path) as table:
            bands = neighbourhoods.read(table, measure, rejects)
        if not bands:
            raise refusal(path, "none of its rows can be used.")
        written = upsert(
            into=NeighbourhoodBand,
            key=["measure", "code"],
            columns=["measure", "code", "edition", "band"],
            records=[(line, measure.value, code, edition, band) for line, code, band in bands],
        )
        db.execute(_FORGET, [measure.value, [code for _, code, _ in bands]])
        return report_on(read=len(bands) + len(rejects), written=written, rejects=rejects)

    return commit_import(kind="neighbourhoods", path=path, dry_run=dry_run, work=work)
