"""The line that says when a post of a live blog was written: "2024-03-06 21:40", alone above the post, local time."""

import re
from bisect import bisect_right
from datetime import date, datetime, timedelta

LINE = re.compile(r"^(?P<day>\d{4}-\d\d-\d\d) \d\d:\d\d$", re.MULTILINE)
LONGEST_BLOG = timedelta(days=45)  # between any post and its publication: pages print the first or the last
Stamps = tuple[tuple[int, date], ...]


def post_line(at: datetime) -> str:
    """The line above a post of that local time."""
    return f"{at:%Y-%m-%d %H:%M}"


def days_of_posts(text: str) -> Stamps:
    """Where the lines of a text are, in code points, and their days; empty for a text of one time."""
    return tuple((match.start(), day) for match in LINE.finditer(text) if (day := _day(match["day"])))


def day_at(stamps: Stamps, offset: int) -> date | None:
    """The day of the post that holds an offset; None above the first."""
    index = bisect_right(stamps, offset, key=lambda stamp: stamp[0])
    return stamps[index - 1][1] if index else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
