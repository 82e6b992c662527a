"""An object store (S3 and what speaks its protocol, Google Cloud Storage, Azure) through pyarrow's file systems."""

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pyarrow as pa
from pyarrow import fs

from newsetl.errors import SettingsError

SCHEMES = ("s3", "gs", "gcs", "abfs", "abfss")
UPLOADS_AT_ONCE = 8
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
        with self.filesystem.open_output_stream(self.path(name)) as stream:
            stream.write(content)

    def put_files(self, files: Iterable[tuple[str, Path]]) -> int:
        """Uploads local files under the given names, several at once.

        Returns:
            Number of files. The first error is raised; names that were written before it stay.
        """

        def upload(entry: tuple[str, Path]) -> None:
            name, path = entry
            self.put(name, pa.memory_map(str(path)).read_buffer() if path.stat().st_size else b"")

        with ThreadPoolExecutor(UPLOADS_AT_ONCE) as pool:
            return sum(1 for _ in pool.map(upload, files))

    def read(self, name: str) -> bytes | None:
        """An object's content; None where there is none."""
        try:
            with self.filesystem.open_input_file(self.path(name)) as stream:
                content: bytes = stream.read()
        except FileNotFoundError:
            return None
        return content

    def sizes(self, folder: str) -> dict[str, int]:
        """Names and sizes, in bytes, of all objects below a folder."""
        selector = fs.FileSelector(self.path(folder), allow_not_found=True, recursive=True)
        found = self.filesystem.get_file_info(selector)
        files = (info for info in found if info.type == fs.FileType.File)
        return {info.path.removeprefix(f"{self.root}/"): info.size for info in files}

    def delete(self, names: Iterable[str]) -> None:
        """Takes objects away."""
        for name in names:
            self.filesystem.delete_file(self.path(name))


def open_store(uri: str) -> ObjectStore:
    """The store at 's3://bucket/prefix' (or gs://, abfs://); who we are and where S3 is stands in AWS_* variables.

    Raises:
        SettingsError: not the address of an object store.
    """
    parts = urlsplit(uri)
    if parts.scheme not in SCHEMES or not parts.netloc:
        raise SettingsError(f"{uri!r} is no object store: s3://bucket/prefix is one, or gs://, or abfs://")
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
    if endpoint is None:
        return fs.S3FileSystem(region=region)
    where = urlsplit(endpoint)
    return fs.S3FileSystem(endpoint_override=where.netloc, scheme=where.scheme, region=region or "us-east-1")
