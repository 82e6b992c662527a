"""The published tables as Delta Lake tables, for Spark, Trino, Fabric, Databricks or Snowflake, without newsetl.

Each table's log names the same Parquet files that the lake has, as hard links, and one commit brings a table from one
published state to the next: a reader has all of it or none. Delta has no commits over several tables, so two of them
may be a moment apart; `runs` is committed last.
"""

import json
import os
import shutil
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa

from newsetl.errors import UserError
from newsetl.lake import DataFile, Lake
from newsetl.lake.history import published
from newsetl.lake.remote import DELTA_LOG, FILES
from newsetl.replicas.delta_log import COMMIT, LINES, names_in, settle, sync_log
from newsetl.storage.durable import make_folders, replace_durably, sync_files, write_durably
from newsetl.storage.object_store import ObjectStore, open_store
from newsetl.tables import LAKE_TABLES

DELTA_FOLDER = "delta"
AWAITED = "logs_awaited"  # a file that is there while a restore replaces the logs
PARTITION = "published_month"


def follow_lake(data_dir: Path) -> None:
    """Brings the Delta tables in `delta/` of a data directory to the published state; what is there already stays.

    To be called under the lock. Killed at any moment, the next call does the rest; of the last two commits those
    that a power cut tore are rebuilt.

    Raises:
        UserError: the library is not installed, or a restore was cut off before it had the logs.
    """
    awaited = data_dir / DELTA_FOLDER / AWAITED
    if awaited.exists():
        raise UserError(
            f"a restore was cut off before it had the Delta logs: `newsetl restore s3://bucket/prefix` fetches them; "
            f"where the store is gone, delete {awaited} and new logs begin"
        )
    lake = Lake(data_dir / "lake")
    manifest = lake.manifest()
    kept = {file.path for state in published(lake) for file in state.files}
    for name in _in_order():
        root = data_dir / DELTA_FOLDER / name
        files = manifest.of(name)
        settle(root / DELTA_LOG)
        _link_all(lake.snapshot(manifest.snapshot_id), root, files)
        before = names_in(root / DELTA_LOG)
        _commit(root, name, files, manifest.snapshot_id)
        sync_log(root / DELTA_LOG, before)
        _drop_old(root, {path.removeprefix(f"{name}/") for path in kept})


def mirror_logs(data_dir: Path, uri: str) -> None:
    """Makes the mirrored files Delta tables too: brings each table's log to `files/<table>/`, commit by commit.

    To be called after `mirror`, so that the files that a commit names are there. A log of another machine that this one
    does not continue from is replaced.

    Args:
        data_dir: the data directory.
        uri: 's3://bucket/prefix'.
    """
    store = open_store(uri)
    for name in _in_order():
        _mirror_log(store, f"{FILES}/{name}/{DELTA_LOG}", data_dir / DELTA_FOLDER / name / DELTA_LOG)


def _mirror_log(store: ObjectStore, there: str, here: Path) -> None:
    commits = sorted(path for path in here.glob("*.json") if COMMIT.fullmatch(path.name))
    if not commits:
        return
    present = store.sizes(there)
    if _is_another(store, {name: size for name, size in present.items() if _is_from(name, commits[0])}, here):
        store.delete(sorted(present, reverse=True))
        present = {}
    checkpoints = sorted(path for path in here.iterdir() if path.is_file() and path not in commits)
    for path in (*commits, *checkpoints):  # "_last_checkpoint" sorts behind what it names
        if f"{there}/{path.name}" not in present or not path.name[0].isdigit():
            store.put(f"{there}/{path.name}", path.read_bytes())


def _is_from(name: str, first: Path) -> bool:
    """True for a commit that is not earlier than the first one here: earlier ones may have been cleaned away."""
    last = Path(name).name
    return COMMIT.fullmatch(last) is not None and last >= first.name


def _is_another(store: ObjectStore, there: dict[str, int], here: Path) -> bool:
    """True where a commit of the store (name and size) is not, byte for byte, the one that is here.

    Sizes come with the listing, content costs a request: it is compared for the newest commit, and for what came there
    no earlier. Commits come in their order, so one that was replaced is younger than those behind it.
    """
    if not there:
        return False
    ours = {name: here / Path(name).name for name in there}
    if any(not path.is_file() or path.stat().st_size != there[name] for name, path in ours.items()):
        return True
    moments = store.moments(str(Path(next(iter(there))).parent))
    lately = [name for name in ours if moments[name] >= moments[max(ours)]]
    return any(store.read(name) != ours[name].read_bytes() for name in lately)


def announce_logs(data_dir: Path) -> None:
    """Says that a store's logs are about to replace those here; until `restore_logs` is done nothing follows them."""
    write_durably(data_dir / DELTA_FOLDER / AWAITED, b"")


