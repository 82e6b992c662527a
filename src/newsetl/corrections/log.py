"""The log of corrections: corrections/log.jsonl in the data directory, to which lines are only ever added.

JSON lines rather than Parquet or SQLite: one write adds a line, so that a correction costs one sync and needs no
lock of a run; any beginning of the file is a valid log, so that it can be copied or mirrored while someone writes;
two machines' logs are joined by their ids; and a person can read it without any program. Each line holds what was
done at once, with a checksum. kill -9 leaves a line whole or without its end, which the next writer cuts off.
"""

import fcntl
import hashlib
import json
import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from newsetl.corrections.model import KINDS, Correction, RowKey, new_id, now
from newsetl.errors import UserError
from newsetl.storage.durable import make_folders, sync_file, write_durably

CORRECTIONS_FOLDER, LOG, LOCK = "corrections", "log.jsonl", ".lock"
MOST_AT_ONCE = 20_000  # corrections in a line
LONGEST_LINE = 100_000_000  # bytes
LONGEST_WORDS = {"by": 200, "why": 4000, "was": 20_000, "becomes": 20_000}
log = logging.getLogger(__name__)


def log_path(data_dir: Path) -> Path:
    """Where the log of a data directory is."""
    return data_dir / CORRECTIONS_FOLDER / LOG


def add_corrections(data_dir: Path, corrections: Sequence[Correction]) -> None:
    """Adds corrections to the log, all of them or none; they are on the disk when this returns.

    Needs no lock of a run: it can be called while one publishes. Several processes may write at once.

    Raises:
        UserError: one is too long or nobody's, or there are too many at once.
    """
    if not corrections:
        return
    for correction in corrections:
        _require_sound(correction)
    line = _line(corrections)
    if len(corrections) > MOST_AT_ONCE or len(line) > LONGEST_LINE:
        raise UserError(f"more than {MOST_AT_ONCE:,} corrections at once: add them in parts")
    with _writing(data_dir):
        _append(log_path(data_dir), line)


def read_corrections(data_dir: Path) -> tuple[Correction, ...]:
    """All corrections in the order in which they were made; none where there is no log."""
    path = log_path(data_dir)
    try:
        found = path.stat()
    except FileNotFoundError:
        return ()
    return _read(path, (found.st_ino, found.st_size, found.st_mtime_ns))[1]


def undo_correction(data_dir: Path, correction_id: str, by: str, why: str | None = None) -> Correction:
    """Takes a correction back; undoing that brings it again.

    Raises:
        UserError: there is no such correction.
    """
    return undo_corrections(data_dir, [correction_id], by, why)[0]


def undo_corrections(
    data_dir: Path, correction_ids: Sequence[str], by: str, why: str | None = None
) -> list[Correction]:
    """Takes corrections back at once, all of them or none.

    Raises:
        UserError: there is no such correction.
    """
    known = {correction.correction_id: correction for correction in read_corrections(data_dir)}
    at, made = now(), []
    for correction_id in correction_ids:
        if correction_id not in known:
            raise UserError(f"no correction {correction_id}: `newsetl corrections list` shows all")
        of = known[correction_id]
        undo = Correction(
            correction_id=new_id(at), at=at, by=by, kind="undo", table=of.table, key=of.key, row_id=of.row_id,
            field=of.field, undoes=correction_id, why=why,
        )  # fmt: skip
        made.append(undo)
    add_corrections(data_dir, made)
    return made


def corrections_of_one_action(data_dir: Path, correction_id: str) -> list[Correction]:
    """A correction with all that the same person said at the same moment; nothing where there is none of that id."""
    corrections = read_corrections(data_dir)
    at = {(said.at, said.by) for said in corrections if said.correction_id == correction_id}
    return [said for said in corrections if (said.at, said.by) in at]


def join_log(data_dir: Path, content: bytes, removed: frozenset[str] = frozenset()) -> int:
    """Adds the corrections of another log that this one lacks, but none of removed articles; returns how many.

    Who can write to a mirror can write anything: what no publish could apply is left out, and that is said.
    """
    from newsetl.corrections.validation import require_applicable  # noqa: PLC0415 - only here; reads the gazetteer

    found = [correction for line in content.splitlines(keepends=True) for correction in _corrections(line)]
    others = []
    for correction in found:
        try:
            require_applicable(correction)
            _require_sound(correction)
            others.append(correction)
        except (UserError, ValueError, TypeError) as error:
            log.warning("a correction of the mirror is left out: %s", str(error)[:200])
    known = {correction.correction_id for correction in read_corrections(data_dir)}
    missing = [c for c in others if c.correction_id not in known and not _is_of(c, removed)]
    for first in range(0, len(missing), MOST_AT_ONCE):
        add_corrections(data_dir, missing[first : first + MOST_AT_ONCE])
    return len(missing)


