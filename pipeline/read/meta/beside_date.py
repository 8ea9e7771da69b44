"""The lines around a headline → the person whose name stands alone beside the date, where nothing else names one."""

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
# Words of departments, buttons and places, of which no person's name is made.
_NO_NAMES_TEXT = (
    "news sports sport business politics opinion world local life style lifestyle health science technology tech "
    "text size search print email share comments photos video videos gallery home page site web magazine today "
    "times post daily press release releases blog blogs features feature review reviews events city state states "
    "county north south east west new united story stories article articles editorial staff team newsroom desk "
    "school university college open assist menu top latest more read watch listen live next previous subscribe "
    "sign log in"
)
NO_NAMES = frozenset(_NO_NAMES_TEXT.split())


def person_beside_date(lines: Sequence[str], order: Order) -> tuple[Person, ...]:
    """Read a name that is a line of its own right above or below the line that tells the date."""
    for above, below in pairwise(lines):
        for name, dated in ((above, below), (below, above)):
            if len(name) <= LONGEST and len(dated) <= LONGEST and read_labelled_date(dated, order):
                told = JOBS.sub("", name)
                if person := _person(told):
                    return (person,)
    return ()


def _person(line: str) -> Person | None:
    people = read_byline(line, is_sure=False)
    if len(people) != 1 or people[0].name != line or NAME.fullmatch(line) is None:
        return None
    words = line.split()
    is_loud = any(len(word) > 3 and word.isupper() for word in words) and not line.isupper()
    return None if is_loud or NO_NAMES & {word.lower().strip(".") for word in words} else people[0]
