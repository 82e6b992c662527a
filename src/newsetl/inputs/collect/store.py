"""Fetched pages -> WARC files that appear whole or not at all."""

import secrets
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsetl.inputs.collect.responses import Response
from newsetl.inputs.web_archives import COLLECTED_HEADERS
from newsetl.storage.durable import partial_of, replace_durably

_MAX_HEADER_CHARACTERS = 2000


class ArchiveWriter:
    """Writes one WARC file under a hidden name and gives it its own when it is closed.

    Args:
        folder: where the file goes.
        stamp: beginning of its name, the run's time.
    """

    def __init__(self, folder: Path, stamp: str) -> None:
        name = f"{stamp}-{secrets.token_hex(4)}.warc.gz"
        self.path = folder / name
        self._temporary = partial_of(self.path)
        self._file = self._temporary.open("wb")
        self._writer = WARCWriter(self._file, gzip=True)
        self.count = 0

    def add(self, response: Response, metadata: Mapping[str, Any]) -> None:
        """Appends a response as it was sent, with what its feed said of it in headers of the record."""
        headers = [pair for pair in response.headers if pair[0].lower() != "transfer-encoding"]
        said = {header: _one_line(metadata.get(field)) for field, header in COLLECTED_HEADERS.items()}
        record = self._writer.create_warc_record(
            response.url,
            "response",
            payload=BytesIO(response.raw),
            length=len(response.raw),
            http_headers=StatusAndHeaders(f"{response.status} OK", headers, protocol="HTTP/1.1"),
            warc_headers_dict={
                "WARC-Date": response.fetched_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
                **{header: value for header, value in said.items() if value},
            },
        )
        self._writer.write_record(record)
        self.count += 1

    def close(self) -> Path | None:
        """Publishes the file; it and its name are on the disk when this returns. None if nothing was added."""
        self._file.close()
        if self.count == 0:
            self._temporary.unlink()
            return None
        replace_durably(self._temporary, self.path)
        return self.path


def _one_line(value: Any) -> str | None:
    return " ".join(str(value).split())[:_MAX_HEADER_CHARACTERS] if value else None
