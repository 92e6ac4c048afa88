"""Nothing small can be worked out from what is shown; and each rule is needed for that."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outcomes import disclosure
from outcomes.disclosure import SMALL, Key, Table, exposed, feasible, primary, protect, steady

TOTAL: Key = ("total",)
NAMES = ("HE", "FE", "App", "Emp", "NS")


def partition(*counts: int) -> Table:
    parts: dict[Key, int] = {(name,): count for name, count in zip(NAMES, counts, strict=True)}
    return Table({TOTAL: sum(counts), **parts}, ((TOTAL, tuple(parts)),))


def two_groups(everybody: tuple[int, int], disadvantaged: tuple[int, int]) -> Table:
    """Those who entered higher education, and those who did not; all of them, and the disadvantaged among them."""
    counts: dict[Key, int] = {}
    for group, pair in (("all", everybody), ("dis", disadvantaged)):
        counts |= {(group, "total"): sum(pair), (group, "HE"): pair[0], (group, "rest"): pair[1]}
    implied = {
        ("others", name): counts["all", name] - counts["dis", name] for name in ("total", "HE", "rest")
    }
    sums: list[tuple[Key, tuple[Key, ...]]] = [
        ((group, "total"), ((group, "HE"), (group, "rest"))) for group in ("all", "dis", "others")
    ]
    sums += [(("all", name), (("dis", name), ("others", name))) for name in ("total", "HE", "rest")]
    return Table(counts | implied, tuple(sums), frozenset(implied))


def hidden_in(table: Table) -> set[str]:
    return {key[-1] for key, shown in protect(table).items() if shown is None}


def test_one_hidden_number_is_the_rest_of_its_total() -> None:
    table = partition(33, 9, 10, 6, 2)
    assert exposed(table, {("NS",)}) == {("NS",)}
    ranges = feasible(
        table.sums,
        {key: count for key, count in table.counts.items() if key not in {("NS",), ("FE",)}},
        {("NS",): (1, 5), ("FE",): (6, 60)},
    )
    assert ranges == {("NS",): (1, 5), ("FE",): (6, 10)}
    assert hidden_in(table) == {"NS", "FE"}


def test_two_hidden_numbers_of_which_each_may_be_much_are_safe() -> None:
    assert hidden_in(partition(33, 9, 12, 3, 3)) == {"Emp", "NS"}


def test_two_hidden_numbers_that_are_both_one_are_not() -> None:
    table = partition(37, 9, 12, 1, 1)
    assert exposed(table, {("Emp",), ("NS",)}) == {("Emp",), ("NS",)}
    assert hidden_in(table) > {"Emp", "NS"}


def test_the_others_are_not_worked_out_from_all_and_the_disadvantaged() -> None:
    table = two_groups((60, 40), (20, 38))
    shown = protect(table)
    assert None in shown.values()  # 40 less 38 would tell that two of the others did not go
    hidden = {key for key in table.counts if shown.get(key) is None}
    assert not exposed(table, hidden)


def test_of_a_small_group_nothing_is_shown() -> None:
    assert set(protect(partition(8, 7, 6, 2, 1)).values()) == {None}


def test_nought_and_everybody_are_hidden() -> None:
    assert {"NS", "HE"} <= hidden_in(partition(40, 0, 0, 0, 0))


@pytest.mark.parametrize(("count", "shown"), [(24, 20), (25, 30), (34, 30), (35, 40), (110, 110)])
def test_halves_are_rounded_up(count: int, shown: int) -> None:
    assert steady(count, None) == shown


def test_one_pupil_more_shows_in_no_revision() -> None:
    assert [steady(count, 20) for count in (24, 25, 29, 11)] == [20, 20, 20, 20]
    assert steady(30, 20) == 30


COUNTS = st.tuples(*[st.one_of(st.integers(0, 7), st.integers(0, 80)) for _ in NAMES])


@settings(max_examples=60)
@given(COUNTS)
def test_no_small_number_of_any_table_can_be_worked_out(counts: tuple[int, ...]) -> None:
    table = partition(*counts)
    assert pinned(table, protect(table)) == set()


@settings(max_examples=40)
@given(st.tuples(st.integers(0, 60), st.integers(0, 60)), st.data())
def test_no_small_number_of_groups_within_groups_can_be_worked_out(
    everybody: tuple[int, int], data: st.DataObject
) -> None:
    some = (data.draw(st.integers(0, everybody[0])), data.draw(st.integers(0, everybody[1])))
    table = two_groups(everybody, some)
    assert pinned(table, protect(table)) == set()


def pinned(table: Table, shown: dict[Key, int | None]) -> set[Key]:
    """An attack of its own: all that is shown taken as it is, all that is not as anything at all."""
    known = {key: table.counts[key] for key, number in shown.items() if number is not None}
    most = 2 * max(table.counts.values()) + SMALL
    unknown = {key: (0, most) for key in table.counts if key not in known}
    small = [key for key in unknown if table.counts[key] <= SMALL]
    ranges = feasible(table.sums, known, unknown, wanted=small)
    told = {key for key in known if key != TOTAL and key[-1] != "total" and table.counts[key] <= SMALL}
    return told | {key for key, (low, high) in ranges.items() if low == high}


def test_without_the_rule_of_small_numbers_the_attack_succeeds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disclosure, "primary", lambda table: set())
    table = partition(33, 9, 10, 6, 2)
    assert ("NS",) in pinned(table, protect(table))


def test_without_the_rule_of_what_is_left_the_attack_succeeds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disclosure, "exposed", lambda table, hidden: set())
    table = partition(33, 9, 10, 7, 2)
    assert primary(table) == {("NS",)}
    assert ("NS",) in pinned(table, protect(table))


def test_without_the_rule_of_groups_within_groups_the_attack_succeeds() -> None:
    whole = two_groups((60, 40), (20, 38))
    naive = Table(
        {key: count for key, count in whole.counts.items() if key not in whole.implied},
        tuple(pair for pair in whole.sums if not {pair[0], *pair[1]} & whole.implied),
    )
    assert ("others", "rest") in pinned(whole, protect(naive))
    assert ("others", "rest") not in pinned(whole, protect(whole))


def test_without_rounding_and_steadiness_a_revision_tells_of_one_pupil(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = partition(34, 30, 20, 20, 20), partition(35, 30, 20, 20, 20)
    before = protect(first)
    assert protect(second, before) == before
    assert protect(second)["HE",] != before["HE",]  # rounding alone: 34 became 35 at the edge
    monkeypatch.setattr(disclosure, "steady", lambda count, earlier: count)
    assert (protect(second)["HE",] or 0) - (protect(first)["HE",] or 0) == 1
