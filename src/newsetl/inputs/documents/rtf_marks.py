"""Which paragraphs of an RTF file are set in bold or in larger type: striprtf gives the words alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from statistics import median

from newsetl.inputs.documents.press_reviews import LARGER

_TOKEN = re.compile(
    r"\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,9})? ?|\\'[0-9a-f]{2}|\\[^a-z]|[{}]|[^\\{}\r\n]+", re.I
)
_ENDS = frozenset(("par", "line", "sect", "page", "row", "cell"))
_UNSEEN = frozenset(
    ("fonttbl", "colortbl", "stylesheet", "info", "pict", "header", "footer", "footnote", "object")
)
_USUAL = 24  # half points, where a file does not say


@dataclass(frozen=True, slots=True)
class _Type:
    """How text is set within a group."""

    size: int = _USUAL
    is_bold: bool = False
    is_unseen: bool = False


@dataclass(slots=True)
class _Paragraph:
    text: str = ""
    sizes: list[int] = field(default_factory=list)
    is_bold: bool = True


def marked_keys(rtf: str) -> frozenset[str]:
    """Keys of the paragraphs that are bold as a whole, or larger than most of the text."""
    paragraphs = [paragraph for paragraph in _paragraphs(rtf) if paragraph.sizes]
    usual = median(p.sizes[0] for p in paragraphs for _ in range(1 + len(p.text) // 20)) if paragraphs else 0
    marked = (p for p in paragraphs if p.is_bold or min(p.sizes) > LARGER * usual)
    return frozenset(key_of(p.text) for p in marked)


def key_of(text: str) -> str:
    """A paragraph's ASCII letters and digits, in which both readings of a file agree."""
    return re.sub(r"[^A-Za-z0-9]", "", text)


def _paragraphs(rtf: str) -> Iterator[_Paragraph]:
    held, stack, now = _Paragraph(), [], _Type()
    is_behind_code = False  # a letter for old readers follows each Unicode character
    for token in _TOKEN.finditer(rtf):
        word, text = token["word"], token[0]
        if word in _ENDS:
            yield held
            held = _Paragraph()
        elif word is not None or text == "\\*":
            now = _set(now, word or "", token["number"])
        elif text == "{":
            stack.append(now)
        elif text == "}":
            now = stack.pop() if stack else _Type()
        elif text[0] != "\\":
            _add(held, text[is_behind_code:], now)
        is_behind_code = word == "u"
    yield held


def _set(now: _Type, word: str, number: str | None) -> _Type:
    """The type behind a command."""
    if word == "fs" and number:
        return replace(now, size=int(number))
    if word == "b":
        return replace(now, is_bold=number != "0")
    if word == "plain":
        return _Type(is_unseen=now.is_unseen)
    return replace(now, is_unseen=True) if word in _UNSEEN or not word else now


def _add(paragraph: _Paragraph, text: str, now: _Type) -> None:
    if text.strip() and not now.is_unseen:
        paragraph.text += text
        paragraph.sizes.append(now.size)
        paragraph.is_bold = paragraph.is_bold and now.is_bold
