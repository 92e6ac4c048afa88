"""The allocation beside what is done elsewhere, on the same made-up England.

`python -m bench.matching [schools offers]` measures every way at that size, each in a process of its own, so that
its memory is its own; without a size, those of SIZES. Times of different ways are comparable within one run only.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from math import log
from time import perf_counter

from bench import access_routes, matching_ways
from bench.matching_england import england
from bench.matching_ways import Figures
from brokerage.matching import Instance

WAYS: dict[str, Callable[[Instance], Figures]] = {
    "ours": matching_ways.ours,
    "OR-Tools, all pairs": matching_ways.or_tools_alone,
    "neediest first": matching_ways.greedy,
    "first come": matching_ways.in_order_of_arrival,
    "authority": matching_ways.authority,
    "ours, in person": matching_ways.in_person,
    "Gale-Shapley": matching_ways.gale_shapley,
    "SciPy": matching_ways.sci_py,
    "HiGHS": matching_ways.high_s,
    "universities by two routes": access_routes.two_routes,
}
BY_FLOW = ["ours", "OR-Tools, all pairs", "neediest first", "first come"]
SMALL = ["ours, in person", "Gale-Shapley", "SciPy", "HiGHS"]
GROWTH = ("5000 schools, 8333 offers", "24000 schools, 40000 offers")
SIZES = {
    (24_000, 10_000): BY_FLOW,
    (24_000, 40_000): [*BY_FLOW, "authority", "universities by two routes"],
    (5_000, 8_333): ["ours"],
    (500, 833): SMALL,
}


def measure(sizes: dict[tuple[int, int], list[str]]) -> Figures:
    results = {
        f"{schools} schools, {offers} offers: {way}": _in_its_own_process(schools, offers, way)
        for (schools, offers), ways in sizes.items()
        for way in ways
    }
    seconds = {name: figures["seconds"] for name, figures in results.items() if name.endswith(": ours")}
    small, large = (seconds.get(f"{size}: ours") for size in GROWTH)
    if small and large:
        results["growth of ours"] = {"exponent": round(log(large / small) / log(24_000 / 5_000), 2)}
    return results


def _in_its_own_process(schools: int, offers: int, way: str) -> Figures:
    command = [sys.executable, "-m", "bench.matching", str(schools), str(offers), way]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    figures: Figures = json.loads(done.stdout)
    return figures


def _one(schools: int, offers: int, way: str) -> Figures:
    instance = england(schools, offers)
    begun = perf_counter()
    figures = WAYS[way](instance)
    seconds = round(perf_counter() - begun, 2)
    used = resource.getrusage(resource.RUSAGE_SELF)
    of_processor = round(used.ru_utime + used.ru_stime, 2)  # on a busy machine the fairer of the two
    return {"seconds": seconds, "CPU seconds": of_processor, "MB": used.ru_maxrss // 1024} | figures


def main() -> None:
    if len(sys.argv) == 4:
        print(json.dumps(_one(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])))
        return
    sizes = {(int(sys.argv[1]), int(sys.argv[2])): list(WAYS)} if len(sys.argv) == 3 else SIZES
    for name, figures in measure(sizes).items():
        print(name, json.dumps(figures))


if __name__ == "__main__":
    main()
