"""What is installed, what is wrong, and what to do about it."""

import importlib.metadata
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import httpx

from newsetl import __version__
from newsetl.errors import NewsetlError, RunLocked, UserError
from newsetl.gazetteer import load_gazetteer
from newsetl.lake import Lake, Manifest
from newsetl.lake.divergence import conflict, relation
from newsetl.lake.remote import shown_snapshot
from newsetl.lake.repairing import damage
from newsetl.language import model_info
from newsetl.number_reader import reader_info
from newsetl.settings import Settings
from newsetl.stages.deep_check import faults
from newsetl.stages.run_context import writing
from newsetl.storage.object_store import open_store
from newsetl.warehouse import database_snapshot, is_as_declared, run_checks
from newsetl.warehouse.database_link import disturbance

PACKAGES = ("prefect", "duckdb", "pyarrow", "pandas", "spacy", "trafilatura")
FREE_BYTES = 2_000_000_000
MIRROR_STATES = {
    "in step": "as here",
    "behind": "behind this data directory: the next run brings it up to date, or now `newsetl mirror`",
    "ahead": "ahead of this data directory",
    "diverged": "which did not follow from what is here",
}


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing looked at: whether it is well, what was found, and what to do where it is not."""

    subject: str
    is_well: bool
    found: str
    remedy: str = ""


def diagnose(settings: Settings, *, deep: bool = False) -> Iterator[Diagnosis]:
    """Looks at each thing that newsetl needs, one after another; never raises for what it finds.

    Args:
        settings: of the data directory.
        deep: True also compares every file with its SHA-256, which takes as long as reading them.
    """
    for examine in EXAMINATIONS:
        try:
            yield examine(settings)
        except (OSError, duckdb.Error, NewsetlError) as error:
            subject = examine.__name__.strip("_").replace("_", " ")
            yield Diagnosis(subject, False, str(error).splitlines()[0], "look at what the line names")
    if deep:
        yield from _deep(settings)


def _deep(settings: Settings) -> Iterator[Diagnosis]:
    damaged = 0
    for fault in faults(settings.data_dir, settings.mirror):
        damaged += 1
        yield Diagnosis("file", False, fault.what, fault.remedy)
    if not damaged:
        yield Diagnosis("files", True, "every file of the lake and every original is what was written")


def _versions(_: Settings) -> Diagnosis:
    found = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    well = (3, 11) <= sys.version_info[:2] < (3, 14)
    python = ".".join(map(str, sys.version_info[:3]))
    return Diagnosis(
        "versions", well, f"newsetl {__version__}, Python {python}, {found}", "use Python 3.11 to 3.13"
    )


def _model(_: Settings) -> Diagnosis:
    try:
        info = model_info()
    except NewsetlError as error:
        return Diagnosis("language model", False, str(error), "reinstall newsetl with its constraints.txt")
    return Diagnosis("language model", True, f"{info.name}, weights {info.hash[:12]} as expected")


def _reader(_: Settings) -> Diagnosis:
    try:
        info = reader_info()
    except NewsetlError as error:
        return Diagnosis("trained reader", False, str(error), "reinstall newsetl with its constraints.txt")
    return Diagnosis("trained reader", True, f"{info.card['name']}, file {info.hash[:12]} as expected")


def _gazetteer(_: Settings) -> Diagnosis:
    return Diagnosis("gazetteer", True, load_gazetteer().version)


def _data_dir(settings: Settings) -> Diagnosis:
    folder = _existing(settings.data_dir)
    if settings.data_dir.is_file() or _is_foreign(settings.data_dir):
        return Diagnosis(
            "data directory",
            False,
            f"{settings.data_dir} is not a data directory of newsetl: there is no lake/ in it",
            "name the folder that runs were given as --data-dir",
        )
    free = shutil.disk_usage(folder).free
    is_there = settings.data_dir.exists()
    found = f"{settings.data_dir}: {free / 1e9:.1f} GB free" + (
        "" if is_there else "; it does not exist yet, the first run creates it"
    )
    if not os.access(folder, os.W_OK):
        return Diagnosis(
            "data directory", False, f"{folder} is not writable", "choose another with --data-dir"
        )
    return Diagnosis(
        "data directory", free > FREE_BYTES, found, "make room, or choose another with --data-dir"
    )


def _is_foreign(folder: Path) -> bool:
    """True for a folder that holds something and nothing of ours."""
    ours = ("lake", "raw", "staging", "news.duckdb")
    return folder.is_dir() and any(folder.iterdir()) and not any((folder / name).exists() for name in ours)


def _existing(folder: Path) -> Path:
    return next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())


def _lock(settings: Settings) -> Diagnosis:
    if not (settings.data_dir / ".lock").exists():
        return Diagnosis("lock", True, "nothing has run here yet")
    try:
        with writing(settings.data_dir):
            return Diagnosis("lock", True, "free")
    except RunLocked as error:
        return Diagnosis("lock", False, str(error), "wait for that run, or stop its process")


def _published(settings: Settings) -> Diagnosis:
    lake = Lake(settings.data_dir / "lake")
    try:
        reason = damage(lake)
        manifest = Manifest("", "", 0, ()) if reason else lake.manifest()
    except UserError as error:
        return Diagnosis("published state", False, str(error), "pip install --upgrade newsetl")
    if reason is not None:
        remedy = "the next run of any kind continues from the newest whole state and says which"
        return Diagnosis("published state", False, reason, remedy)
    if not manifest.files:
        return Diagnosis("published state", True, "nothing published yet")
    database = settings.data_dir / "news.duckdb"
    snapshot, touched = database_snapshot(database), disturbance(database)
    if touched is not None:
        remedy = "open it read-only there; the next run of any kind builds the database from the lake"
        return Diagnosis("published state", False, touched, remedy)
    if snapshot is not None and not is_as_declared(database):
        found = f"lake and database {snapshot}, of an older newsetl"
        return Diagnosis(
            "published state", False, found, "`newsetl run INPUT…` brings it up to date, also without news"
        )
    found = f"lake {manifest.snapshot_id}, database {snapshot or 'missing'}"
    return Diagnosis(
        "published state", snapshot == manifest.snapshot_id, found, "the next run of any kind repairs it"
    )


def _checks(settings: Settings) -> Diagnosis:
    database = settings.data_dir / "news.duckdb"
    if database_snapshot(database) is None:
        return Diagnosis("checks", True, "no database to check yet")
    if not is_as_declared(database):
        return Diagnosis("checks", True, "they ask for columns that an older newsetl's database lacks")
    findings = run_checks(database)
    found = "; ".join(str(finding) for finding in findings) or "all pass"
    return Diagnosis(
        "checks", not findings, found, "look at the rows named; earlier states are in lake/snapshots"
    )


def _mirror(settings: Settings) -> Diagnosis:
    if settings.mirror is None:
        return Diagnosis("mirror", True, "none set: this data directory is the only copy")
    lake = Lake(settings.data_dir / "lake")
    try:
        store = open_store(settings.mirror)
        shown = shown_snapshot(store)
        stands, reason = relation(lake, shown), conflict(lake, store)
    except NewsetlError as error:
        return Diagnosis("mirror", False, str(error), "look at the address, AWS_* and the network")
    if shown is None:
        return Diagnosis("mirror", True, f"{settings.mirror} is empty: the next run fills it")
    found = f"{settings.mirror} shows {shown.manifest.snapshot_id}, "
    if not lake.manifest().files:
        return Diagnosis("mirror", True, f"{found}restored by the next run, or now by `newsetl restore`")
    return Diagnosis("mirror", reason is None, found + MIRROR_STATES[stands], reason or "")


def _prefect_server(_: Settings) -> Diagnosis:
    address = os.environ.get("PREFECT_API_URL")
    if not address:
        return Diagnosis("Prefect server", True, "none set: each run starts its own (ten seconds or so)")
    try:
        healthy = httpx.get(f"{address.rstrip('/')}/health", timeout=5).is_success
    except httpx.HTTPError as error:
        return Diagnosis(
            "Prefect server", False, f"{address}: {error}", "prefect server start, or unset PREFECT_API_URL"
        )
    return Diagnosis("Prefect server", healthy, address, "prefect server start, or unset PREFECT_API_URL")


EXAMINATIONS: tuple[Callable[[Settings], Diagnosis], ...] = (
    _versions,
    _model,
    _reader,
    _gazetteer,
    _data_dir,
    _lock,
    _published,
    _checks,
    _mirror,
    _prefect_server,
)
