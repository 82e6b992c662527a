"""XML from strangers: no entities of its own, no network, bounded depth; broken XML as far as it goes."""

import html.entities
import re
from typing import Any, TypeAlias
from urllib.parse import urljoin

from lxml import etree

from newsetl.errors import Rejected
from newsetl.inputs.encodings import encoding_of, is_western

Element: TypeAlias = Any
# A sitemap may list 50,000 addresses; a tree takes many times the memory of its tags.
MAX_TAGS = 2_000_000
_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.\-]+)", re.IGNORECASE)
_PROLOG_BYTES = 64 * 1024
# What is in CDATA is text already and stays as it is.
_AMPERSAND = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?:([A-Za-z][A-Za-z0-9]{1,31});)?", re.DOTALL)
_NUMBER = re.compile(rb"#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});")
_CONTROLS = bytes(code for code in range(0x20) if code not in (0x09, 0x0A, 0x0D))
_CONTROL_NUMBER = re.compile(rb"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]));")
_NARROWER = (b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252", b"latin-1", b"latin1")
_OWN_ENTITIES = (b"amp", b"lt", b"gt", b"quot", b"apos")
_ROOT = re.compile(r"<(?![?!])(?:[\w.\-]+:)?([\w.\-]+)")
_SKIPPED = re.compile(
    r"<\?.*?(?:\?>|\Z)|<!--.*?(?:-->|\Z)|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE
)


def root_name(head: bytes) -> str | None:
    """Local name, in lower case, of the first element in the head of a file; None if there is none."""
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "latin-1"
    text = _SKIPPED.sub(" ", head.decode(encoding, "replace").replace("\0", ""))
    found = _ROOT.search(text)
    return found.group(1).lower() if found else None


def parse_xml(content: bytes, max_depth: int) -> Element:
    """Root element of a document.

    Raises:
        Rejected: forbidden_xml for a document that declares entities, too_deep, broken_xml for one
            of which nothing can be read.
    """
    if b"<!ENTITY" in content[:_PROLOG_BYTES].replace(b"\0", b"").upper():
        raise Rejected("forbidden_xml", "declares entities of its own")
    if content.count(b"<") > MAX_TAGS:
        raise Rejected("too_large", f"holds more than {MAX_TAGS} tags")
    content = _as_declared(content)
    root = _parse(content, is_strict=True)
    if root is None:
        root = _parse(_mend_ampersands(_without_controls(content)), is_strict=False)
    if root is None:
        raise Rejected("broken_xml", "holds no element that can be read")
    _check_depth(root, max_depth)
    return root


def _parse(content: bytes, is_strict: bool) -> Element | None:
    parser = etree.XMLParser(
        recover=not is_strict,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise Rejected("too_deep", str(error)) from error
        return None
    except ValueError:
        return None


def _as_declared(content: bytes) -> bytes:
    """What is UTF-8 by declaration, or without one, as UTF-8: many a feed is Windows-1252 all the same."""
    declared = _DECLARED.match(content)
    encoding = encoding_of(content)
    said = declared.group(1).lower() if declared else b"utf-8"
    if encoding == "utf-16":
        return content
    if declared and said in _NARROWER and encoding == "utf-8" and not content.isascii():
        # us-ascii or latin-1 by declaration, yet all of it is UTF-8: no accident makes such sequences
        return content[: declared.start(1)] + b"utf-8" + content[declared.end(1) :]
    if said not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        return content
    if declared:
        content = content[: declared.start(1)] + b"utf-8" + content[declared.end(1) :]
    if encoding == "cp1252" and not is_western(content):
        raise Rejected("bad_encoding", "is neither UTF-8 nor western, and names no encoding that it is in")
    return content.decode(encoding, "replace").encode("utf-8")


def _without_controls(content: bytes) -> bytes:
    """Without the control characters that XML forbids, as such and as numbers; UTF-16 stays."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
        return content
    return _CONTROL_NUMBER.sub(b"", content.translate(None, _CONTROLS))


def _mend_ampersands(content: bytes) -> bytes:
    """HTML's named entities, which XML does not know, as numbers, and ampersands that begin nothing escaped."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
        return content

    def mend(found: re.Match[bytes]) -> bytes:
        name = found.group(1)
        if found.group(0).startswith(b"<") or name in _OWN_ENTITIES:
            return found.group(0)
        if name is None:
            return b"&" if _NUMBER.match(content, found.end()) else b"&amp;"
        code = html.entities.name2codepoint.get(name.decode("ascii"))
        return b"&amp;%s;" % name if code is None else b"&#%d;" % code

    return _AMPERSAND.sub(mend, content)


def _check_depth(root: Element, max_depth: int) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > max_depth:
            raise Rejected("too_deep", f"nests more than {max_depth} elements")


def local_name(element: Element) -> str:
    """An element's name without its namespace, in lower case; empty for what is not an element."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def joined(base: str | None, address: str) -> str:
    """An element's address in full, from its base; as it is where that is not an address."""
    try:
        return urljoin(base or "", address)
    except ValueError:
        return address
