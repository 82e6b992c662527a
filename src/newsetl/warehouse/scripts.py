"""The SQL files: marts, macros, checks and examples, each one statement with a comment that says what it is."""

import re
from dataclasses import dataclass
from pathlib import Path

from newsetl.resources import folder

NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Script:
    """A SQL file: its name is the view's, macro's or check's; its leading comment says what it is."""

    name: str
    comment: str
    sql: str


def read_scripts(kind: str) -> list[Script]:
    """The scripts of sql/<kind>/ by file name.

    Raises:
        ValueError: a file's name is no identifier, or it has no leading comment.
    """
    return [read_script(path) for path in sorted((folder("sql") / kind).glob("*.sql"))]


def read_script(path: Path) -> Script:
    """One SQL file, its leading comment apart."""
    if not NAME.fullmatch(path.stem):
        raise ValueError(f"{path.name}: the name of a SQL file is a lower-case identifier")
    lines = path.read_text(encoding="utf-8").splitlines()
    body = next((i for i, line in enumerate(lines) if line.strip() and not line.startswith("--")), len(lines))
    comment = " ".join(line.removeprefix("--").strip() for line in lines[:body] if line.startswith("--"))
    if not comment:
        raise ValueError(f"{path.name} does not start with a comment that says what it is")
    return Script(path.stem, comment, "\n".join(lines[body:]).strip().rstrip(";"))
