"""Taking in a dated list of schools that get the greatest effort."""

from datetime import date
from pathlib import Path

from institutions.actions.importing import Report, commit_import, report_on
from institutions.actions.upsert import upsert
from institutions.models import Institution, PriorityList, PriorityListing
from institutions.register import priority
from institutions.register.files import open_table
from institutions.register.values import Problem


def import_priority_list(*, path: Path, name: str, valid_from: date, dry_run: bool = False) -> Report:
    """The edition of a day. It takes the place of the edition before it, which keeps its schools and gets an end."""

    def work() -> Report:
        rejects: list[Problem] = []
        with open_table(path) as table:
            lines = priority.read(table, rejects)
        known = dict(Institution.objects.filter(urn__in=lines).values_list("urn", "pk"))
        for urn in lines.keys() - known.keys():
            rejects.append(Problem(lines[urn], priority.COLUMN, urn, "is not a school that we know"))
        edition = _edition(name, valid_from, path)
        written = upsert(
            into=PriorityListing,
            key=["priority_list_id", "institution_id"],
            columns=["priority_list_id", "institution_id"],
            records=[(lines[str(urn)], edition.pk, pk) for urn, pk in known.items()],
        )
        read = len(known) + len({problem.line for problem in rejects})
        return report_on(read=read, written=written, rejects=rejects)

    return commit_import(kind="priority list", path=path, dry_run=dry_run, work=work)


def _edition(name: str, valid_from: date, path: Path) -> PriorityList:
    editions = PriorityList.objects.filter(name=name)
    following = editions.filter(valid_from__gt=valid_from).order_by("valid_from").first()
    edition, _ = PriorityList.objects.get_or_create(
        name=name,
        valid_from=valid_from,
        defaults={"source": path.name[:200], "valid_to": following.valid_from if following else None},
    )
    previous = editions.filter(valid_from__lt=valid_from).order_by("-valid_from").first()
    if previous and (previous.valid_to is None or previous.valid_to > valid_from):
        previous.valid_to = valid_from
        previous.save(update_fields=["valid_to", "updated_at"])
    return edition
