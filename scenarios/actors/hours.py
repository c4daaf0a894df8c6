"""What words on a page say of the time, in whatever way a portal puts it: what is not said cannot be wrong."""

import re
from datetime import datetime

from scenarios.calendar import BEIJING

HOUR = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})")


def tells_the_hour(words: str, moment: datetime) -> bool:
    """Whether words that name any hour name that of this moment in Beijing (Q2)."""
    local = moment.astimezone(BEIJING)
    named = {(int(hour), int(minute)) for hour, minute in HOUR.findall(words)}
    return not named or (local.hour, local.minute) in named


def promises_a_day_more(words: str, closes: datetime) -> bool:
    """Whether words name the day that begins as something closes, as if it still belonged to it; its 0:00 is the end itself."""
    return bool(re.search(rf"{closes.astimezone(BEIJING):%Y-%m-%d}(?! ?0?0:00)", words))


def counts_down_rightly(words: str, closes: datetime, now: datetime) -> bool:
    """Whether words that say how many days are left, or that none is, fit the portal's own clock (Q2)."""
    left = [int(days) for days in re.findall(r"剩余 ?(\d+) ?天", words)]
    return all(days == (closes - now).days for days in left) and ("已到期" not in words or now >= closes)
