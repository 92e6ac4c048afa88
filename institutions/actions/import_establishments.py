"""Bringing schools and colleges up to date from the register of establishments."""

import re
from datetime import date
from functools import cache
from pathlib import Path

from django.utils import timezone

from core.errors import RuleBroken
from institutions.actions.earlier_ages import keeping_earlier_ages
from institutions.actions.importing import Report, Watch, commit_import, report_on
from institutions.actions.upsert import upsert
from institutions.models import Area, Institution
from institutions.register import gias
from institutions.register.files import open_table
from institutions.register.values import BadValue, Problem

SOURCE = "Get Information About Schools"


def import_establishments(*, path: Path, dry_run: bool = False, watch: Watch = iter) -> Report:
    """Every establishment of the file, known by its URN. One that the file leaves out stays as it is."""
    return commit_import(kind="establishments", path=path, dry_run=dry_run, work=lambda: _import(path, watch))


def _import(path: Path, watch: Watch) -> Report:
    rejects: list[Problem] = []
    with open_table(path) as table:
        gias.require_layout(table)
        authority_of = _authorities()
        districts = dict(Area.objects.of_kind(Area.Kind.DISTRICT).values_list("code", "pk"))
        day = _day_of(path)
        with keeping_earlier_ages(until=day):
            written = upsert(
                into=Institution,
                key=["urn"],
                columns=gias.columns_of(table),
                records=watch(gias.read(table, authority_of, districts.get, rejects)),
                stamp={"source": SOURCE, "source_date": day, "updated_at": timezone.now()},
            )
    return report_on(read=written.records + len(rejects), written=written, rejects=rejects)


def _authorities() -> gias.AuthorityOf:
    """Authorities are known by code, never by name: the registers spell them in several ways."""
    known = Area.objects.of_kind(Area.Kind.LOCAL_AUTHORITY).order_by("valid_to")
    by_code = dict(known.values_list("code", "pk"))
    if not by_code:
        raise RuleBroken("Import the areas first: a school needs its local authority.", code="areas_first")
    ended = dict(known.exclude(valid_to=None).values_list("dfe_code", "pk"))
    current = dict(known.current().values_list("dfe_code", "pk"))

    @cache
    def authority_of(number: str, code: str) -> int | None:
        """Wales, offshore and overseas have codes that are no English authority's: None."""
        found = (number and current.get(number)) or by_code.get(code) or (number and ended.get(number))
        if not found and code.startswith("E"):
            raise BadValue("GSSLACode (name)", code, "is not the code of an authority that we know")
        return found or None

    return authority_of


def _day_of(path: Path) -> date:
    """The register puts its day into the file's name: edubasealldata20250422.csv."""
    if found := re.search(r"(20\d\d)(\d\d)(\d\d)", path.name):
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return timezone.localdate()
    return timezone.localdate()
