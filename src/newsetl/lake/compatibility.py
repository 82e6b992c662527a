"""Whether the files of a snapshot can be read as the tables are declared: wider types can, narrower ones cannot."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from newsetl.errors import UserError
from newsetl.lake.manifest import Manifest
from newsetl.tables import TABLES, schema_version


def require_readable(folder: Path, manifest: Manifest) -> None:
    """Looks at the columns of a snapshot's files before anything is made of them.

    One file of each table is looked at, for a run writes them all alike; of a snapshot that another version wrote, all.

    Raises:
        UserError: a column is no longer declared, or has become narrower; the line names it.
    """
    seen: set[str] = set()
    for file in manifest.files:
        is_alike = file.table in seen and manifest.schema_version == schema_version()
        if file.table not in TABLES or is_alike:
            continue
        seen.add(file.table)
        fault = misfit(pq.read_schema(folder / file.path), TABLES[file.table].arrow_schema)
        if fault is not None:
            raise UserError(
                f"{file.table}.{fault} in snapshot {manifest.snapshot_id}, which another version of newsetl wrote: "
                "use that version, or read the inputs again into another --data-dir"
            )


def misfit(found: pa.Schema, declared: pa.Schema) -> str | None:
    """The first column that cannot be read as declared and why, as "name is …"; None where all can."""
    for field in found:
        if field.name not in declared.names:
            return f"{field.name} is not known here, and is"
        wanted = declared.field(field.name).type
        if not fits(field.type, wanted):
            return f"{field.name} is {wanted} here, and {field.type}"
    return None


def fits(found: pa.DataType, wanted: pa.DataType) -> bool:
    """True if every value of a type is one of another."""
    if found == wanted or pa.types.is_null(found):
        return True
    if pa.types.is_dictionary(found):
        return fits(found.value_type, wanted)
    if pa.types.is_integer(found) and pa.types.is_integer(wanted):
        return bool(found.bit_width <= wanted.bit_width and _is_signed(found) == _is_signed(wanted))
    if pa.types.is_floating(found) and pa.types.is_floating(wanted):
        return bool(found.bit_width <= wanted.bit_width)
    if pa.types.is_integer(found) and pa.types.is_floating(wanted):
        return bool(found.bit_width <= wanted.bit_width // 2)  # a float64 holds every int32
    texts = (pa.types.is_string, pa.types.is_large_string)
    return any(is_text(found) for is_text in texts) and any(is_text(wanted) for is_text in texts)


def _is_signed(kind: pa.DataType) -> bool:
    return bool(pa.types.is_signed_integer(kind))
