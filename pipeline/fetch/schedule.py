"""Requests to many hosts → their outcomes, hosts in parallel and in fair turns, each host's in order."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from pipeline.fetch.values import Outcome, Request


@dataclass(frozen=True, slots=True)
class Fetching:
    """What a client does for the schedule."""

    fetch: Callable[[Request], Outcome]
    host: Callable[[Request], str]
    ready_in: Callable[[str], float]  # seconds until a host's next turn
    interrupted: threading.Event  # while it is set, nobody waits any longer


class _Queues:
    """What waits, by host; the host served last stands last."""

    def __init__(self, host: Callable[[Request], str]) -> None:
        self._host = host
        self._waiting: dict[str, deque[Request]] = {}
        self.busy: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def add(self, requests: Iterable[Request]) -> None:
        for request in requests:
            self._waiting.setdefault(self._host(request), deque()).append(request)

    def take(self, ready_in: Callable[[str], float]) -> tuple[str, Request] | None:
        """Take the next request of the host that is ready first; None when all are busy."""
        free = [host for host in self._waiting if host not in self.busy]
        if not free:
            return None
        host = min(free, key=lambda name: max(0.0, ready_in(name)))
        queue = self._waiting.pop(host)
        request = queue.popleft()
        if queue:
            self._waiting[host] = queue
        self.busy.add(host)
        return host, request


def run_fairly(
    requests: Iterable[Request],
    fetching: Fetching,
    *,
    jobs: int,
    follow: Callable[[Request, Outcome], Iterable[Request]] | None = None,
) -> Iterator[tuple[Request, Outcome]]:
    """Give the outcomes as they come; no host is asked twice at a time, none waits for another's pace."""
    queues = _Queues(fetching.host)
    queues.add(requests)
    running: dict[Future[Outcome], tuple[str, Request]] = {}
    most = max(1, jobs)
    pool = ThreadPoolExecutor(most, thread_name_prefix="fetch")
    try:
        while queues or running:
            while len(running) < most and (taken := queues.take(fetching.ready_in)):
                running[pool.submit(fetching.fetch, taken[1])] = taken
            ended, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in [each for each in running if each in ended]:
                host, request = running.pop(future)
                queues.busy.discard(host)
                outcome = future.result()
                queues.add(follow(request, outcome) if follow else ())
                yield request, outcome
    finally:  # all is done; or nobody wants the rest, and what is under way is not waited for in politeness
        fetching.interrupted.set()
        pool.shutdown(cancel_futures=True)
        fetching.interrupted.clear()
