"""A disk that loses its power: what a process asked of it is recorded, and cut off at any point.

As in ALICE and CrashMonkey: a name that was changed may be on the disk or not until its folder was synced; a file's
bytes are there as of its last sync, and a file never synced is empty.
"""

import os
import random
import shutil
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

Kept = Callable[[int, "Event"], bool]
State = Mapping[str, str | bytes | None]  # by name: a link's target, a file's bytes, None for a folder
_link = os.link  # also while links are recorded


@dataclass(frozen=True, slots=True)
class Event:
    """One thing asked of the disk; paths are relative to the recorded folder."""

    kind: str  # bytes, names, create, move, folder move, link, symlink, remove, folder
    path: str
    to: str = ""
    inode: int = 0
    content: bytes = b""


class Disk:
    """Records what is done below a folder, and builds what a power cut would leave of it."""

    def __init__(self, root: Path, store: Path) -> None:
        self.root, self._store = root, store
        self.events: list[Event] = []
        self._first: dict[str, Any] = {}
        self._contents: dict[bytes, Path] = {}
        self._known: set[int] = set()
        self._held = 0
        store.mkdir()
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.is_symlink():
                self._first[name] = os.readlink(path)
            elif path.is_dir():
                self._first[name] = None
            else:
                self._first[name] = path.stat().st_ino
                self._known.add(path.stat().st_ino)
                self.events.append(Event("bytes", name, inode=path.stat().st_ino, content=path.read_bytes()))
        self.start = len(self.events)

    def record(self, patch: pytest.MonkeyPatch) -> None:
        """From now on."""
        self._wrap(patch, "fsync", self._on_sync)
        for name in ("replace", "rename"):
            self._wrap(patch, name, lambda source, target, **_: self._on_move(source, target))
        self._wrap(patch, "link", lambda source, target, **_: self._add("link", source, target))
        self._wrap(patch, "symlink", lambda source, target, *_, **__: self._on_symlink(source, target))
        for name in ("unlink", "remove"):
            self._wrap(patch, name, lambda path, **options: self._on_remove(path, options))
        self._wrap(patch, "mkdir", lambda path, *_, **__: self._add("folder", path))
        real = shutil.rmtree

        def rmtree(path: Any, *args: Any, **options: Any) -> None:
            self._add("remove", path)
            with pytest.MonkeyPatch.context() as inner:
                inner.undo()
                real(path, *args, **options)

        patch.setattr(shutil, "rmtree", rmtree)

    def left_at(self, cut: int, kept: Kept) -> State:
        """What is on the disk when the power goes before event `cut`."""
        durable: dict[int, bytes] = {}
        names = dict(self._first)
        for number, event in enumerate(self.events[:cut]):
            if event.kind == "bytes":
                durable[event.inode] = event.content
            elif event.kind != "names" and (self._is_synced(number, event, cut) or kept(number, event)):
                _apply(names, event)
        return {
            name: durable.get(entry, b"") if isinstance(entry, int) else entry
            for name, entry in names.items()
        }

    def build(self, state: State, folder: Path) -> Path:
        """Makes a folder hold what is on the disk."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name, entry in sorted(state.items()):
            self._build(folder / name, entry)
        return folder

    def _is_synced(self, number: int, event: Event, cut: int) -> bool:
        syncs = self._syncs.get(os.path.dirname(event.to or event.path) or ".", [])
        after = bisect_right(syncs, number)
        return after < len(syncs) and syncs[after] < cut

    @cached_property
    def _syncs(self) -> dict[str, list[int]]:
        """Numbers of the events that synced each folder; for when all is recorded."""
        found: dict[str, list[int]] = {}
        for number, event in enumerate(self.events):
            if event.kind == "names":
                found.setdefault(event.path, []).append(number)
        return found

    def _build(self, path: Path, entry: str | bytes | None) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        if entry is None:
            path.mkdir(exist_ok=True)
        elif isinstance(entry, str):
            path.symlink_to(entry)
        else:
            if entry not in self._contents:
                self._contents[entry] = self._store / str(len(self._contents))
                self._contents[entry].write_bytes(entry)
            os.link(self._contents[entry], path)

    def _wrap(self, patch: pytest.MonkeyPatch, name: str, note: Callable[..., None]) -> None:
        real = getattr(os, name)

        def wrapped(*args: Any, **options: Any) -> Any:
            note(*args, **options)
            return real(*args, **options)

        patch.setattr(os, name, wrapped)

    def _on_sync(self, descriptor: int) -> None:
        path = os.readlink(f"/proc/self/fd/{descriptor}")
        if os.path.isdir(path):
            self._add("names", path)
        elif (name := self._name(path)) is not None:
            with open(path, "rb") as file:
                content = file.read()
            inode = os.stat(path).st_ino
            if inode not in self._known:  # whoever created it did so by opening, which is not traced
                self._known.add(inode)
                self.events.append(Event("create", name, inode=inode))
            self.events.append(Event("bytes", name, inode=inode, content=content))

    def _on_move(self, source: Any, target: Any) -> None:
        self._hold(target)
        self._add("move", source, target)

    def _on_symlink(self, source: Any, target: Any) -> None:
        name = self._name(target)
        if name is not None:
            self.events.append(Event("symlink", name, content=os.fsencode(source)))

    def _on_remove(self, path: Any, options: dict[str, Any]) -> None:
        if "dir_fd" not in options:  # else part of rmtree
            self._hold(path)
            self._add("remove", path)

    def _hold(self, path: Any) -> None:
        """Keeps a file that loses its name, for the next one would get its number."""
        if self._name(path) is not None and os.path.isfile(path) and not os.path.islink(path):
            self._held += 1
            _link(path, self._store / f"held-{self._held}")

    def _add(self, kind: str, path: Any, to: Any = "") -> None:
        name, target = self._name(path), self._name(to) if to else ""
        if name is None or target is None:
            return
        inode = os.lstat(path).st_ino if kind in ("move", "link") else 0
        is_folder = kind == "move" and os.path.isdir(path) and not os.path.islink(path)
        self.events.append(Event("folder move" if is_folder else kind, name, target, inode))

    def _name(self, path: Any) -> str | None:
        found = Path(os.path.abspath(path))
        return found.relative_to(self.root).as_posix() if found.is_relative_to(self.root) else None


def _apply(names: dict[str, Any], event: Event) -> None:
    if event.kind == "folder":
        names.setdefault(event.path, None)
    elif event.kind == "create":
        names[event.path] = event.inode
    elif event.kind == "symlink":
        names[event.path] = os.fsdecode(event.content)
    elif event.kind == "link":
        names[event.to] = event.inode
    elif event.kind == "move":
        moved = names.pop(event.path, event.inode)
        names[event.to] = moved
    elif event.kind == "folder move":
        for name in [n for n in names if n == event.path or n.startswith(event.path + "/")]:
            names[event.to + name.removeprefix(event.path)] = names.pop(name)
    elif event.kind == "remove":
        for name in [n for n in names if n == event.path or n.startswith(event.path + "/")]:
            del names[name]


def eager(_: int, __: Event) -> bool:
    """Every name is on the disk at once, ahead of the bytes."""
    return True


def lazy(_: int, __: Event) -> bool:
    """No name is on the disk before its folder was synced."""
    return False


def chance(seed: int) -> Kept:
    """Of the names that were not synced some are on the disk."""
    return lambda number, _: random.Random(seed * 1_000_003 + number).random() < 0.5


def policies(seeds: Sequence[int]) -> Iterator[tuple[str, Kept]]:
    """All the ways in which names reach the disk that are tried."""
    yield "eager", eager
    yield "lazy", lazy
    for seed in seeds:
        yield f"chance {seed}", chance(seed)
