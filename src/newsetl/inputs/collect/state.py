"""What earlier runs know: validators of feeds, articles that were seen, articles that wait. Kept atomically."""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from newsetl.errors import RunLocked, SettingsError
from newsetl.storage.durable import make_folders, write_durably

STATE_NAME = "collect-state.json"
# A feed names an article for days, a sitemap for weeks; after this no one will name it as new.
SEEN_DAYS = 400
_VERSION = 1


@dataclass(slots=True)
class CollectState:
    """Everything that one run leaves to the next.

    Args:
        validators: feed address -> "etag" and "last_modified" of its last answer.
        seen: article address -> day on which it was fetched or given up.
        pending: article address -> "metadata", and "attempts" so far.
    """

    validators: dict[str, dict[str, str]] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    pending: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, url: str, metadata: dict[str, Any]) -> bool:
        """Notes an article that a feed names; True if it is new."""
        if url in self.seen or url in self.pending:
            return False
        self.pending[url] = {"metadata": metadata, "attempts": 0}
        return True

    def settle(self, url: str, now: datetime) -> None:
        """Notes that an article needs no further fetch."""
        self.pending.pop(url, None)
        self.seen[url] = now.date().isoformat()

    def forget(self, now: datetime) -> None:
        """Drops what was seen so long ago that no feed names it any more."""
        oldest = (now - timedelta(days=SEEN_DAYS)).date().isoformat()
        self.seen = {url: day for url, day in self.seen.items() if day >= oldest}


def load_state(folder: Path) -> CollectState:
    """The state in a folder; an empty one where there is none.

    Raises:
        SettingsError: the file is not one that newsetl wrote.
    """
    path = folder / STATE_NAME
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content.pop("version") != _VERSION:
            raise ValueError("of another version")
        return CollectState(**content)
    except FileNotFoundError:
        return CollectState()
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise SettingsError(f"{path} cannot be read ({error}): move it away to start afresh") from error


def save_state(folder: Path, state: CollectState) -> None:
    """Writes the state so that a reader sees the old one or the new one, whole, whenever the machine stops."""
    content = json.dumps({"version": _VERSION, **asdict(state)}, sort_keys=True)
    write_durably(folder / STATE_NAME, content.encode())


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds the folder for one run; the lock goes with the process, however that ends.

    Raises:
        RunLocked: another run holds it.
    """
    make_folders(folder)
    with (folder / ".collect.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise RunLocked(f"another collect is writing to {folder}") from error
        yield
