"""What words on a page say of the time, in whatever way a portal puts it: what is not said cannot be wrong."""

import re
from datetime import datetime, timedelta

from scenarios.calendar import BEIJING

UNITS = {
    "天": timedelta(days=1),
    "小时": timedelta(hours=1),
    "分": timedelta(minutes=1),
    "秒": timedelta(seconds=1),
}
COUNT = re.compile(r"(\d+) ?(天|小时|分|秒)")
LEFT = re.compile(r"剩余 ?((?:\d+ ?(?:天|小时|分钟?|秒) ?)+)")
A_SLOW_PAGE = timedelta(hours=1)  # between what a page shows and the moment that it is compared with
HOUR = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})")


def tells_the_hour(words: str, moment: datetime) -> bool:
    """Whether words that name any hour name that of this moment in Beijing (Q2)."""
    local = moment.astimezone(BEIJING)
    named = {(int(hour), int(minute)) for hour, minute in HOUR.findall(words)}
    return not named or (local.hour, local.minute) in named


def promises_a_day_more(words: str, closes: datetime) -> bool:
    """Whether words name the day that begins as something closes, as if it still belonged to it; its 0:00 is the end itself."""
    return bool(re.search(rf"{closes.astimezone(BEIJING):%Y-%m-%d}(?! ?0?0:00)", words))


def tells_when_it_ends(words: str, closes: datetime) -> bool:
    """Whether words that name an hour of the day on which something closes name that at which it does."""
    local = closes.astimezone(BEIJING)
    named = re.findall(rf"{local:%Y-%m-%d} ?(\d{{1,2}}:\d{{2}})", words)
    return set(named) <= {f"{local:%H:%M}"}


def counts_down_rightly(words: str, closes: datetime, now: datetime) -> bool:
    """Whether words that say how much time is left, or that none is, fit the portal's own clock (Q2), in the units they name."""
    left = closes - now
    told = [(_told(named), UNITS[named[-1][1]]) for phrase in LEFT.findall(words) if (named := COUNT.findall(phrase))]
    fit = all(time - A_SLOW_PAGE <= left < time + finest + A_SLOW_PAGE for time, finest in told)
    return fit and ("已到期" not in words or now >= closes)


def _told(named: list[tuple[str, str]]) -> timedelta:
    return sum((int(count) * UNITS[unit] for count, unit in named), timedelta())
