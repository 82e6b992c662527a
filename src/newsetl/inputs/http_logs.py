"""HTTP archives of browsers' developer tools (.har): the page of each visit."""

import base64
import binascii
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from newsetl.core.documents import RawDocument
from newsetl.errors import Rejected
from newsetl.inputs.contracts import Outcome

READER = "HTTP archive (.har)"
_OK = 200


def is_http_log(value: Mapping[str, Any]) -> bool:
    """True for the value that such a file holds."""
    log = value.get("log")
    return isinstance(log, Mapping) and isinstance(log.get("entries"), list) and "creator" in log


def pages_of_log(value: Mapping[str, Any], uri: str) -> Iterator[Outcome]:
    """The first page of each visit; what frames show beside it is none.

    Raises:
        Rejected: not_an_article for a log without a page.
    """
    seen: set[str] = set()
    for number, entry in enumerate(value["log"]["entries"], 1):
        visit = str(entry.get("pageref")) if isinstance(entry, Mapping) else ""
        document = _page(entry, f"{uri}#{number}") if isinstance(entry, Mapping) else None
        if document is not None and ("pageref" not in entry or visit not in seen):
            seen.add(visit)
            yield document
    if not seen:
        raise Rejected("not_an_article", "is a log of requests without a page: save it with contents")


def _page(entry: Mapping[str, Any], uri: str) -> RawDocument | None:
    request, response = entry.get("request"), entry.get("response")
    content = response.get("content") if isinstance(response, Mapping) else None
    if not isinstance(content, Mapping) or not isinstance(request, Mapping) or response is None:
        return None
    is_page = "html" in str(content.get("mimeType")) and response.get("status") == _OK
    body = _bytes(content) if is_page else b""
    if not body.strip():
        return None
    url, at = str(request.get("url") or ""), _moment(entry.get("startedDateTime"))
    return RawDocument(body, "text/html", uri, {"url": url} if url else {}, at, "utf-8", READER)


def _bytes(content: Mapping[str, Any]) -> bytes:
    text = content.get("text")
    if not isinstance(text, str):
        return b""
    if content.get("encoding") != "base64":
        return text.encode("utf-8", "replace")
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError):
        return b""


def _moment(text: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None
