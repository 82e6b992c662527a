"""What a report shows and what wrote it, kept in its folder: the next one takes over what would be the same."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

from newsetl import __version__
from newsetl.warehouse.sql_files import read_scripts

STATE = "state.json"


@dataclass(frozen=True, slots=True)
class ShownState:
    """What a report shows.

    Args:
        snapshot: the snapshot of its database; None where no run built it.
        made_by: see `made_by`.
        force_pages: a hash of what each page of an actor and a place shows, by its file.
    """

    snapshot: str | None
    made_by: str
    force_pages: Mapping[str, str] = field(default_factory=dict)


def read_state(folder: Path, quoted_words: Mapping[str, int] | None = None) -> ShownState | None:
    """The state of a report; None where there is none, or this newsetl would make another of the same rows.

    Args:
        folder: the report's.
        quoted_words: as `write_report` would be given them now.
    """
    try:
        state = ShownState(**json.loads((folder / STATE).read_text("utf-8")))
    except (OSError, ValueError, TypeError):  # none, half written, or of another newsetl
        return None
    return state if state.made_by == made_by(quoted_words) else None


def write_state(folder: Path, state: ShownState) -> None:
    """Keeps the state of a report in its folder."""
    (folder / STATE).write_text(json.dumps(asdict(state)), "utf-8")


def shown_snapshot(folder: Path, quoted_words: Mapping[str, int] | None = None) -> str | None:
    """The snapshot that a report shows; None where there is none, or this newsetl would make another of it."""
    state = read_state(folder, quoted_words)
    return state.snapshot if state else None


def made_by(quoted_words: Mapping[str, int] | None) -> str:
    """What a report is made by: this newsetl's pages and macros, and how many words may be quoted."""
    return hashlib.sha256(f"{_code()} {sorted((quoted_words or {}).items())}".encode()).hexdigest()


@cache
def _code() -> str:
    """A hash of all that turns rows into pages: a page that others made is not taken over."""
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(Path(str(files("newsetl.report"))).rglob("*.*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.name.encode() + path.read_bytes())
    for macro in read_scripts("macros"):
        digest.update(f"{macro.name} {macro.sql}".encode())
    return digest.hexdigest()
