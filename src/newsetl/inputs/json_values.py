"""Values read off a stream of JSON one by one."""

import codecs
import json
import re
from typing import Any

from newsetl.errors import Rejected
from newsetl.inputs.streams import CHUNK, SafeStream

_SPACE = re.compile("[ \t\r\n\ufeff\x1e]*")
# An error this far before the end of what was read is not a value cut short but a broken one.
_CUT_MARGIN = 16


class JsonValues:
    """Reads values off a stream of JSON, holding little more than one of them."""

    def __init__(self, stream: SafeStream, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._decoder = json.JSONDecoder()
        self._characters = codecs.getincrementaldecoder("utf-8-sig")()
        self._text = ""
        self._position = 0
        self._is_finished = False

    def skip(self, character: str) -> bool:
        """Passes over white space and the character if it comes next; True if it did."""
        if self.is_at_end() or self._text[self._position] != character:
            return False
        self._position += 1
        return True

    def is_at_end(self) -> bool:
        """Passes over white space; True if nothing is left."""
        while True:
            self._position = _SPACE.match(self._text, self._position).end()  # type: ignore[union-attr]
            if self._position < len(self._text):
                return False
            if not self._read_more():
                return True

    def read_next(self) -> tuple[Any] | None:
        """The next value, in a tuple since it may be null; None at the end."""
        if self.is_at_end():
            return None
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._position)
            except RecursionError as error:
                raise Rejected("too_deep", "nests too deeply") from error
            except ValueError as error:
                if self._is_broken(error) or not self._read_more():
                    raise Rejected("broken_json", str(error)) from error
                continue
            if end < len(self._text) or not self._read_more():
                self._position = end
                return (value,)

    def _is_broken(self, error: ValueError) -> bool:
        """True if no further text can complete the value."""
        if not isinstance(error, json.JSONDecodeError):
            return True
        is_cut = error.msg.startswith("Unterminated string") or error.pos >= len(self._text) - _CUT_MARGIN
        return not is_cut

    def _read_more(self) -> bool:
        """Doubles what is held, so that a long value is tried few times."""
        if self._is_finished:
            return False
        held = len(self._text) - self._position
        if held > self._limit:
            raise Rejected("too_large", f"holds a value of more than {self._limit} characters")
        data = self._stream.read(min(max(CHUNK, held), self._limit - held + 1))
        self._is_finished = not data
        try:
            more = self._characters.decode(data, final=self._is_finished)
        except UnicodeDecodeError as error:
            raise Rejected("bad_encoding", f"is not UTF-8: {error.reason}") from error
        self._text, self._position = self._text[self._position :] + more, 0
        if self._is_finished and self._stream.failure is not None:
            raise self._stream.failure
        return bool(more) or not self._is_finished
