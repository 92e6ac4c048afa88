"""`manage.py allocate`."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from brokerage.models import AllocationRun, Introduction
from core.dates import academic_year
from institutions.models import Area, Institution
from tests.factories import OfferFactory

YEAR = academic_year(timezone.localdate())


def allocate(*options: str) -> Any:
    out = StringIO()
    call_command("allocate", *options, "--year", YEAR, stdout=out)
    return json.loads(out.getvalue()) if "--json" in options else out.getvalue()


def test_a_dry_run_rehearses_and_says_in_one_object_what_it_reached(
    authority: Area, schools: list[Institution]
) -> None:
    OfferFactory.create(places=2)
    report = allocate("--area", authority.code, "--dry-run", "--json")
    assert report["state"] == "REHEARSED"
    assert (report["needs"], report["offers"], report["covered"], report["optimal"]) == (12, 1, 2, True)
    assert report["covered_by_tier"] == {"priority": 0, "other": 2}
    assert {"candidates", "solve", "write"} <= set(report["seconds"])
    for way in ("greedy", "first_come"):
        assert set(report[way]) == {"covered", "covered_by_tier", "fit"}
    again = allocate("--area", authority.code, "--dry-run", "--json")
    assert again["inputs_hash"] == report["inputs_hash"]
    assert not Introduction.objects.exists()


def test_otherwise_it_is_sent(england: Area, schools: list[Institution]) -> None:
    OfferFactory.create(places=2)
    assert "published" in allocate("--england")
    assert Introduction.objects.count() == 2
    assert AllocationRun.objects.get().published_by is None


def test_what_cannot_be_is_refused_in_a_sentence(authority: Area) -> None:
    with pytest.raises(CommandError, match="There is no area E99999999"):
        allocate("--area", "E99999999", "--dry-run")
    AllocationRun.objects.create(
        state=AllocationRun.State.PLANNED, year=YEAR, support_areas=["STEM"]
    ).areas.add(authority)
    with pytest.raises(CommandError, match="Another run is at work"):
        allocate("--area", authority.code, "--dry-run")
    with pytest.raises(CommandError, match="not a school year"):
        call_command("allocate", "--england", "--year=2026")
