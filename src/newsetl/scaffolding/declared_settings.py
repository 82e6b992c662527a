"""Every setting with its type, default and meaning, read from the dataclasses that declare them."""

import dataclasses
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from newsetl.inputs.collect import CollectSettings
from newsetl.inputs.collect.feeds_file import NOT_SETTABLE
from newsetl.settings import IN_FILE_ONLY, RANGES, Settings

_KINDS = {
    "Path": "text",
    "str": "text",
    "str | None": "text",
    "int": "whole number",
    "float": "number",
    "bool": "true or false",
    "bool | None": "true or false",
    "tuple[str, ...]": "list of texts",
    "Mapping[str, str]": "table of texts",
    "Mapping[str, int]": "table of whole numbers",
}
# A default that is worked out where newsetl runs
_WORKED_OUT = {"workers": "the number of processors"}
_ENTRY = re.compile(r"([a-z_]+(?:, [a-z_]+)*): (.*)")


@dataclass(frozen=True, slots=True)
class Declared:
    """A setting: its name, the kind of value, the default (None: none), what it does, and its least and most."""

    name: str
    kind: str
    default: Any
    default_text: str
    meaning: str
    limits: tuple[int, int] | None
    variable: str | None


def settings() -> list[Declared]:
    """The settings of newsetl.toml, in the order of their declaration."""
    return list(_declared(Settings, in_newsetl_toml=True))


def collect_settings() -> list[Declared]:
    """The settings that the table [collect] of a feeds file may hold."""
    return [
        found for found in _declared(CollectSettings, in_newsetl_toml=False) if found.name not in NOT_SETTABLE
    ]


def _declared(of: type, *, in_newsetl_toml: bool) -> Iterator[Declared]:
    meanings = _meanings(of)
    for field in dataclasses.fields(of):
        worked_out = _WORKED_OUT.get(field.name) if in_newsetl_toml else None
        default = _default(field)
        yield Declared(
            name=field.name,
            kind=_KINDS.get(_type_text(field.type), "text"),
            default=None if worked_out else default,
            default_text=worked_out or _shown(default),
            meaning=meanings.get(field.name, ""),
            limits=RANGES.get(field.name) if in_newsetl_toml else None,
            variable=f"NEWSETL_{field.name.upper()}"
            if in_newsetl_toml and field.name not in IN_FILE_ONLY
            else None,
        )


def _default(field: "dataclasses.Field[Any]") -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return None if field.default is dataclasses.MISSING else field.default


def _type_text(declared: Any) -> str:
    return (
        getattr(declared, "__name__", str(declared)) if isinstance(declared, type) else _plain(str(declared))
    )


def _plain(text: str) -> str:
    return text.replace("collections.abc.", "").replace("pathlib.", "").replace("typing.", "")


def _shown(default: Any) -> str:
    if (
        default is None
        or (not isinstance(default, bool | int | float | str) and not str(default))
        or default in ((), {})
    ):
        return "none"
    if isinstance(default, bool):
        return str(default).lower()  # as TOML writes it
    return f"{default:,}" if isinstance(default, int | float) else str(default)


def _meanings(of: type) -> dict[str, str]:
    """What the class's docstring says of each field, under "Args:"."""
    _, _, told = (inspect.getdoc(of) or "").partition("Args:\n")
    entries: list[list[str]] = []
    for line in told.splitlines():
        if line.startswith("    ") and not line.startswith("     "):
            entries.append([line.strip()])
        elif line.strip() and entries:
            entries[-1].append(line.strip())
    found = {}
    for match in filter(None, (_ENTRY.match(" ".join(entry)) for entry in entries)):
        for name in match[1].split(", "):
            found[name] = match[2]
    return found
