"""The user's own names of sources: aliases.csv in the data directory, [aliases] in newsetl.toml, and corrections."""

import csv
from pathlib import Path

from newsetl.corrections import read_corrections
from newsetl.corrections.metadata import corrected_aliases
from newsetl.errors import UserError
from newsetl.stages.run_context import RunContext

FILE = "aliases.csv"


def source_aliases(run: RunContext) -> dict[str, str]:
    """alias -> name, of the file, of the settings, and of corrections; the later of these wins.

    Raises:
        UserError: the file is not a table with the columns alias and name.
    """
    file = run.data_dir / FILE
    given = (read_aliases(file) if file.is_file() else {}) | dict(run.settings.aliases)
    said = corrected_aliases(read_corrections(run.data_dir))
    names = {alias.casefold() for alias in said}
    return {alias: name for alias, name in given.items() if alias.casefold() not in names} | said


def read_aliases(file: Path) -> dict[str, str]:
    """alias -> name of a CSV file with these two columns.

    Raises:
        UserError: it has no such columns, or is not UTF-8.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            if not {"alias", "name"} <= set(reader.fieldnames or ()):
                raise UserError(f"{file} needs a first line with the columns alias and name")
            rows = [((row["alias"] or "").strip(), (row["name"] or "").strip()) for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise UserError(f"{file} cannot be read as CSV in UTF-8: {error}") from error
    return {alias: name for alias, name in rows if alias and name}
