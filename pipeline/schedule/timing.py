"""A periodical's frequency → the days on which its run is started: the day an issue is due, and some after it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Days:
    """The same days for each kind of scheduler."""

    systemd: str  # the date part of OnCalendar=
    cron: str  # day of month, month, day of week
    why: str


# A run that finds nothing due costs a second and asks no site; the days after the first are for sites that were down.
DAYS = {
    "monthly": Days(
        "*-*-01..07", "1-7 * *", "an issue is due on the 1st; the days after it are for what failed"
    ),
    "semimonthly": Days(
        "*-*-01..04,16..19",
        "1-4,16-19 * *",
        "issues are due on the 1st and 16th; the days after are for what failed",
    ),
    "quarterly": Days(
        "*-01,04,07,10-01..07",
        "1-7 1,4,7,10 *",
        "an issue is due on a quarter's first day; the days after it are for what failed",
    ),
}
DAILY = Days("*-*-*", "* * *", "every day: the run itself knows when an issue is due")
AT = "06:00"


def days_of(frequency: str) -> Days:
    """Return the days of a frequency; a weekly or one of N days is looked at every day."""
    return DAYS.get(frequency, DAILY)
