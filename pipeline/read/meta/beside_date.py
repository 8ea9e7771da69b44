"""The lines around a headline → the person whose name and job stand beside the date, where nothing else names one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.credit import read_byline
from pipeline.dates import Order, read_labelled_date
from pipeline.model import Person
from pipeline.patterns import lazy


LONGEST = 60  # characters of a line
JOBS = lazy(
    r",? (?:\w+ ){0,2}(?:staff )?(?:writer|reporter|correspondent|editor|columnist|contributor|journalist)s?$",
    re.IGNORECASE,
)
_SMALL = "de|da|di|del|della|dos|du|van|von|der|den|ter|la|le|bin|al|el"
# Two words or more, each with a capital: Ada Fernsby, J. R. van der Meer.
NAME = lazy(rf"[^\W\d_a-z][\w.'’-]*(?: (?:(?:{_SMALL})|[^\W\d_a-z][\w.'’-]*)){{1,4}}")


def person_beside_date(lines: Sequence[str], order: Order) -> tuple[Person, ...]:
    """Read a name with a writer's job that is a line of its own right above or below the line that tells the date.

    A name alone may as well be a town, a department or a series.
    """
    for above, below in pairwise(lines):
        for name, dated in ((above, below), (below, above)):
            if len(name) <= LONGEST and len(dated) <= LONGEST and read_labelled_date(dated, order):
                told = JOBS.sub("", name)
                people = read_byline(told, is_sure=False) if told != name and NAME.fullmatch(told) else ()
                if len(people) == 1 and people[0].name == told:
                    return people
    return ()
