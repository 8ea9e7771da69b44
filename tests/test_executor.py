"""Tasks over any executor: in order, none lost, also when a worker is killed."""

from __future__ import annotations

import gc
import os
import weakref
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from pipeline.build.executor import GATHERED, WORTH_A_POOL, collector_at_rest, map_over, open_executor
from pipeline.errors import UsageError


HERE = os.getpid()


class Circle:
    def __init__(self) -> None:
        self.me = self


def double(number: int) -> int:
    return number * 2


def dies_elsewhere(number: int) -> int:
    if number == 9 and os.getpid() != HERE:
        os._exit(1)
    return number


def process_of(_: int) -> int:
    return os.getpid()


@pytest.mark.parametrize("which", ["auto", "thread", "process", "executors:inline"])
@pytest.mark.parametrize("count", [0, 1, WORTH_A_POOL, 100])
def test_results_come_in_order(which: str, count: int) -> None:
    assert list(map_over(which, 2, double, range(count))) == [2 * number for number in range(count)]


def test_a_killed_worker_loses_nothing() -> None:
    assert list(map_over("process", 2, dies_elsewhere, range(40))) == list(range(40))


def test_few_tasks_stay_in_this_process() -> None:
    assert set(map_over("auto", 2, process_of, range(WORTH_A_POOL - 1))) == {HERE}


def test_many_tasks_leave_it() -> None:
    assert HERE not in set(map_over("auto", 2, process_of, range(WORTH_A_POOL)))


def test_one_job_is_this_process() -> None:
    assert set(map_over("auto", 1, process_of, range(100))) == {HERE}


def test_the_words_name_executors() -> None:
    with open_executor("thread", 1) as thread, open_executor("process", 1) as process:
        assert isinstance(thread, ThreadPoolExecutor)
        assert isinstance(process, ProcessPoolExecutor)


@pytest.mark.parametrize(
    ("which", "told"),
    [
        ("fast", "no such executor"),
        ("nowhere:make", "nowhere"),
        ("executors:absent", "absent"),
        ("dask:tcp://127.0.0.1:1", "pip install distributed"),
    ],
)
def test_a_wrong_word_says_what_to_do(which: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(UsageError, match=told):
        open_executor(which, 1)


def test_a_failing_task_is_not_swallowed() -> None:
    def results() -> Iterator[float]:
        yield from map_over("thread", 2, lambda number: 1 / number, [1, 0])

    with pytest.raises(ZeroDivisionError):
        list(results())


def test_weight_decides_where_tasks_are_of_another_size() -> None:
    assert HERE not in set(map_over("auto", 2, process_of, range(16), weight=WORTH_A_POOL))
    assert set(map_over("auto", 2, process_of, range(WORTH_A_POOL), weight=1)) == {HERE}


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_is_left_as_it_was(was_on: bool) -> None:
    (gc.enable if was_on else gc.disable)()
    try:
        with collector_at_rest():
            assert not gc.isenabled()
        assert gc.isenabled() == was_on
    finally:
        gc.enable()


def test_circles_are_collected_while_tasks_run() -> None:
    alive: weakref.WeakSet[Circle] = weakref.WeakSet()

    def circles(_: int) -> int:
        for _ in range(GATHERED // 10):
            alive.add(Circle())
        return len(alive)

    assert max(map_over("auto", 1, circles, range(40))) < 2 * GATHERED
