"""A university's access plan: its targets, how far they are, and the work that counts towards them."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from django.db import transaction

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution
from outcomes.models import KINDS_OF_WORK, AccessPlan, AccessTarget, TargetLink, TargetYear
from outcomes.reports.access_plans import linkable
from partnerships.models import Collaboration, Partnership, Programme


@transaction.atomic
def publish_access_plan(
    *, provider: Institution, first_year: str, last_year: str, url: str, by: User
) -> AccessPlan:
    """Enter the plan that a higher education provider agreed with its regulator."""
    access.require(by, Permission.PARTNERSHIP_EDIT, provider)
    if provider.kind != Institution.Kind.UNIVERSITY:
        raise RuleBroken("Only higher education providers have access plans.", code="not_a_provider")
    if last_year < first_year:
        raise RuleBroken("The last year must be the first or a later one", field="last_year")
    plan, is_new = AccessPlan.objects.get_or_create(
        provider=provider, first_year=first_year, defaults={"last_year": last_year, "url": url}
    )
    if not is_new:
        raise RuleBroken(f"A plan from {first_year} is here already", field="first_year")
    audit.record("access_plan_published", plan, by=by)
    return plan


@transaction.atomic
def set_access_target(
    *,
    plan: AccessPlan,
    code: str,
    stage: str,
    words: str,
    audience: str,
    unit: str,
    baseline: Decimal,
    baseline_year: str,
    milestones: Mapping[str, Decimal],
    by: User,
) -> AccessTarget:
    """Add a target, with what is to be reached by the end of each year of the plan."""
    access.require(by, Permission.PARTNERSHIP_EDIT, plan.provider)
    plan = AccessPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if plan.targets.filter(code=code).exists():
        raise RuleBroken(f"{code} is a target of this plan already", field="code")
    target = AccessTarget.objects.create(
        plan=plan,
        code=code,
        stage=stage,
        words=words,
        audience=audience,
        unit=unit,
        baseline=baseline,
        baseline_year=baseline_year,
    )
    TargetYear.objects.bulk_create(
        TargetYear(target=target, year=year, milestone=milestone) for year, milestone in milestones.items()
    )
    audit.record("access_target_set", target, by=by)
    return target


@transaction.atomic
def report_on_target(*, year: TargetYear, actual: Decimal, source: str, by: User) -> None:
    """How far it was at the end of a year, and where that number is from."""
    access.require(by, Permission.PARTNERSHIP_EDIT, year.target.plan.provider)
    year = TargetYear.objects.select_for_update().get(pk=year.pk)
    year.actual, year.source = actual, source
    year.save(update_fields=["actual", "source"])
    audit.record("access_target_reported", year.target, by=by, year=year.year, actual=str(actual))


@transaction.atomic
def link_work(
    *,
    target: AccessTarget,
    partnerships: Collection[Partnership],
    programmes: Collection[Programme],
    collaborations: Collection[Collaboration],
    by: User,
) -> None:
    """Count work towards a target. Only what the provider takes part in, in the years of its plan."""
    access.require(by, Permission.PARTNERSHIP_EDIT, target.plan.provider)
    target = AccessTarget.objects.select_for_update(of=("self",)).get(pk=target.pk)
    links = []
    chosen = (partnerships, programmes, collaborations)
    for name, rows, known in zip(KINDS_OF_WORK, chosen, linkable(target), strict=True):
        if known.filter(pk__in=[row.pk for row in rows]).count() < len(rows):
            raise RuleBroken(
                "Only what your university takes part in, in the years of the plan, counts towards its targets.",
                code="not_own_work",
                field=f"{name}s",
            )
        links += [TargetLink(**{"target": target, name: row}) for row in rows]
    if not links:
        raise RuleBroken("Tick at least one piece of work", field="partnerships")
    TargetLink.objects.bulk_create(links)
    audit.record("work_linked", target, by=by, links=len(links))


@transaction.atomic
def unlink_work(*, link: TargetLink, by: User) -> None:
    """Take back what was linked by mistake. The work itself stays as it is."""
    access.require(by, Permission.PARTNERSHIP_EDIT, link.target.plan.provider)
    audit.record("work_unlinked", link.target, by=by, work=str(link))
    link.delete()
