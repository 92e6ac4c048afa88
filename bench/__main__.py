"""`make bench`: load the national demo, measure, write bench/results/latest.json and print a table."""

import json
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg

from bench import matching
from demo.schema import forget_strange_schema
from demo.services import DEMO_TUNING, Postgres

CHECKOUT = Path(__file__).resolve().parent.parent
RESULTS = CHECKOUT / "bench" / "results" / "latest.json"
DATA = Path(os.environ.get("DATA") or CHECKOUT.parent / "shared" / "data")
IMPORTS_DATABASE = "causeway_imports"
COPY_DATABASE = "causeway_copy"
BESIDE = ("next best", "ranking", "roll-ups", "spreadsheet", "thirty people at once", "imports")
MOST_MS = 300  # of a page, at p95


def main() -> None:
    with ExitStack() as running:
        postgres = Postgres(Path("/var/tmp") / "causeway-bench", DEMO_TUNING)
        running.callback(postgres.stop)
        postgres.start()
        forget_strange_schema(postgres.url)
        os.environ |= {"DATABASE_URL": postgres.url, "DEMO": "1"}
        load = [sys.executable, "manage.py", "load_demo", "--scale", "national"]
        subprocess.run(load, cwd=CHECKOUT, check=True)
        _recreate(postgres.url)
        results = {
            "next best": _beside("bench.again", postgres.url, COPY_DATABASE),
            "ranking": _beside("bench.ranking", postgres.url, COPY_DATABASE),
            "spreadsheet": _beside("bench.uploads", postgres.url, COPY_DATABASE),
            "roll-ups": _beside("bench.rollups", postgres.url, COPY_DATABASE),  # last: it resizes the log
            "pages": _pages(),
            "thirty people at once": _beside("bench.sessions", postgres.url, "postgres"),
            "imports": _imports(postgres.url),
        }
    results["matching"] = matching.measure(matching.SIZES)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1) + "\n")
    _print(results)
    if slow := [name for name, row in results["pages"].items() if row["p95_ms"] > MOST_MS]:
        sys.exit(f"Slower than {MOST_MS} ms at p95: {', '.join(slow)}.")


def _recreate(url: str) -> None:
    """Beside the database with the demo, an empty one for the imports and a copy that may be changed."""
    with psycopg.connect(url, autocommit=True) as connection:
        for name in (IMPORTS_DATABASE, COPY_DATABASE):
            connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {IMPORTS_DATABASE}")
        connection.execute(f"CREATE DATABASE {COPY_DATABASE} TEMPLATE postgres")


def _pages() -> dict[str, dict[str, Any]]:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from bench import pages

    return pages.measure()


def _imports(url: str) -> dict[str, Any]:
    """In a process and a database of their own, so that neither the demo's rows nor its caches play a part."""
    if not DATA.is_dir():
        print(
            f"No open data at {DATA}: the import was not measured. Name its folder with DATA=",
            file=sys.stderr,
        )
        return {}
    return _beside("bench.imports", url, IMPORTS_DATABASE)


def _beside(module: str, url: str, database: str) -> dict[str, Any]:
    """What a measurement prints that runs in a process and a database of its own."""
    environment = os.environ | {"DATABASE_URL": url.replace("/postgres?", f"/{database}?"), "DATA": str(DATA)}
    measured = subprocess.run(
        [sys.executable, "-m", module], cwd=CHECKOUT, env=environment, check=True, stdout=subprocess.PIPE
    )
    results: dict[str, Any] = json.loads(measured.stdout)
    return results


def _print(results: dict[str, Any]) -> None:
    print(f"\n{'page':32}{'p50 ms':>8}{'p95 ms':>8}{'SQL ms':>8}{'server/SQL':>12}  queries")
    for name, row in results["pages"].items():
        figures = f"{row['p50_ms']:>8}{row['p95_ms']:>8}{row['sql_p50_ms']:>8}{row['server_to_sql']:>12}"
        print(f"{name:32}{figures}  {', '.join(map(str, row['queries']))}")
    for part in BESIDE:
        print(f"\n{part}")
        for name, value in results[part].items():
            print(f"{name:64}{value:>8}")
    for name, figures in results["matching"].items():
        print(f"{name:48}{json.dumps(figures)}")


if __name__ == "__main__":
    main()
