"""The word after --executor → a concurrent.futures.Executor, and tasks mapped over it without losing any."""

from __future__ import annotations

import gc
import importlib
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from pipeline.errors import UsageError


if TYPE_CHECKING:
    from concurrent.futures import Executor

T = TypeVar("T")
R = TypeVar("R")

WORTH_A_POOL = 320  # pages to read; below it, some seconds, a pool of processes costs more than it saves
_CHUNK = 8
GATHERED = 10_000  # objects that may wait for the collector together: the trees of some thirty articles


def map_over(
    which: str, jobs: int | None, work: Callable[[T], R], tasks: Sequence[T], *, weight: float | None = None
) -> Iterator[R]:
    """Yield the results in order. A broken pool (a killed worker) hands what is left to this process.

    `weight` is what all tasks cost, in pages read; without it each is one.
    """
    workers = jobs or os.cpu_count() or 1
    if which == "auto" and (workers == 1 or (len(tasks) if weight is None else weight) < WORTH_A_POOL):
        yield from _here(work, tasks)
        return
    from concurrent.futures import BrokenExecutor  # it loads as long as three pages take to read

    done = 0
    executor = open_executor(which, workers)
    try:
        for result in executor.map(work, tasks, chunksize=_CHUNK):
            done += 1
            yield result
        executor.shutdown()
    except BrokenExecutor:
        executor.shutdown()
        yield from _here(work, tasks[done:])
    except BaseException:  # an interrupt or a failure: what is not begun is not wanted any more
        _abandon(executor)
        raise


def _abandon(executor: Executor) -> None:
    """End a pool with what it has begun; processes it leaves would keep an interrupted command alive."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

    if not isinstance(executor, ProcessPoolExecutor | ThreadPoolExecutor):
        executor.shutdown(wait=False)
        return
    try:
        executor.shutdown(cancel_futures=True)
    finally:  # interrupted between the start of its processes and of their keeper, a pool forgets them
        for child in multiprocessing.active_children():
            child.terminate()


def _here(work: Callable[[T], R], tasks: Sequence[T]) -> Iterator[R]:
    """Work in this process. Trees of pages are circles, which only the collector frees: it is asked to when some
    have gathered, and not after every few hundred elements that are made."""
    with collector_at_rest():
        gc.freeze()  # what is loaded stays, and need not be looked at again and again
        try:
            for task in tasks:
                yield work(task)
                if gc.get_count()[0] > GATHERED:
                    gc.collect()
        finally:
            gc.unfreeze()


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Leave circles of objects lie: a build makes few but the trees of pages, and ends soon."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def open_executor(which: str, workers: int) -> Executor:
    """Open the executor a word names; UsageError when there is none of that name."""
    if which in ("auto", "process"):
        return _processes(workers)
    if which == "thread":
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(workers)
    if which.startswith("dask:"):
        return _dask(which.removeprefix("dask:"))
    if ":" in which:
        return _factory(which)
    raise UsageError(
        f"--executor {which}: no such executor; use thread, process, dask:ADDRESS or module:factory"
    )


def _processes(workers: int) -> Executor:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # fork shares what is already imported; elsewhere the platform's own way
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods and os.name == "posix" else None)
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_leave_interrupts)


def _leave_interrupts() -> None:
    """Leave Ctrl-C, which a terminal sends to every process, to the one that started the pool."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _dask(address: str) -> Executor:
    try:
        distributed = importlib.import_module("distributed")
    except ImportError as error:
        raise UsageError(
            "--executor dask: needs the package distributed; run: pip install distributed"
        ) from error
    executor: Executor = distributed.Client(address).get_executor()
    return executor


def _factory(which: str) -> Executor:
    module, _, name = which.partition(":")
    try:
        executor: Executor = getattr(importlib.import_module(module), name)()
    except (ImportError, AttributeError) as error:
        raise UsageError(
            f"--executor {which}: {error}; name an importable module and a function in it"
        ) from error
    return executor