def restore_logs(data_dir: Path, uri: str) -> None:
    """Fetches the logs of a mirror that are not here, all if announced, so that the next commit continues from them.

    Each comes whole or not at all: a log with a gap, as a killed run would leave it, can be read by nobody.

    Raises:
        StoreUnreachable: the store does not answer or refuses; the next call continues from there.
    """
    awaited = data_dir / DELTA_FOLDER / AWAITED
    logs = {name: data_dir / DELTA_FOLDER / name / DELTA_LOG for name in _in_order()}
    wanted = {name: here for name, here in logs.items() if awaited.exists() or not here.is_dir()}
    if not wanted:
        return
    store = open_store(uri)
    for name, here in wanted.items():
        names = sorted(store.sizes(f"{FILES}/{name}/{DELTA_LOG}"))
        if names:
            beside = here.with_name(f"{DELTA_LOG}.partial")
            shutil.rmtree(beside, ignore_errors=True)
            for _ in store.get_files((each, beside / Path(each).name, "") for each in names):
                pass
            shutil.rmtree(here, ignore_errors=True)
            beside.replace(here)
    awaited.unlink(missing_ok=True)


def _in_order() -> list[str]:
    """The tables, `runs` last: who finds a run there finds its rows in the others."""
    return sorted(LAKE_TABLES, key=lambda table: (table == "runs", table))


def _commit(root: Path, name: str, files: Iterable[DataFile], snapshot_id: str) -> None:
    """Has a table's log name these files and no others, in one commit; none where it does."""
    try:
        import deltalake  # noqa: PLC0415 - an extra
        from deltalake.transaction import RemoveAction, create_table_with_add_actions  # noqa: PLC0415
    except ImportError as error:
        raise UserError("delta = true needs the library: pip install 'newsetl[delta]'") from error
    adds = {_inside(file): _adding(file) for file in files}

    def told(lines: int) -> Any:
        about = {"newsetl_snapshot": snapshot_id, LINES: str(lines)}
        return deltalake.CommitProperties(custom_metadata=about)

    if not deltalake.DeltaTable.is_deltatable(str(root)):
        root.mkdir(parents=True, exist_ok=True)
        about: Any = {"partition_by": [PARTITION], "description": LAKE_TABLES[name].description}
        about["commit_properties"] = told(len(adds) + 3)  # commitInfo, protocol, metaData
        create_table_with_add_actions(str(root), _schema(name), [*adds.values()], **about)
        return
    table = deltalake.DeltaTable(str(root))
    known = {field.name for field in table.schema().fields}
    missing = [field for field in _schema(name).fields if field.name not in known]
    if missing:
        table.alter.add_columns(missing, commit_properties=told(2))  # commitInfo, metaData
    held = {"/".join(uri.split("/")[-2:]) for uri in table.file_uris()}
    if held != set(adds):
        gone = [
            RemoveAction(path, data_change=True, deletion_timestamp=_now())
            for path in sorted(held - set(adds))
        ]
        changes = [*gone, *(adds[path] for path in sorted(set(adds) - held))]
        about = {"commit_properties": told(len(changes) + 1)}
        table.create_write_transaction(changes, "append", table.schema(), [PARTITION], **about)


def _adding(file: DataFile) -> Any:
    from deltalake.transaction import AddAction  # noqa: PLC0415 - an extra

    stats = json.dumps({"numRecords": file.rows})
    return AddAction(
        _inside(file), file.bytes, {PARTITION: file.month}, _now(), data_change=True, stats=stats
    )


def _now() -> int:
    """Milliseconds since 1970, as the log has them."""
    return int(time.time() * 1000)


def _schema(name: str) -> Any:
    """The declared columns and the partition's; all may be null, so that later newsetls can add some."""
    from deltalake import Schema  # noqa: PLC0415 - an extra

    fields = [pa.field(field.name, field.type) for field in LAKE_TABLES[name].arrow_schema]
    return Schema.from_arrow(pa.schema([*fields, pa.field(PARTITION, pa.string())]))


def _inside(file: DataFile) -> str:
    """A file's path in its table's folder."""
    return file.path.removeprefix(f"{file.table}/")


def _link_all(snapshot: Path, root: Path, files: Iterable[DataFile]) -> None:
    """Has a table's folder hold its files; their names are on the disk before a commit lists them."""
    missing = [file for file in files if not (root / _inside(file)).exists()]
    for file in missing:
        _link(snapshot / file.path, root / _inside(file))
    sync_files({(root / _inside(file)).parent for file in missing})


def _link(source: Path, target: Path) -> None:
    make_folders(target.parent)
    try:
        os.link(source, target)
    except OSError:  # the folder is on another file system
        beside = target.with_suffix(".copying")
        shutil.copyfile(source, beside)
        replace_durably(beside, target)


def _drop_old(root: Path, kept: set[str]) -> None:
    """Removes files that no kept state names: readers of an older version of the table have had their time."""
    for path in root.glob(f"{PARTITION}=*/*.parquet"):
        if path.relative_to(root).as_posix() not in kept:
            path.unlink()
