"""The SQL files: marts, macros, checks and examples, each one statement with a comment that says what it is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path

from newsetl.errors import UserError
from newsetl.resources import folder

REFRESH = "refresh by:"
LOAD = "load"
STORY_MONTH = "month of the story"
BEFORE = re.compile(r"(?P<unit>\w+), with (?P<before>\d+) before it")
KEYS = ("story", "claim")
UNITS = ("day", "week", "month", STORY_MONTH, *KEYS, LOAD)
NAME = re.compile(r"[a-z][a-z0-9_]*")
OWN_FILE = re.compile(r"'([\w./-]+\.csv)'")
READ = re.compile(r"\b(?:FROM|JOIN)\s+([a-z][a-z0-9_]*)")


@dataclass(frozen=True, slots=True)
class Script:
    """A SQL file: its name is the view's, macro's or check's; its leading comment says what it is.

    A mart whose comment ends in a line "refresh by: …" is kept as a table, of which a load makes anew only what it
    touched:

    - day, week, month: the mart has a column of that name, the DATE that the period of publication starts on, and each
      of its rows follows from the tables' rows of that period; where the line goes on ", with 4 before it", from the
      rows of that period and the four before it, also those of other marts that have a column of that name.
    - story, claim: it has columns that end in story_id or claim_id, and each row follows from the tables' rows of these
      stories, or from these claims' figures and the other rows of their articles.
    - month of the story: its column `month` is that of story_overview, and each row follows from the tables' rows of
      the stories that began in that month. Stories and articles can then be added up over months.
    - load: the whole is made anew each time; for what is quickly made and takes longer to ask than readers wait.
    """

    name: str
    comment: str
    sql: str
    refresh_by: str | None = None
    periods_before: int = 0

    @property
    def reads(self) -> set[str]:
        """What the SQL names behind FROM or JOIN: tables, marts, macros, and expressions of its own."""
        return set(READ.findall(self.sql)) - {self.name}


def read_scripts(kind: str) -> list[Script]:
    """The scripts of sql/<kind>/ by file name.

    Raises:
        ValueError: a file's name is no identifier, it has no leading comment, or is to be refreshed by nothing known.
    """
    return [read_script(path) for path in sorted((folder("sql") / kind).glob("*.sql"))]


def in_order(scripts: Iterable[Script]) -> Iterator[tuple[Script, list[str]]]:
    """Scripts after those that they name behind FROM or JOIN, each with the names of these.

    Raises:
        graphlib.CycleError: two read each other.
    """
    by_name = {script.name: script for script in scripts}
    reads = {name: sorted(script.reads & by_name.keys()) for name, script in by_name.items()}
    for name in TopologicalSorter(reads).static_order():
        yield by_name[name], reads[name]


def read_script(path: Path) -> Script:
    """One SQL file, its leading comment apart."""
    if not NAME.fullmatch(path.stem):
        raise ValueError(f"{path.name}: the name of a SQL file is a lower-case identifier")
    lines = path.read_text(encoding="utf-8").splitlines()
    body = next((i for i, line in enumerate(lines) if line.strip() and not line.startswith("--")), len(lines))
    notes = [line.removeprefix("--").strip() for line in lines[:body] if line.startswith("--")]
    refresh_by, periods_before = _refresh(path, notes)
    comment = " ".join(note for note in notes if not note.startswith(REFRESH))
    if not comment:
        raise ValueError(f"{path.name} does not start with a comment that says what it is")
    sql = "\n".join(lines[body:]).strip().rstrip(";")
    return Script(path.stem, comment, sql, refresh_by, periods_before)


def question_files() -> list[Path]:
    """Files that questions of sql/examples/ read besides the tables, where they are there: what is on record."""
    named = (name for script in read_scripts("examples") for name in OWN_FILE.findall(script.sql))
    return [path for path in map(Path, named) if path.is_file()]


def _refresh(path: Path, notes: Iterable[str]) -> tuple[str | None, int]:
    """By what a mart is refreshed, and how many periods before it go into one."""
    told = next((note.removeprefix(REFRESH).strip() for note in notes if note.startswith(REFRESH)), None)
    longer = BEFORE.fullmatch(told or "")
    unit = longer["unit"] if longer else told
    if unit is not None and unit not in UNITS:
        raise ValueError(f"{path.name} is refreshed by {unit!r}, which is none of {', '.join(UNITS)}")
    return unit, int(longer["before"]) if longer else 0


def statement(text: str) -> str:
    """SQL as it is; a single word is the name of a question of sql/examples/ and stands for its SQL.

    Raises:
        UserError: no question has that name; the message lists those there are.
    """
    if not NAME.fullmatch(text.strip()):
        return text
    questions = {script.name: script for script in read_scripts("examples")}
    if text.strip() not in questions:
        raise UserError(f"{text.strip()!r} is neither SQL nor one of the questions: {', '.join(questions)}")
    return questions[text.strip()].sql
