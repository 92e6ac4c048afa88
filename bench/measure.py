"""Timing pages and the SQL within them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from django.db import connection


@dataclass
class Sql:
    """Time in the database (seconds) and statements of one stretch of work."""

    seconds: float = 0
    statements: int = 0


@dataclass
class Samples:
    """One page, asked for many times: milliseconds on the server and in its SQL, and its number of queries."""

    server: list[float] = field(default_factory=list)
    sql: list[float] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)

    def summary(self) -> dict[str, Any]:
        """p50 and p95 of the server's time (ms), of the SQL's, and the ratio of the two medians."""
        server, sql = median(self.server), median(self.sql)
        return {
            "p50_ms": round(server, 1),
            "p95_ms": round(quantiles(self.server, n=20)[-1], 1),
            "sql_p50_ms": round(sql, 1),
            "server_to_sql": round(server / sql, 2),
            "queries": sorted(set(self.queries)),
            "times": len(self.server),
        }


@contextmanager
def counting_sql() -> Iterator[Sql]:
    """Count what goes through Django's connection meanwhile."""
    seen = Sql()

    def watch(execute: Callable[..., Any], *args: Any) -> Any:
        begun = perf_counter()
        try:
            return execute(*args)
        finally:
            seen.seconds += perf_counter() - begun
            seen.statements += 1

    with connection.execute_wrapper(watch):
        yield seen


def sample(ask: Callable[[Any], None], questions: Sequence[Any]) -> Samples:
    """Ask each question once, after a warm-up with the first few."""
    for question in questions[:3]:
        ask(question)
    samples = Samples()
    for question in questions:
        with counting_sql() as sql:
            begun = perf_counter()
            ask(question)
            samples.server.append(1000 * (perf_counter() - begun))
        samples.sql.append(1000 * sql.seconds)
        samples.queries.append(sql.statements)
    return samples
