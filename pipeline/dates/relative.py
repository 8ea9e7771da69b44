"""A date told from today, in many languages, and when the page was fetched → ISO 8601 as exactly as it tells."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import cache

from pipeline.patterns import lazy


# How many: a number, or a word for one.
_ONE = "a|an|one|ein|eine|einem|einer|un|une|una|uno|um|uma|一|半|几|幾"
# Words for the units by language, each followed by what is made of them. One row a unit.
UNITS: tuple[tuple[str, str], ...] = (
    ("second", "秒钟?|秒鐘|초|seconds?|secs?|sekunden?|secondes?|segundos?|secondi|секунд\\w*|ثانية|ثوان"),
    ("minute", "分钟|分鐘|分|분|minutes?|mins?|minuten?|minutos?|minuti|минут\\w*|دقيقة|دقائق"),
    (
        "hour",
        "个?小时|個?小時|時間|시간|hours?|hrs?|stunden?|heures?|horas?|ore|ora|час\\w*|ساعة|ساعات",
    ),
    ("day", "天|日|일|days?|tag(?:en)?|jours?|d[ií]as?|giorn[oi]|день|дня|дней|يوم|أيام"),
    (
        "week",
        "周|週間?|个?星期|個?星期|주|weeks?|wochen?|semaines?|semanas?|settiman[ae]|недел\\w*|أسبوع|أسابيع",
    ),
    (
        "month",
        "个月|個月|か月|ヶ月|개월|달|months?|monat(?:en)?|mois|mes(?:es)?|m[êe]s(?:es)?|mes[ei]|месяц\\w*|شهر|أشهر",
    ),
    ("year", "年|년|years?|jahr(?:en)?|ans?|años?|anos?|ann[oi]|лет|год\\w*|سنة|سنوات"),
)
NOW = "刚刚|剛剛|たった今|방금|just now|gerade eben|à l[’']instant|ahora mismo|agora mesmo|только что|الآن"
DAYS: tuple[tuple[int, str], ...] = (
    (2, "前天|前日|一昨日|그제|vorgestern|avant-hier|anteayer|anteontem|позавчера"),
    (1, "昨天|昨日|昨|어제|yesterday|gestern|hier|ayer|ontem|ieri|вчера|أمس"),
    (0, "今天|今日|本日|오늘|today|heute|aujourd[’']hui|hoy|hoje|oggi|сегодня|اليوم"),
)
_CLOCK = lazy(r"^\D{0,12}?(?P<h>[01]?\d|2[0-3])[:：hH](?P<min>[0-5]\d)(?!\d)")
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}


@cache
def _ago() -> re.Pattern[str]:
    """vor 3 Stunden, il y a 3 heures, hace 3 horas stand before; 3小时前, 3 hours ago, 3 часа назад behind."""
    before, behind = ("|".join(f"(?P<{key}{name}>{words})" for name, words in UNITS) for key in "be")
    return re.compile(
        rf"(?:\bvor|\bil y a|\bhace|\bhá|منذ|قبل)\s+(?P<bn>\d{{1,3}}|{_ONE})?\s*(?:{before})(?!\w)"
        rf"|(?P<en>(?<!\d)\d{{1,3}}|(?<!\w)(?:{_ONE}))\s*(?:{behind})\s*(?:[之以]?前|전|ago\b|fa\b|atrás\b|назад)",
        re.IGNORECASE,
    )


@cache
def _day() -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple(
        (back, re.compile(rf"(?<![^\W\u2e80-\uffff])(?:{words})(?![^\W\d\u2e80-\uffff])", re.IGNORECASE))
        for back, words in DAYS
    )


def read_relative_date(text: str, fetched: str, offset_hours: int = 0) -> str | None:
    """Return the date of 3小时前 or yesterday 08:30 as seen when a page was fetched, in the page's own zone."""
    moment = _moment(fetched, offset_hours)
    if moment is None:
        return None
    if re.search(NOW, text, re.IGNORECASE):
        return f"{moment:%Y-%m-%d}"
    if match := _ago().search(text):
        return _before(moment, match)
    for back, pattern in _day():
        if match := pattern.search(text):
            clock = _CLOCK.match(text[match.end() :])
            day = f"{moment - timedelta(days=back):%Y-%m-%d}"
            return f"{day}T{int(clock['h']):02d}:{clock['min']}" if clock else day
    return None


def read_date_without_year(text: str, fetched: str, offset_hours: int = 0) -> str | None:
    """Return the last 06-18 or 6月18日 before a page was fetched, with its time."""
    moment = _moment(fetched, offset_hours)
    match = re.search(
        r"(?<![\d-])(?P<m>\d{1,2})(?:-|/|月)(?P<d>\d{1,2})日?\s*(?P<clock>\d{1,2}[:：]\d\d)?(?![\d-])", text
    )
    if moment is None or match is None or not (match["clock"] or "月" in match[0]):
        return None
    for year in (moment.year, moment.year - 1):
        try:
            day = datetime(year, int(match["m"]), int(match["d"]), tzinfo=UTC)
        except ValueError:  # 02-30 is no date
            continue
        if day <= moment + timedelta(days=1):
            clock = match["clock"].replace("：", ":").zfill(5) if match["clock"] else ""
            return f"{day:%Y-%m-%d}" + (f"T{clock}" if clock else "")
    return None


def _moment(fetched: str, offset_hours: int) -> datetime | None:
    try:
        moment = datetime.fromisoformat(fetched)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC) + timedelta(hours=offset_hours)


def _before(moment: datetime, match: re.Match[str]) -> str | None:
    """Count back; of months and years ago only the month or the year is known."""
    found = {key[1:]: value for key, value in match.groupdict().items() if value}
    count = int(found["n"]) if found.get("n", "").isdecimal() else 1
    unit = next(name for name in found if name != "n")
    if unit == "year":
        return f"{moment.year - count:04d}"
    if unit == "month":
        months = moment.year * 12 + moment.month - 1 - count
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    return f"{moment - timedelta(seconds=count * _SECONDS[unit]):%Y-%m-%d}"
