"""An object store (S3 and what speaks its protocol, Google Cloud Storage, Azure) through pyarrow's file systems."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

import pyarrow as pa
from pyarrow import fs

from newsetl.errors import SettingsError, StoreUnreachable
from newsetl.storage.durable import partial_of, replace_durably

SCHEMES = ("s3", "gs", "gcs", "abfs", "abfss")
TRANSFERS_AT_ONCE = 16
LINED_UP = 1000  # files that wait for their turn
PIECE_BYTES = 4_000_000
S3_ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")


@dataclass(frozen=True, slots=True)
class ObjectStore:
    """The objects under one prefix of a bucket; paths are relative to it.

    An object appears whole or not at all, and a second one under the same path takes its place at once: that is what
    stores promise, and all that is relied on here.
    """

    filesystem: fs.FileSystem
    root: str

    def path(self, name: str) -> str:
        """The path of an object as the file system wants it."""
        return f"{self.root}/{name}"

    def put(self, name: str, content: bytes | pa.Buffer) -> None:
        """Writes one object."""
        with self._answering(), self.filesystem.open_output_stream(self.path(name)) as stream:
            stream.write(content)

    def put_files(self, files: Iterable[tuple[str, Path]]) -> int:
        """Uploads local files under the given names, several at once.

        Returns:
            Number of files. The first error is raised; names that were written before it stay.
        """

        def upload(entry: tuple[str, Path]) -> None:
            name, path = entry
            self.put(name, pa.memory_map(str(path)).read_buffer() if path.stat().st_size else b"")

        with ThreadPoolExecutor(TRANSFERS_AT_ONCE) as pool:
            entries, done = iter(files), 0
            while some := list(islice(entries, LINED_UP)):
                done += sum(1 for _ in pool.map(upload, some))
            return done

    def read(self, name: str) -> bytes | None:
        """An object's content; None where there is none."""
        with self._answering():
            try:
                with self.filesystem.open_input_file(self.path(name)) as stream:
                    content: bytes = stream.read()
            except FileNotFoundError:
                return None
        return content

    def get_file(self, name: str, path: Path, sha256: str = "") -> bool:
        """Downloads one object to a local file, which appears whole or not at all.

        Args:
            name: the object.
            path: the file; its folder is made.
            sha256: what the SHA-256 of the content, in hex, begins with where that is known.

        Returns:
            False where there is no such object.

        Raises:
            StoreUnreachable: no answer, or the content is not the one that was put there.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = partial_of(path)
        try:
            digest = hashlib.sha256()
            with partial.open("wb") as file:
                for piece in self._pieces(name):
                    digest.update(piece)
                    file.write(piece)
            if not digest.hexdigest().startswith(sha256):
                raise StoreUnreachable(
                    f"{name} in {self.root} is not what was put there: its SHA-256 differs"
                )
            replace_durably(partial, path)
        except FileNotFoundError:
            return False
        finally:
            partial.unlink(missing_ok=True)
        return True

    def get_files(self, files: Iterable[tuple[str, Path, str]]) -> Iterator[bool]:
        """Downloads objects (name, file, SHA-256 as for get_file), several at once.

        Yields:
            For each, in order, once it is done: False where there is no such object. Nothing starts before the first
            is asked for.
        """
        with ThreadPoolExecutor(TRANSFERS_AT_ONCE) as pool:
            yield from pool.map(lambda entry: self.get_file(*entry), files)

    def sizes(self, folder: str) -> dict[str, int]:
        """Names and sizes, in bytes, of all objects below a folder."""
        return {self._name(info): info.size for info in self._objects(folder)}

    def moments(self, folder: str) -> dict[str, datetime]:
        """Names of all objects below a folder, and when each was put there, by the store's clock."""
        return {self._name(info): info.mtime for info in self._objects(folder)}

    def delete(self, names: Iterable[str]) -> None:
        """Takes objects away."""
        for name in names:
            with self._answering():
                self.filesystem.delete_file(self.path(name))

    def _objects(self, folder: str) -> list[fs.FileInfo]:
        selector = fs.FileSelector(self.path(folder), allow_not_found=True, recursive=True)
        with self._answering():
            found = self.filesystem.get_file_info(selector)
        return [info for info in found if info.type == fs.FileType.File]

    def _name(self, info: fs.FileInfo) -> str:
        return str(info.path).removeprefix(f"{self.root}/")

    def _pieces(self, name: str) -> Iterator[bytes]:
        with self._answering(), self.filesystem.open_input_stream(self.path(name)) as stream:
            while piece := stream.read(PIECE_BYTES):
                yield piece

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Tells what a store says, or its silence, in one line; a missing object stays FileNotFoundError."""
        try:
            yield
        except FileNotFoundError:
            raise
        except OSError as error:
            said = " ".join(str(error).split())
            raise StoreUnreachable(f"the object store of {self.root} does not do as asked: {said}") from error


def open_store(uri: str) -> ObjectStore:
    """The store at 's3://bucket/prefix' (or gs://, abfs://); AWS_* variables set the credentials and the endpoint.

    Raises:
        SettingsError: not the address of an object store.
    """
    parts = urlsplit(uri)
    if parts.scheme not in SCHEMES or not parts.netloc:
        raise SettingsError(
            f"{uri!r} is not an object store: s3://bucket/prefix is one, or gs://, or abfs://"
        )
    try:
        if parts.scheme == "s3" and not parts.query:
            return ObjectStore(_s3(), f"{parts.netloc}{parts.path}".strip("/"))
        filesystem, root = fs.FileSystem.from_uri(uri)
    except (OSError, ValueError) as error:
        raise SettingsError(f"cannot open {uri!r}: {error}") from error
    return ObjectStore(filesystem, root.strip("/"))


def _s3() -> fs.S3FileSystem:
    """S3 as the environment says; unlike the AWS tools, Arrow takes scheme and host of an endpoint apart."""
    endpoint = next((os.environ[name] for name in S3_ENDPOINTS if os.environ.get(name)), None)
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")
    # Small objects then travel in one request instead of three, in the thread that asks.
    options = {"allow_delayed_open": True, "background_writes": False}
    if endpoint is None:
        return fs.S3FileSystem(region=region, **options)
    where = urlsplit(endpoint)
    return fs.S3FileSystem(
        endpoint_override=where.netloc, scheme=where.scheme, region=region or "us-east-1", **options
    )
