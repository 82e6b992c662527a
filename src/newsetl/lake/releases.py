"""Releases: snapshots that are kept for good under a name, with the hashes of their files, to be cited."""

import hashlib
import re
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path

from newsetl.errors import UserError
from newsetl.lake.checksummed_json import has_seal, sealed, unsealed
from newsetl.lake.manifest import Manifest, read_manifest
from newsetl.lake.verifying import sha256_of
from newsetl.storage.durable import make_folders, remove_durably, write_durably

FOLDER = "releases"
SEAL = "note_sha256"  # the field of a note that holds the hash of all that comes before it
NAME = re.compile(r"\w[\w.-]{0,80}")


@dataclass(frozen=True, slots=True)
class Release:
    """A named state.

    Args:
        name: under which it opens.
        snapshot_id: the pinned snapshot.
        made_at: when it was pinned, ISO 8601, UTC.
        sha256: one hash over all files, which the citation gives.
        files: the SHA-256 of each file by its path in the lake.
    """

    name: str
    snapshot_id: str
    made_at: str
    articles: int
    sha256: str
    files: dict[str, str]

    @property
    def citation(self) -> str:
        """What to write where the data were used."""
        return (
            f"newsetl archive, release {self.name} of {self.made_at[:10]}: {self.articles:,} article revisions, "
            f"snapshot {self.snapshot_id}, SHA-256 {self.sha256}"
        )


def make_release(lake_folder: Path, name: str, now: datetime) -> Release:
    """Pins the published snapshot under a name.

    Raises:
        UserError: nothing was published, the name is none or is taken, or a file is not what it was.
    """
    if not NAME.fullmatch(name):
        raise UserError(f"{name!r} is not a valid release name: use letters, digits, '.', '-' and '_'")
    if path_of(lake_folder, name).exists():
        raise UserError(f"there is a release {name} already: choose another name")
    current = lake_folder / "current"
    if not current.exists():
        raise UserError(f"nothing published in {lake_folder}: run `newsetl run INPUT…` first")
    folder = current.resolve()
    manifest = read_manifest(folder)
    files = {file.path: sha256_of(folder / file.path) for file in sorted(manifest.files)}
    for file in manifest.files:
        if not files[file.path].startswith(file.digest):
            raise UserError(f"{folder / file.path} is damaged: see `newsetl doctor --deep`")
    release = Release(
        name, manifest.snapshot_id, now.isoformat(), manifest.rows("articles"), _over(files), files
    )
    _write(lake_folder, release)
    return release


def read_release(lake_folder: Path, name: str) -> Release:
    """A release by its name.

    Raises:
        UserError: there is none; the message lists those there are.
    """
    known = releases(lake_folder)
    if path_of(lake_folder, name) in damaged_notes(lake_folder):
        raise UserError(f"{path_of(lake_folder, name)} is damaged: copy it back from a backup")
    for release in known:
        if release.name == name:
            return release
    raise UserError(f"no release {name!r}: there are {', '.join(r.name for r in known) or 'none'}")


def releases(lake_folder: Path) -> list[Release]:
    """All releases whose notes can be read, oldest first."""
    found = [release for path in _notes(lake_folder) if (release := _read(path)) is not None]
    return sorted(found, key=lambda release: release.made_at)


def damaged_notes(lake_folder: Path) -> list[Path]:
    """Notes of releases that cannot be read, so that nobody knows which snapshots they pin."""
    return [path for path in _notes(lake_folder) if _read(path) is None]


def _notes(lake_folder: Path) -> list[Path]:
    return sorted((lake_folder / FOLDER).glob("*.json"))


def _read(path: Path) -> Release | None:
    """The release of a note, without what a later newsetl adds; None where it is not what was written.

    Versions before 2026-11-30 wrote no checksum: there the hash over the files is checked, the note's name, and whether
    there is such a state.
    """
    try:
        text = path.read_text(encoding="utf-8")
        content = unsealed(text, SEAL)
        release = Release(**{field.name: content[field.name] for field in fields(Release)})
        return release if has_seal(text, SEAL) or _is_credible(release, path) else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _is_credible(release: Release, path: Path) -> bool:
    """False for a note that contradicts itself, its name, or the states that there are."""
    homes = (path.parents[1] / folder for folder in ("snapshots", "damaged"))
    is_known = any((home / release.snapshot_id).is_dir() for home in homes)
    return release.name == path.stem and release.sha256 == _over(release.files) and is_known


def renew_releases(lake_folder: Path, manifest: Manifest, why: str) -> list[str]:
    """Gives the releases of a snapshot that was purged the hashes that it has now; returns their names."""
    folder = lake_folder / "snapshots" / manifest.snapshot_id
    renewed = []
    for release in releases(lake_folder):
        if release.snapshot_id == manifest.snapshot_id:
            files = {file.path: sha256_of(folder / file.path) for file in sorted(manifest.files)}
            rows = manifest.rows("articles")
            made = f"{release.made_at} (purged: {why})"
            _write(lake_folder, Release(release.name, manifest.snapshot_id, made, rows, _over(files), files))
            renewed.append(release.name)
    return renewed


def drop_releases(lake_folder: Path, snapshot_id: str) -> list[str]:
    """Takes the notes of releases away whose state is dropped; returns their names."""
    names = [release.name for release in releases(lake_folder) if release.snapshot_id == snapshot_id]
    for name in names:
        remove_durably(path_of(lake_folder, name))
    return names


def pinned_snapshots(lake_folder: Path) -> set[str]:
    """Snapshots that are kept because a release names them."""
    return {release.snapshot_id for release in releases(lake_folder)}


def path_of(lake_folder: Path, name: str) -> Path:
    """Where a release is noted."""
    return lake_folder / FOLDER / f"{name}.json"


def _write(lake_folder: Path, release: Release) -> None:
    path = path_of(lake_folder, release.name)
    make_folders(path.parent)
    write_durably(path, sealed(asdict(release), SEAL).encode())


def _over(files: dict[str, str]) -> str:
    return hashlib.sha256(
        "\n".join(f"{digest}  {path}" for path, digest in files.items()).encode()
    ).hexdigest()
