"""Dates as people write them → ISO 8601 at exactly the precision that was written."""

from __future__ import annotations

from pipeline.dates.find import DateSpan, Order, find_dates, read_date, read_labelled_date
from pipeline.dates.plain import check_date, is_date, last_day, with_offset
from pipeline.dates.relative import read_date_without_year, read_relative_date


__all__ = [
    "DateSpan",
    "Order",
    "check_date",
    "find_dates",
    "is_date",
    "last_day",
    "read_date",
    "read_date_without_year",
    "read_labelled_date",
    "read_relative_date",
    "with_offset",
]
