"""watch.toml in the data directory: what is watched, and where alerts go."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from newsetl.errors import UserError

WATCH_FILE = "watch.toml"
LISTS = ("actors", "places", "sources", "words")


@dataclass(frozen=True, slots=True)
class Watch:
    """What someone follows: a figure is one where all that is given fits; of a list, any.

    Args:
        name: as alerts are headed.
        actors: names or ISO 3166-1 alpha-3 codes, also of a state or alliance for all its forces.
        places: names or codes; a country takes all in it.
        sources: names of sources, agencies or outlets.
        words: that the sentence holds.
        at_least: figures of this many or more.
    """

    name: str
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    at_least: float | None = None


@dataclass(frozen=True, slots=True)
class Watches:
    """All of watch.toml.

    Args:
        watches: one a table [[watch]].
        webhook: address that alerts are posted to; None for none.
        silent_outlets: whether an outlet that falls silent is an alert.
    """

    watches: tuple[Watch, ...] = ()
    webhook: str | None = None
    silent_outlets: bool = True


def read_watches(data_dir: Path) -> Watches | None:
    """The watch list of a data directory; None where there is none.

    Raises:
        UserError: the file is not understood; the message says what.
    """
    path = data_dir / WATCH_FILE
    if not path.is_file():
        return None
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UserError(f"{path} cannot be read as TOML: {error}") from error
    unknown = sorted(content.keys() - {"watch", "webhook", "silent_outlets"})
    if unknown:
        raise UserError(f"{path}: unknown {unknown[0]!r}; known are [[watch]], webhook and silent_outlets")
    entries = content.get("watch", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise UserError(f"{path}: each watch begins with [[watch]]")
    webhook, silent = content.get("webhook"), content.get("silent_outlets", True)
    if not isinstance(webhook, str | None) or not isinstance(silent, bool):
        raise UserError(f"{path}: webhook is an address in quotes, silent_outlets is true or false")
    return Watches(tuple(_watch(path, entry) for entry in entries), webhook, silent)


def _watch(path: Path, entry: dict[str, Any]) -> Watch:
    known = [field.name for field in fields(Watch)]
    unknown = sorted(entry.keys() - set(known))
    if unknown:
        raise UserError(f"{path}: a watch has no {unknown[0]!r}; known are {', '.join(known)}")
    name, at_least = entry.get("name"), entry.get("at_least")
    if not isinstance(name, str) or not name.strip():
        raise UserError(f"{path}: each watch needs a name")
    if at_least is not None and (isinstance(at_least, bool) or not isinstance(at_least, int | float)):
        raise UserError(f"{path}: at_least of {name!r} must be a number, not {at_least!r}")
    lists = {key: tuple(word.casefold() for word in _words(path, name, key, entry)) for key in LISTS}
    if not any(lists.values()) and at_least is None:
        raise UserError(
            f"{path}: the watch {name!r} takes everything: give it actors, places, sources or words"
        )
    return Watch(name, **lists, at_least=at_least)


def _words(path: Path, name: str, key: str, entry: dict[str, Any]) -> list[str]:
    words = entry.get(key, [])
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise UserError(f'{path}: {key} of {name!r} must be a list of names, such as ["Russia"]')
    return words
