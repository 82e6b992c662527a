"""A lexicon's declaration, and the check of its lines against it when it is read."""

import dataclasses
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, TypeAlias, get_args, get_origin


@dataclass(frozen=True, slots=True)
class Form:
    """What a cell of text must look like: a regular expression, and the same in words."""

    pattern: str
    words: str


@dataclass(frozen=True, slots=True)
class Several:
    """A cell that holds several of the allowed values, with a separator between them."""

    separator: str
    allowed: Any


@dataclass(frozen=True, slots=True)
class WordOfSet:
    """A word that serves one rule; the comment above a set says which."""

    set: str
    word: str


Iso3: TypeAlias = Annotated[str, Form(r"[A-Z]{3}", "three capitals (ISO 3166-1 alpha-3)")]
Iso2: TypeAlias = Annotated[str, Form(r"[A-Z]{2}", "two capitals (ISO 3166-1 alpha-2)")]
Date: TypeAlias = Annotated[str, Form(r"\d{4}-\d\d-\d\d", "a date such as 2003-03-20")]
Yes: TypeAlias = Literal["yes"]
Note: TypeAlias = Annotated[str, Form(r".+", "filled in")]  # for anyone who edits the table; no code reads it
Problem: TypeAlias = Callable[[str], str | None]


def problems(
    name: str, declared: type, header: Sequence[str], rows: Mapping[int, Mapping[str, str]]
) -> Iterator[str]:
    """What is wrong with a lexicon, each with file and line.

    Args:
        name: of the file, below lexicons/.
        declared: the frozen dataclass that declares its columns.
        header: the names of its first line.
        rows: line number -> cells by column.
    """
    columns = columns_of(declared)
    if list(header) != list(columns):
        yield f"lexicons/{name}: its columns are {', '.join(header)}, declared are {', '.join(columns)}"
        return
    for line, row in rows.items():
        for column, check in columns.items():
            problem = check(row[column])
            if problem is not None:
                yield f"lexicons/{name} line {line}: {column} {row[column]!r} {problem}"


@cache
def columns_of(declared: type) -> dict[str, Problem]:
    """The columns of a declaration, each with the check of a cell; a trailing "_" keeps Python's own words out."""
    hints = typing.get_type_hints(declared, include_extras=True)
    return {field.name.rstrip("_"): _check_of(hints[field.name]) for field in dataclasses.fields(declared)}


def _check_of(hint: Any) -> Problem:
    if get_origin(hint) in (types.UnionType, typing.Union):
        inner = next(part for part in get_args(hint) if part is not type(None))
        check = _check_of(inner)
        return lambda cell: check(cell) if cell else None
    if get_origin(hint) is Annotated:
        return _check_of_form(get_args(hint)[1])
    if get_origin(hint) is Literal:
        return _one_of(get_args(hint))
    return {str: _text, int: _whole, float: _number}[hint]


def _check_of_form(form: Form | Several) -> Problem:
    if isinstance(form, Several):
        check = _check_of(form.allowed)
        return lambda cell: next(filter(None, (check(part) for part in cell.split(form.separator))), None)
    pattern, words = re.compile(form.pattern), form.words
    return lambda cell: None if pattern.fullmatch(cell) else f"is not {words}"


def _one_of(values: tuple[str, ...]) -> Problem:
    allowed = frozenset(values)
    return lambda cell: None if cell in allowed else f"is not one of {', '.join(values)}"


def _text(cell: str) -> str | None:
    return None if cell else "is empty"


def _whole(cell: str) -> str | None:
    return None if re.fullmatch(r"-?\d+", cell) else "is not a whole number"


def _number(cell: str) -> str | None:
    return None if re.fullmatch(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?", cell) else "is not a number"
