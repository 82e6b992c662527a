"""The SQL files: marts, macros, checks and examples, each one statement with a comment that says what it is."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from newsetl.core.resources import folder
from newsetl.errors import UserError
from newsetl.gazetteer.forces import state_of
from newsetl.lexicons import read_table
from newsetl.settings import DEFAULT_BORDERS
from newsetl.tables import ANNOTATION_TABLES
from newsetl.tables.schema import SQL_TYPES, Table
from newsetl.warehouse.ddl import quoted
from newsetl.warehouse.mart_headers import is_header, read_header

SET = re.compile(r"set: (?P<name>[a-z_]+) = (?P<value>.+)")
NAME = re.compile(r"[a-z][a-z0-9_]*")
OWN_FILE = re.compile(r"'([\w./-]+\.csv)'")
BORDERS_MARKER = "'$borders'"  # stands in a macro for the setting `borders`
READ = re.compile(r"\b(?:FROM|JOIN)\s+([a-z][a-z0-9_]*)|\b([a-z][a-z0-9_]*)\(")

ACTORS = (
    "Armed and security forces by name: what kind of force each is, the country it is at home in, and the state "
    "(ISO 3166-1 alpha-3) or the alliance that it belongs to; null for groups that belong to none"
)
COUNTRY_CODES = (
    "Names of countries, and codes that researchers join by: ISO 3166-1 alpha-3, UN M49 (three digits), Correlates of "
    "War and Gleditsch and Ward state numbers; null where a list has no such state. other_names are those that macros "
    "take for the country too, such as US, U.S. and America"
)


@dataclass(frozen=True, slots=True)
class Script:
    """A SQL file: its name is the view's, macro's or check's; its leading comment says what it is.

    A mart whose comment has a line "refresh by: …" is kept as a table: see `mart_headers`.

    A question whose comment has lines "set: name = value" takes parameters: `$name` in its SQL, with these values
    unless others are given.
    """

    name: str
    comment: str
    sql: str
    refresh_by: str | None = None
    periods_before: int = 0
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def reads(self) -> set[str]:
        """What the SQL names behind FROM or JOIN or calls: tables, marts, macros, and expressions of its own."""
        return {name or called for name, called in READ.findall(self.sql)} - {self.name}


def read_scripts(kind: str, borders: str = DEFAULT_BORDERS) -> list[Script]:
    """The scripts of sql/<kind>/ by file name.

    Args:
        kind: the folder below sql/: "marts", "macros", "checks", ….
        borders: the setting `borders`, which macros take where they are given none.

    Raises:
        ValueError: a file's name is not an identifier, has no leading comment, or no known way to refresh it.
    """
    found = [read_script(path) for path in sorted((folder("sql") / kind).glob("*.sql"))]
    scripts = [replace(script, sql=script.sql.replace(BORDERS_MARKER, quoted(borders))) for script in found]
    return (
        [actors_script(), country_codes_script(), *machine_scripts(), *scripts]
        if kind == "marts"
        else scripts
    )


@cache
def actors_script() -> Script:
    """The mart `actors`, made of lexicons/forces/named_forces.csv and lexicons/forces/belongs_to.csv."""
    groups = {row["name"]: row["belongs_to"] for row in read_table("forces/belongs_to")}
    rows = [
        (row["name"], row["kind"], row["iso3"], groups.get(row["name"]) or state_of(row) or "")
        for row in read_table("forces/named_forces")
    ]
    return Script("actors", ACTORS, _listed(rows, "actor_name, kind, home_iso3, belongs_to"))


@cache
def country_codes_script() -> Script:
    """The mart `country_codes`, made of lexicons/country_codes.csv and lexicons/countries.csv."""
    names = {row["iso3"]: (row["name"], row["aliases"].replace(";", "; ")) for row in read_table("countries")}
    rows = [
        (row["iso3"], row["m49"], row["cow"], row["gw"], *names.get(row["iso3"], ("", "")))
        for row in read_table("country_codes")
    ]
    sql = _listed(rows, "iso3, m49, cow, gw, name, other_names").replace(
        "SELECT *", "SELECT iso3, name, m49, cow::BIGINT AS cow, gw::BIGINT AS gw, other_names"
    )
    return Script("country_codes", COUNTRY_CODES, sql)


@cache
def machine_scripts() -> tuple[Script, ...]:
    """The views <table>_machine: what the machine said, whatever people have made of its rows since."""
    return tuple(_machine_script(table) for table in ANNOTATION_TABLES.values())


def _machine_script(table: Table) -> Script:
    comment = (
        f"{table.name} as the machine made them: without what people added, with what they removed, and unchanged "
        "where they corrected or confirmed"
    )
    types = json.dumps({column.name: SQL_TYPES[column.type] for column in table.columns})
    sql = f"""
        SELECT *
        FROM {table.name}
        WHERE coalesce(review, 'machine') = 'machine'
            AND {table.key[0]} NOT IN (SELECT row_id FROM machine_rows)
        UNION ALL BY NAME
        SELECT unnest(json_transform("row", {quoted(types)}))
        FROM machine_rows
        WHERE "table" = {quoted(table.name)}
    """
    return Script(f"{table.name}_machine", comment, sql)


def _listed(rows: Iterable[Sequence[str]], columns: str) -> str:
    """A SELECT of rows that are in it; an empty cell is null."""
    listed = ", ".join(f"({', '.join(quoted(cell) if cell else 'NULL' for cell in row)})" for row in rows)
    return f"SELECT * FROM (VALUES {listed}) AS listed ({columns})"


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
    refresh = read_header(path.name, notes)
    parameters = {found["name"]: found["value"] for found in map(SET.fullmatch, notes) if found}
    comment = " ".join(note for note in notes if not is_header(note) and not SET.fullmatch(note))
    if not comment:
        raise ValueError(f"{path.name} does not start with a comment that says what it is")
    sql = "\n".join(lines[body:]).strip().rstrip(";")
    return Script(path.stem, comment, sql, refresh.by, refresh.periods_before, parameters)


def question_files() -> list[Path]:
    """Files that questions of sql/examples/ read besides the tables, where they are there: what is on record."""
    named = (name for script in read_scripts("examples") for name in OWN_FILE.findall(script.sql))
    return [path for path in map(Path, named) if path.is_file()]


@dataclass(frozen=True, slots=True)
class Question:
    """SQL that is ready to run: the text and the values of its `$name` or `?`."""

    sql: str
    values: Sequence[Any] | Mapping[str, Any] | None = None


def question(text: str, values: Sequence[Any] | Mapping[str, Any] | None = None) -> Question:
    """SQL as it is; a single word is the name of a question of sql/examples/ and stands for its SQL and parameters.

    Raises:
        UserError: no question has that name, or the question has no such parameter; the message lists those there are.
    """
    name = text.strip()
    if not NAME.fullmatch(name):
        return Question(text, values)
    questions = {script.name: script for script in read_scripts("examples")}
    if name not in questions:
        raise UserError(
            f"{name!r} is neither SQL nor one of the questions{did_you_mean(name, questions) or ';'} "
            "`newsetl query --list` shows all"
        )
    script = questions[name]
    if values is not None and not isinstance(values, Mapping):
        raise UserError(f"{name} takes its parameters by name: {_parameters(script)}")
    unknown = sorted(set(values or ()) - set(script.parameters))
    if unknown:
        raise UserError(f"{name} has no parameter {unknown[0]!r}; it takes {_parameters(script)}")
    return Question(script.sql, {**script.parameters, **(values or {})} or None)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """ "; did you mean force_levels_of?" for a mistyped name, nothing where none is near."""
    near = get_close_matches(name, list(known), n=3, cutoff=0.5)
    return f"; did you mean {', '.join(near)}?" if near else ""


def _parameters(script: Script) -> str:
    return ", ".join(f"{name} (now {value})" for name, value in script.parameters.items()) or "none"
