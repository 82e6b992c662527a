"""Front matter: the metadata between "---" lines that clippers (Obsidian) and site builders write above a note."""

import re
from collections.abc import Iterator
from itertools import groupby

_HEAD = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<lines>.{1,20000}?)\r?\n---[ \t]*(?:\r?\n|\Z)\s*", re.DOTALL)
_FIELD = re.compile(r"(?P<name>[^\W\d][\w \-]{0,40}):(?:\s+(?P<value>.*))?")
_ITEM = re.compile(r"\s*-\s+(?P<value>.*)")
_TELLING = frozenset(("title", "url", "link", "source", "date", "published", "author", "authors"))
_COMMENT = re.compile(r"\s*#.*")
_TRAILING = re.compile(r"(?<=\S)\s+#.*")
_OTHER_FIELD = re.compile(r"""["'@]?[\w.:\-]{1,60}["']?:(?:\s.*)?""")  # "og:title: …"
_QUOTED = re.compile(r"""(?P<value>"(?:[^"\\]|\\.)*"|'[^']*'|\[[^\]]*\])\s*#.*""")
_NOTE_LINK = re.compile(r"^\[\[(?:[^\]|]*\|)?([^\]]+)\]\]$")  # "[[Ann Lee]]"


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The metadata above a text and the text below it; {} and the whole text where there is none.

    A source that is an address is the `url`. Lists are joined by semicolons. Nested values are left out.
    """
    match = _HEAD.match(text)
    facts = dict(_fields(match["lines"])) if match and _is_metadata(match["lines"]) else {}
    if match is None or _TELLING.isdisjoint(facts) or not text[match.end() :].strip():
        return {}, text
    if facts.get("source", "").startswith(("http://", "https://")):
        facts.setdefault("url", facts.pop("source"))
    return facts, text[match.end() :]


def _is_metadata(lines: str) -> bool:
    """False where a line is neither field, item, indented nor a comment: a text between two rules."""
    forms = (_FIELD, _OTHER_FIELD, _ITEM, _COMMENT)
    bare = (line for line in lines.splitlines() if line.strip() and not line[0].isspace())
    return all(any(form.fullmatch(line) for form in forms) for line in bare)


def _without_comment(value: str) -> str:
    """'2024-03-05  # day of print' -> the day; a sign within quotes or a word stays."""
    quoted = _QUOTED.fullmatch(value)
    if quoted is not None:
        return quoted["value"]
    return value if value[:1] in ("'", '"') else _TRAILING.sub("", value)


def _fields(lines: str) -> Iterator[tuple[str, str]]:
    held: list[tuple[str, str]] = []
    for line in lines.splitlines():
        field, item = _FIELD.fullmatch(line), _ITEM.fullmatch(line)
        if field is not None:
            held.append((field["name"].strip().lower(), _without_comment((field["value"] or "").strip())))
        elif item is not None and held:
            held.append((held[-1][0], _without_comment(item["value"].strip())))
    for name, values in groupby(held, key=lambda pair: pair[0]):
        bare = [value for _, text in values for value in _values(text)]
        if bare:
            yield name, "; ".join(bare)


def _values(text: str) -> Iterator[str]:
    """'"Ann Lee"' -> Ann Lee; '[Ann Lee, "Jo Roe"]' -> both."""
    text = text.strip()
    is_list = text.startswith("[") and text.endswith("]") and not text.startswith("[[")
    for part in text[1:-1].split(",") if is_list else (text,):
        bare = part.strip()
        if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "\"'":
            bare = bare[1:-1].replace('\\"', '"')
        bare = _NOTE_LINK.sub(r"\1", bare.strip())
        if bare and bare not in (">", "|", ">-", "|-"):
            yield bare
