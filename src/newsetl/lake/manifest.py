"""What a snapshot consists of: its files, their rows, the schema's version, and what its run changed.

A snapshot is named after the run that made it.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from newsetl.errors import SnapshotDamaged, UserError
from newsetl.lake.checksummed_json import beginning, sealed, unsealed
from newsetl.storage.durable import sync_files, sync_tree, write_durably
from newsetl.tables import schema_version

MANIFEST = "manifest.json"
SEAL = "sha256"  # the field that holds the hash of all that comes before it
CHECKSUM = beginning(SEAL)
STAGED = "manifest.staged.json"  # what it is called until the snapshot is published


@dataclass(frozen=True, slots=True, order=True)
class DataFile:
    """A Parquet file of the lake; its path is relative to the snapshot's folder and never reused."""

    table: str
    month: str
    name: str
    rows: int
    bytes: int

    @property
    def path(self) -> str:
        """'<table>/published_month=<month>/<name>'"""
        return f"{self.table}/published_month={self.month}/{self.name}"

    @property
    def digest(self) -> str:
        """What the SHA-256 of its content, in hex, begins with: files are named after their content."""
        return Path(self.name).stem


@dataclass(frozen=True, slots=True)
class Delta:
    """How a snapshot differs from the one before it, so that a copy of that one can follow without a reload.

    Args:
        files: paths of the files that hold just the added rows.
        superseded: articles whose earlier revision is no longer current: its annotation rows are gone.
        replaced: annotation tables, and articles, whose rows of `reannotated` articles are gone.
        reannotated: articles that were annotated again.
        retried: documents whose rows in quarantine and inputs are gone.
        rewritten: tables of which all earlier rows are gone.
    """

    files: tuple[str, ...] = ()
    superseded: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    reannotated: tuple[str, ...] = ()
    retried: tuple[str, ...] = ()
    rewritten: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """A snapshot's content: its files, and what changed since its parent.

    `schema_version` is `newsetl.tables.schema_version` of the newsetl that wrote it (1 where that is older than the
    count): where it equals this one's, every file has all the declared columns. `number` is one more than that of any
    snapshot before it in its lake, whatever the clock says.
    """

    snapshot_id: str
    parent: str
    schema_version: int
    files: tuple[DataFile, ...]
    delta: Delta = Delta()
    number: int = 0

    def of(self, table: str) -> list[DataFile]:
        """The files of one table."""
        return [file for file in self.files if file.table == table]

    def rows(self, table: str) -> int:
        """Number of rows of one table."""
        return sum(file.rows for file in self.of(table))


def write_staged(folder: Path, manifest: Manifest, known: Iterable[DataFile] = ()) -> None:
    """Writes the manifest of a snapshot that is not published yet, once all that it names is on the disk.

    Args:
        folder: the snapshot's folder with its files.
        manifest: it names them.
        known: files that an earlier snapshot has synced.
    """
    sync_files(folder / file.path for file in sorted({*manifest.files} - {*known}))
    write_durably(folder / STAGED, manifest_text(manifest).encode())
    sync_tree(folder)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a snapshot's folder.

    Raises:
        SnapshotDamaged: it cannot be read.
        UserError: a later newsetl wrote it.
    """
    try:
        return manifest_from((folder / MANIFEST).read_text(encoding="utf-8"))
    except UserError:
        raise
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise SnapshotDamaged(
            f"snapshot {folder.name} is damaged: its {MANIFEST} cannot be read ({type(error).__name__})"
        ) from error


def manifest_text(manifest: Manifest) -> str:
    """A manifest as JSON, with a checksum."""
    content = asdict(manifest) | {"files": [asdict(file) for file in sorted(manifest.files)]}
    return sealed(content, SEAL)


def manifest_from(text: str) -> Manifest:
    """A manifest from its JSON; what a later newsetl adds without a new schema is passed over.

    Its checksum is compared where it has one: versions before 2026-11-30 wrote none.

    Raises:
        ValueError: it is not what was written.
        UserError: a later newsetl wrote it, whose columns this one does not know.
    """
    content = unsealed(text, SEAL)
    if content["schema_version"] > schema_version():
        raise UserError(f"snapshot {content['snapshot_id']} was written by a later newsetl: update this one")
    delta = Delta(**{name: tuple(values) for name, values in content["delta"].items()})
    known = {name: content[name] for name in ("snapshot_id", "parent", "schema_version")}
    files = tuple(_files(content["files"]))
    return Manifest(**known, files=files, delta=delta, number=content.get("number", 0))


def _files(entries: Iterable[dict[str, object]]) -> Iterable[DataFile]:
    return (DataFile(**entry) for entry in entries)  # type: ignore[arg-type]
