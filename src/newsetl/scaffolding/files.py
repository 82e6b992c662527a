"""What `newsetl init` writes: newsetl.toml with every setting, an inbox, and a feeds file where feeds are named."""

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsetl.errors import UserError
from newsetl.scaffolding.declared_settings import Declared, settings
from newsetl.settings import FILE_NAME

INBOX = "inbox"
FEEDS = "feeds.toml"
_EXAMPLES = {
    "mirror": "s3://bucket/prefix",
    "fields": {"text": "corpo", "url": "enlace"},
    "aliases": {"SOHR": "Syrian Observatory for Human Rights"},
    "day_first": True,
    "allowed_hosts": ["intranet.example:8080"],
    "quoted_words": {"Licensed Daily": 25},
    "workers": 2,
}


@dataclass(frozen=True, slots=True)
class Started:
    """What was written: the settings file, the inbox, and the feeds file or None."""

    settings_file: Path
    inbox: Path
    feeds_file: Path | None


def start(folder: Path, chosen: Mapping[str, Any], feeds: Sequence[str] = ()) -> Started:
    """Makes the folder and what is needed in it.

    Args:
        folder: made where it is not there; other files in it stay as they are.
        chosen: settings that are set; all others are written as comments with their defaults.
        feeds: addresses of feeds or sitemaps; with any, a feeds file is written.

    Raises:
        UserError: a settings or feeds file is there already, or an address is none.
    """
    feeds_file = folder / FEEDS if feeds else None
    for path in filter(None, (folder / FILE_NAME, feeds_file)):
        if path.exists():
            raise UserError(f"{path} is there already: edit it, or name another folder")
    for feed in feeds:
        if not feed.startswith(("http://", "https://")):
            raise UserError(f"{feed!r} is not an http or https address")
    (folder / INBOX).mkdir(parents=True, exist_ok=True)
    (folder / FILE_NAME).write_text(settings_file(chosen), encoding="utf-8")
    if feeds_file is not None:
        feeds_file.write_text(_feeds_file(feeds), encoding="utf-8")
    return Started(folder / FILE_NAME, folder / INBOX, feeds_file)


def settings_file(chosen: Mapping[str, Any]) -> str:
    """A newsetl.toml: what is chosen is set, all else is a comment. Tables come last, as TOML wants it."""
    lines = ["# Settings of newsetl. A line that starts with '#' is a comment: take the '#' away to set it."]
    declared = sorted(settings(), key=lambda setting: isinstance(setting.default, Mapping))
    for setting in declared:
        lines += [
            "",
            *(f"# {line}" for line in textwrap.wrap(_described(setting), 100)),
            *_set(setting, chosen),
        ]
    return "\n".join(lines) + "\n"


def _described(setting: Declared) -> str:
    default = "" if setting.default_text == "none" else f" Default: {setting.default_text}."
    return f"{setting.name}: {setting.meaning}{default}"


def _set(setting: Declared, chosen: Mapping[str, Any]) -> Iterator[str]:
    is_set = setting.name in chosen
    value = chosen.get(setting.name, _EXAMPLES.get(setting.name, setting.default))
    mark = "" if is_set else "#"
    if isinstance(value, Mapping):
        yield f"{mark}[{setting.name}]"
        yield from (f"{mark}{_toml(key)} = {_toml(told)}" for key, told in value.items())
    else:
        yield f"{mark}{setting.name} = {_toml(value)}"


def _feeds_file(feeds: Sequence[str]) -> str:
    lines = ["# What `newsetl collect feeds.toml` polls. `outlet` wins over what the feed says of itself."]
    lines += ["#[collect]", '#user_agent = "my-desk/1.0 (+https://example.org/bot)"']
    for feed in feeds:
        lines += ["", "[[feeds]]", f"url = {_toml(feed)}", '#outlet = "Example Post"']
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    """A text, number, truth value or list as TOML, whose basic strings are written as JSON's are."""
    return json.dumps(
        value if isinstance(value, bool | int | float | list) else str(value), ensure_ascii=False
    )
