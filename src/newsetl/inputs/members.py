"""What zip and tar share: members' names, how much they may expand to, how deep archives may nest."""

import re
from collections.abc import Callable, Iterator
from typing import IO, TypeAlias

from newsetl.errors import Rejected
from newsetl.inputs.contracts import Outcome, Source
from newsetl.inputs.streams import RATIO_FREE_BYTES, GuardedRaw, SafeStream

MemberReader: TypeAlias = Callable[[Source], Iterator[Outcome]]
_SKIPPED = re.compile(r"(?:^|/)(?:__MACOSX/|\.(?!\.)[^/]+$)")
_ESCAPE = re.compile(r"^[/\\]|^[A-Za-z]:[/\\]|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00-\x1f\x7f]")


def check_name(name: str) -> None:
    """Raises Rejected (unsafe_path) for a member's name that leads out of its archive or hides what it is."""
    if _ESCAPE.search(name) or not name.strip():
        raise Rejected("unsafe_path", f"its name leads out of the archive: {name[:200]!r}")


def check_depth(source: Source) -> None:
    """Raises Rejected (too_deep) for an archive within more archives than the settings allow."""
    if source.depth >= source.settings.max_depth:
        raise Rejected("too_deep", f"is an archive within {source.depth} archives")


def is_skipped(name: str) -> bool:
    """True for what file managers leave in archives: hidden files and resource forks."""
    return _SKIPPED.search(name) is not None


def member_uri(source: Source, name: str) -> str:
    """archive.zip!/a/b.html; bytes of a name that are no UTF-8 are escaped."""
    return f"{source.uri}!/{name.encode('utf-8', 'backslashreplace').decode('utf-8')}"


class Budget:
    """What all members of an archive together may expand to.

    Args:
        source: the archive.
        size: its own length in bytes; None where it is not known, as within a compressed stream, whose
            own guard holds then.
    """

    def __init__(self, source: Source, size: int | None) -> None:
        self._left = source.settings.max_expanded_bytes
        if size is not None:
            self._left = min(self._left, max(RATIO_FREE_BYTES, source.settings.max_ratio * size))
        self._member = source.settings.max_member_bytes

    def open(self, inner: IO[bytes]) -> SafeStream:
        """The member's bytes within what is left.

        Raises:
            Rejected: too_large, if nothing is left.
        """
        if self._left <= 0:
            raise Rejected("too_large", "its members expand to more than an archive may")
        return SafeStream(GuardedRaw(inner, "broken_archive", min(self._left, self._member)))

    def spend(self, stream: SafeStream) -> None:
        """Takes what was read of a member off what is left."""
        self._left -= stream.count
