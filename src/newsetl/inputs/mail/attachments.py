"""What is attached to a message: documents and pages are read as files of their own, pictures are not."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from newsetl.errors import Rejected
from newsetl.inputs.contracts import Outcome, Source, reject
from newsetl.inputs.members import MemberReader, member_uri
from newsetl.inputs.streams import GuardedRaw, SafeStream

_READ = re.compile(
    r"\.(?:pdf|docx|odt|rtf|txt|html?|eml|msg|mht|mhtml|xlsx?|csv|epub|zip|json|xml)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file's name and its bytes."""

    name: str
    content: bytes


def read_attachment(attachment: Attachment, source: Source, read_member: MemberReader) -> Iterator[Outcome]:
    """Documents of an attachment; nothing of pictures, calendars and signatures."""
    if not _READ.search(attachment.name) or not attachment.content:
        return
    uri = member_uri(source, attachment.name)
    if source.depth >= source.settings.max_depth:
        yield reject(
            uri, Rejected("too_deep", f"is attached within {source.depth} files"), attachment.content
        )
        return
    stream = SafeStream(GuardedRaw(io.BytesIO(attachment.content), "broken_archive"))
    inner = replace(source, uri=uri, name=attachment.name, stream=stream, path=None, origin=None, metadata={})
    yield from read_member(replace(inner, depth=source.depth + 1))
