"""A column of dates is read as a whole: 13/03 in one row proves that the day comes first in all of them."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from newsetl.inputs.written_dates import find_date
from newsetl.lexicons.months import month_number

# "05/03/2024 18:00", "5-3-24": two numbers that may be day and month either way
_NUMBERS = re.compile(r"\s*(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)[,T]?\s*(.*)", re.DOTALL)
_SHORT = re.compile(r"\s*(\d{1,2})[-\s]([^\W\d_]{3,9})\.?[-\s,]+(\d{2})(?!\d)\s*(.*)", re.DOTALL)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_COMPACT = re.compile(r"((?:1[89]|20)\d\d)([01]\d)([0-3]\d)")
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000  # 1954 to 2119, as Excel counts days
_EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel's days have no zone
_PIVOT = 70  # two-digit years from here on are of the last century
_READ = re.compile(r"\s*(?:\d{4}|\d{8}(?:\D|$)|\d{9,13}(?:\.\d+)?\s*$|\w{3},? \d)", re.ASCII)


class DateColumn:
    """What the rows so far say about a column of dates.

    Args:
        name: the column's.
        day_first: as the user's settings say; None leaves it to the column.
        usual: whether the table's language writes the day first, which counts where nothing else tells.
    """

    def __init__(self, name: str, day_first: bool | None = None, usual: bool = False) -> None:
        self.name = name
        self._setting = day_first
        self._usual = usual
        self._is_proved_day_first = self._is_proved_month_first = False
        self._unsure = self._unread = self._seen = 0
        self._example = self._unread_example = ""

    @property
    def is_settled(self) -> bool:
        """True if no further row can tell anything new."""
        return self._is_proved_day_first or self._setting is not None

    def learn(self, cell: Any) -> None:
        """Takes a row's date for proof of the order."""
        match = _NUMBERS.match(cell) if isinstance(cell, str) else None
        if match is not None and match[2] != ".":
            first, second = int(match[1]), int(match[3])
            self._is_proved_day_first |= first > 12 >= second
            self._is_proved_month_first |= second > 12 >= first

    @property
    def is_proved(self) -> bool:
        """True if some row shows the order, and none the other one."""
        return self._is_proved_day_first != self._is_proved_month_first

    @property
    def day_first(self) -> bool:
        """Whether the day comes first: as proved, else as set, else as the language writes, English as Americans do."""
        return (
            self._is_proved_day_first
            if self.is_proved
            else self._usual
            if self._setting is None
            else self._setting
        )

    def read(self, cell: Any) -> Any:
        """The cell's date in ISO 8601 where its form is one of tables; anything else as it is."""
        if isinstance(cell, (datetime, date)):
            return cell.isoformat()
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            return _of_serial(float(cell)) or _of_digits(cell) or cell
        if not isinstance(cell, str) or not cell.strip():
            return cell
        self._seen += 1
        text = cell.strip()
        found = (
            self._numbered(text)
            or _short(text)
            or (_of_serial(float(text)) if _SERIAL.fullmatch(text) else None)
        )
        if found is None and not _READ.match(text):
            written = find_date(text)
            found = written.iso if written else None
            if found is None:
                self._unread += 1
                self._unread_example = self._unread_example or text[:60]
        return found or cell

    def complaint(self) -> str | None:
        """One line on the dates that could not be read, or whose order nothing proves; None if all is well."""
        if self._unread:
            return (
                f"column {self.name!r}: {self._unread} of {self._seen} dates cannot be read, "
                f"such as {self._unread_example!r}; their articles have no date"
            )
        is_proved = self._is_proved_day_first or self._is_proved_month_first
        if self._unsure and self._setting is None and not is_proved and not self._usual:
            return (
                f"column {self.name!r}: nothing shows whether {self._example!r} begins with its day or its month; "
                "read as month first. If that is wrong, run it with --day-first into a fresh --data-dir"
            )
        return None

    def _numbered(self, text: str) -> str | None:
        match = _NUMBERS.match(text)
        if match is None:
            return None
        first, second, year = int(match[1]), int(match[3]), _full_year(match[4])
        is_day_first = match[2] == "." or self.day_first
        if first > 12 or second > 12:
            is_day_first = first > 12
        elif first != second and match[2] != ".":
            self._unsure += 1
            self._example = self._example or text[:60]
        day, month = (first, second) if is_day_first else (second, first)
        return _dated(year, month, day, match[5])


def _short(text: str) -> str | None:
    """ "05-Mar-24" -> "2024-03-05"."""
    match = _SHORT.fullmatch(text)
    month = month_number(match[2]) if match else None
    return _dated(_full_year(match[3]), month, int(match[1]), match[4]) if match and month else None


def _dated(year: int, month: int, day: int, rest: str) -> str | None:
    try:
        iso = date(year, month, day).isoformat()
    except ValueError:
        return None
    return f"{iso} {rest.strip()}" if re.match(r"\d{1,2}:\d\d", rest.strip()) else iso


def _of_serial(number: float) -> str | None:
    """Excel's count of days since the end of 1899, as ISO 8601."""
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return None
    moment = _EXCEL_EPOCH + timedelta(days=number)
    return moment.date().isoformat() if number == int(number) else moment.replace(microsecond=0).isoformat()


def _of_digits(number: float) -> str | None:
    """20240305 -> "2024-03-05", as tables of numbers hold days."""
    match = _COMPACT.fullmatch(str(int(number))) if number == number // 1 else None
    return _dated(int(match[1]), int(match[2]), int(match[3]), "") if match else None


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (1900 if year >= _PIVOT else 2000)
