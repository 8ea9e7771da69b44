"""Hosts and how long each wants to be left alone → turns: one request at a time a host, never too soon."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Pace:
    """Keeps every host's next moment; hosts do not wait for one another."""

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], object]) -> None:
        self._clock, self._sleep = clock, sleep
        self._lock = threading.Lock()
        self._turns: dict[str, threading.Lock] = {}
        self._next: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str, gap_s: float) -> Iterator[None]:
        """Wait for a host's turn, and leave it alone for a while after."""
        with self._lock:
            turn = self._turns.setdefault(host, threading.Lock())
        with turn:
            wait = self.ready_in(host)
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                self.hold(host, gap_s)

    def hold(self, host: str, seconds: float) -> None:
        """Leave a host alone for so long from now on, or longer if it wanted so before."""
        until = self._clock() + seconds
        with self._lock:
            self._next[host] = max(until, self._next.get(host, until))

    def ready_in(self, host: str) -> float:
        """Return how long a host still wants to be left alone; not above zero: it is ready."""
        with self._lock:
            until = self._next.get(host)
        return 0.0 if until is None else until - self._clock()
