"""Settings: built-in defaults, then newsetl.toml, then NEWSETL_* environment variables."""

import dataclasses
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsetl.errors import SettingsError

FILE_NAME = "newsetl.toml"
_TOML_TYPES = {str: "a string", int: "a whole number", dict: "a table"}
IN_FILE_ONLY = ("fields", "aliases", "quoted_words")  # tables, which no environment variable holds
# Whole numbers with the least and the most that make sense
RANGES = {
    "batch_size": (1, 100_000),
    "workers": (1, 1024),
    "keep_snapshots": (1, 10_000),
    "document_seconds": (1, 86_400),
    "document_megabytes": (100, 1_000_000),
    "query_seconds": (1, 86_400),
    "query_megabytes": (50, 1_000_000),
}
BORDERS = ("un", "control", "none")
DEFAULT_BORDERS = BORDERS[0]  # also what the macros in sql/macros take where none are given


@dataclass(frozen=True, slots=True)
class Settings:
    """How newsetl works on this machine. Each field may be in newsetl.toml under its own name.

    Args:
        data_dir: where raw/, lake/, news.duckdb and reports/ live.
        batch_size: documents in a batch, the unit of work and of retry.
        workers: batches worked on at once on this machine.
        keep_snapshots: published states kept in lake/snapshots for readers that opened them.
        mirror: object store that every published state is brought to, such as "s3://bucket/prefix", and that a machine
            without one of its own continues from.
        fields: names of the input's fields for records of another form: {"text": "corpo", "url": "enlace"}.
        aliases: your own names of sources: {"SOHR": "Syrian Observatory for Human Rights"}; aliases.csv in the data
            directory (columns alias and name) does the same for longer lists. What was said of a name on the desk wins
            over both.
        day_first: how a table's dates such as 03/04/2024 are read where its column proves nothing: true for day first.
        allowed_hosts: hosts that collecting may fetch from although their address is private.
        document_seconds: processor time that a document may take in a stage, more for one of more than 100,000
            characters; beyond it the document goes to quarantine as `timeout`.
        document_megabytes: memory that a document may take beyond what an idle worker has; beyond it the document goes
            to quarantine as `out_of_memory`.
        quoted_words: most words of a sentence or headline that exports and the report quote, by outlet:
            {"Licensed Daily" = 25}; "*" stands for all others. Outlets with a limit get no evidence pages.
        report: false leaves the HTML report as it is: `newsetl report` writes it on demand.
        delta: true publishes the tables as Delta Lake tables too, in `delta/` of the data directory.
        borders: which borders maps and roll-ups by country follow: "un" (the practice of the United Nations: Crimea
            counts to Ukraine), "control" (who holds an area) or "none" (disputed areas count to no country).
        query_seconds: time that one question of `newsetl query` may take.
        query_megabytes: memory that it may take before it works on disk.
    """

    data_dir: Path = Path("data")
    batch_size: int = 200
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    keep_snapshots: int = 5
    mirror: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    allowed_hosts: tuple[str, ...] = ()
    document_seconds: int = 60
    document_megabytes: int = 2000
    quoted_words: Mapping[str, int] = field(default_factory=dict)
    report: bool = True
    delta: bool = False
    borders: str = DEFAULT_BORDERS
    query_seconds: int = 300
    query_megabytes: int = 4000


def load_settings(file: Path | None = None, **overrides: Any) -> Settings:
    """Settings from `file` (default: newsetl.toml in the working directory, if there) and the environment.

    Args:
        file: a newsetl.toml that must exist, or None.
        overrides: values that win over both, as from the command line; None means not given.

    Raises:
        SettingsError: unreadable file, unknown name, or a value of the wrong type.
    """
    values = _from_file(file) | _from_environment()
    values |= {name: value for name, value in overrides.items() if value is not None}
    known = {f.name for f in dataclasses.fields(Settings)}
    for name in values:
        if name not in known:
            raise SettingsError(f"unknown setting {name!r}: known are {', '.join(sorted(known))}")
    return Settings(**{name: _checked(name, value) for name, value in values.items()})


def _from_file(file: Path | None) -> dict[str, Any]:
    path = file or Path(FILE_NAME)
    if not path.is_file():
        if file is not None:
            raise SettingsError(f"no settings file at {file}")
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SettingsError(f"{path} cannot be read as TOML: {error}") from error


def _from_environment() -> dict[str, Any]:
    names = {f.name: f"NEWSETL_{f.name.upper()}" for f in dataclasses.fields(Settings)}
    simple = {name: os.environ[variable] for name, variable in names.items() if variable in os.environ}
    return {name: value for name, value in simple.items() if name not in IN_FILE_ONLY}


def _checked(name: str, value: Any) -> Any:
    if name == "data_dir":
        path = Path(_typed(name, value, (str, Path)))
        if "?" in str(path.absolute()):
            raise SettingsError(
                f"data_dir {path} holds a '?', which DuckDB takes for options: rename the folder"
            )
        return path
    if name == "quoted_words":
        return {outlet: _words(outlet, most) for outlet, most in _typed(name, value, (dict,)).items()}
    return _number(name, value) if name in RANGES else _other(name, value)


def _other(name: str, value: Any) -> Any:
    if name in ("day_first", "report", "delta"):
        return _yes_or_no(name, value)
    if name == "borders" and value not in BORDERS:
        raise SettingsError(f"borders must be {', '.join(BORDERS[:-1])} or {BORDERS[-1]}, not {value!r}")
    if name in ("mirror", "borders"):
        return _typed(name, value, (str,))
    if name == "allowed_hosts":
        hosts = value.split(",") if isinstance(value, str) else _typed(name, value, (list, tuple))
        return tuple(_typed(f"{name}, each host,", host, (str,)) for host in hosts)
    fields = _typed(name, value, (dict,))
    return {field: _typed(f"{name}.{field}", told, (str,)) for field, told in fields.items()}


def _words(outlet: str, most: Any) -> int:
    if isinstance(most, bool) or not isinstance(most, int) or most < 1:
        raise SettingsError(f"quoted_words of {outlet!r} must be a whole number of 1 or more, not {most!r}")
    return most


def _yes_or_no(name: str, value: Any) -> bool:
    if isinstance(value, str) and value.lower() in ("true", "false", "1", "0", "yes", "no"):
        return value.lower() in ("true", "1", "yes")
    if not isinstance(value, bool):
        raise SettingsError(f"{name} must be true or false, not {value!r}")
    return value


def _number(name: str, value: Any) -> int:
    least, most = RANGES[name]
    is_whole = isinstance(value, int | str) and not isinstance(value, bool)
    try:
        number = int(value) if is_whole else None
    except ValueError:
        number = None
    if number is None:
        raise SettingsError(f"{name} must be a whole number, not {value!r}")
    if number < least:
        raise SettingsError(f"{name} must be {least:,} or more, not {number:,}")
    if number > most:
        raise SettingsError(f"{name} must be {most:,} or less, not {number:,}")
    return number


def _typed(name: str, value: Any, kinds: tuple[type, ...]) -> Any:
    if not isinstance(value, kinds):
        wanted = " or ".join(_TOML_TYPES.get(kind, kind.__name__) for kind in kinds)
        raise SettingsError(f"{name} must be {wanted}, not {value!r}")
    return value