def purge_log(data_dir: Path, articles: frozenset[str]) -> int:
    """Takes the corrections of removed articles out of the log, with all the words that they quote."""
    with _writing(data_dir):
        known = read_corrections(data_dir)
        kept = [correction for correction in known if not _is_of(correction, articles)]
        if len(kept) < len(known):
            lines = [_line(kept[at : at + MOST_AT_ONCE]) for at in range(0, len(kept), MOST_AT_ONCE)]
            write_durably(log_path(data_dir), b"".join(lines))
    return len(known) - len(kept)


def _is_of(correction: Correction, articles: frozenset[str]) -> bool:
    return correction.key is not None and correction.key.article_id in articles


State = tuple[int, int, int]


@lru_cache(maxsize=4)
def _read(path: Path, state: State) -> tuple[State, tuple[Correction, ...]]:
    """The state of the file, by which it is known to be unchanged, and its corrections."""
    with path.open("rb") as lines:
        found = [correction for line in lines for correction in _corrections(line)]
    return state, tuple(sorted(found, key=lambda correction: (correction.at, correction.correction_id)))


def _corrections(line: bytes) -> list[Correction]:
    """The corrections of a line; none of one that is torn or damaged."""
    try:
        entry = json.loads(line)
        if line.endswith(b"\n") and entry["sum"] == _digest(entry["corrections"]):
            return [_correction(content) for content in entry["corrections"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    if line.endswith(b"\n"):  # else someone writes it at this moment, or was killed
        log.warning("a line of the log of corrections is damaged and left out: %r", line[:80])
    return []


def _correction(content: Mapping[str, Any]) -> Correction:
    key = RowKey(**content["key"]) if content.get("key") else None
    return Correction(**{**content, "key": key, "at": datetime.fromisoformat(content["at"])})


def _line(corrections: Sequence[Correction]) -> bytes:
    contents = [_content(correction) for correction in corrections]
    return json.dumps({"sum": _digest(contents), "corrections": contents}).encode() + b"\n"


def _content(correction: Correction) -> dict[str, Any]:
    """What JSON keeps of a correction: what it says, and nothing that is null."""
    content = asdict(correction) | {"at": correction.at.isoformat()}
    return {name: value for name, value in content.items() if value is not None}


def _digest(contents: Sequence[Mapping[str, Any]]) -> str:
    return hashlib.sha256(json.dumps(contents, sort_keys=True).encode()).hexdigest()[:16]


def _require_sound(correction: Correction) -> None:
    if correction.kind not in KINDS:
        raise UserError(f"{correction.kind!r} is not a kind of correction: {', '.join(KINDS)}")
    if not correction.by.strip():
        raise UserError("a correction needs the name of who makes it")
    for name, most in LONGEST_WORDS.items():
        if len(getattr(correction, name) or "") > most:
            raise UserError(f"{name} is longer than {most:,} characters")


@contextmanager
def _writing(data_dir: Path) -> Iterator[None]:
    """Holds the log's own lock, for the milliseconds of a write; the kernel frees it when the process ends."""
    make_folders(data_dir / CORRECTIONS_FOLDER)
    descriptor = os.open(data_dir / CORRECTIONS_FOLDER / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _append(path: Path, line: bytes) -> None:
    is_new = not path.exists()
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        end = _cut_torn_line(descriptor)
        os.lseek(descriptor, end, os.SEEK_SET)
        left = memoryview(line)
        while left:
            left = left[os.write(descriptor, left) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        sync_file(path.parent)


def _cut_torn_line(descriptor: int) -> int:
    """Cuts off what a killed writer left of its line; returns the length of what is left."""
    size = os.fstat(descriptor).st_size
    end = size
    while end and os.pread(descriptor, 1, end - 1) != b"\n":
        block = os.pread(descriptor, 65_536, max(0, end - 65_536))
        end = end - len(block) + block.rfind(b"\n") + 1 if b"\n" in block else end - len(block)
    if end < size:
        os.ftruncate(descriptor, end)
    return end
