"""What a run is: its id and clock, its folders, its lock, and its counts."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from newsetl.errors import RunLocked, UserError
from newsetl.lake import Lake
from newsetl.settings import Settings


@dataclass(frozen=True, slots=True)
class RunContext:
    """One run: everything in it happens at `started_at`, so that the same input gives the same bytes."""

    run_id: str
    started_at: datetime
    settings: Settings

    @property
    def data_dir(self) -> Path:
        """The data directory."""
        return self.settings.data_dir

    @property
    def lake(self) -> Lake:
        """The lake of the data directory."""
        return Lake(self.data_dir / "lake")

    @property
    def database(self) -> Path:
        """news.duckdb of the data directory."""
        return self.data_dir / "news.duckdb"

    @property
    def staging(self) -> Path:
        """Folder for what is not published yet; what a killed run finished in it is used by the next."""
        return self.data_dir / "staging"

    @property
    def removal_note(self) -> Path:
        """What a removal that has begun is to remove; there until it is done."""
        return self.data_dir / "removing.json"


@dataclass(frozen=True, slots=True)
class RunCounts:
    """How many documents were read, and what became of them."""

    read: int = 0
    published: int = 0
    duplicate: int = 0
    quarantined: int = 0

    def as_dict(self) -> dict[str, int]:
        """The counts by name, in the order in which they are printed."""
        return asdict(self)

    def assert_nothing_lost(self) -> None:
        """Raises AssertionError unless each document read has exactly one outcome."""
        if self.read != self.published + self.duplicate + self.quarantined:
            raise AssertionError(f"documents were lost or doubled: {self}")


def new_run(settings: Settings, now: datetime | None = None) -> RunContext:
    """A run that starts now; its id sorts by time, to the microsecond, for runs may follow each other closely."""
    moment = now or datetime.now(UTC)
    run_id = f"{moment:%Y%m%dT%H%M%S.%fZ}-{secrets.token_hex(3)}"
    return RunContext(run_id, moment.replace(microsecond=0), settings)


def require_data_dir(data_dir: Path) -> None:
    """Finds out at once whether a run can write there, and not after an hour's work.

    Raises:
        UserError: a file is there, it cannot be made or written to, or the disk is full.
    """
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        probe = data_dir / f".probe-{os.getpid()}"
        try:
            probe.write_bytes(bytes(100_000))
        finally:
            probe.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            f"{data_dir} cannot be written to ({error.strerror or error}): choose another with --data-dir"
        ) from error


def require_archive(data_dir: Path) -> None:
    """For commands that continue from a published state: a mistyped folder is reported, and nothing is written to it.

    Raises:
        UserError: no run has published there.
    """
    if not (data_dir / "lake").exists():
        raise UserError(
            f"{data_dir} is not a data directory with a published state: there is no lake/ in it; "
            "name the folder that runs were given as --data-dir"
        )


@contextmanager
def writing(data_dir: Path) -> Iterator[None]:
    """Holds the data directory's lock; the kernel frees it when the process ends, however it ends.

    Raises:
        RunLocked: another process holds it; the message names its process id.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(data_dir / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(descriptor, 32).decode(errors="replace").strip() or "unknown"
            raise RunLocked(
                f"another run (process {holder}) is writing to {data_dir}: wait for it"
            ) from error
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)
