"""A date as a feed writes it → ISO 8601 at the precision that was told."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime

from pipeline.dates import is_date, read_date


SHORT_YEAR = re.compile(r"\d{1,2} [A-Za-z]{3} \d{2} ")  # RFC 822 as it was before RFC 1123
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
YEAR_MONTH = re.compile(r"(\d{4})-(\d\d)")


def read_moment(text: object) -> str | None:
    """Read RFC 822, ISO 8601 and dates as people write them; feedparser makes 2021年6月1日 a day in November."""
    if not isinstance(text, str):
        return None
    text = text.strip()[:200]
    if SHORT_YEAR.search(text):
        return _rfc_822(text)
    compact = COMPACT.fullmatch(text) or YEAR_MONTH.fullmatch(text)
    if compact:
        day = "-".join(compact.groups())
        return day if is_date(day) else None
    return read_date(text)


def _rfc_822(text: str) -> str | None:
    try:
        told = parsedate_to_datetime(text)
    except ValueError:
        return None
    return told.isoformat(timespec="seconds")
