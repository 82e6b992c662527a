"""Article text and metadata are hostile: what is done to them before a browser sees them.

HTML escaping itself is Jinja's autoescape; here is what escaping does not cover.
"""

import base64
import hashlib
import json
import re
from typing import Any
from urllib.parse import urlsplit

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Embeddings, overrides and isolates can make a page show text in another order than it is stored in
# (CVE-2021-42574). Plain direction marks (U+200E, U+200F, U+061C) stay: Arabic and Hebrew need them.
_DIRECTION_CONTROLS = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_CONTROLS = [c for c in (*range(0x20), *range(0x7F, 0xA0)) if chr(c) not in "\n\t"]
_VISIBLE = dict.fromkeys((*_DIRECTION_CONTROLS, *_CONTROLS), REPLACEMENT)
_FILE_NAME = re.compile(r"[A-Za-z0-9_-]{1,80}")


def visible(text: str) -> str:
    """The text with every control that could reorder or hide it made visible, one character for one."""
    return text if text.isprintable() else text.translate(_VISIBLE)  # of what is printable none is a control


def safe_link(url: object) -> str | None:
    """The address if a browser may be sent there (http or https, with a host), else None."""
    if not isinstance(url, str) or any(ord(c) <= 0x20 or c in '<>"\\^`{|}' for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def script_json(value: Any) -> str:
    """JSON that may be inside <script type="application/json">: nothing in it can end the element."""
    dumped = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        dumped = dumped.replace(character, f"\\u{ord(character):04x}")
    return dumped


def csp_hash(content: str) -> str:
    """The source expression that lets a Content-Security-Policy admit exactly this inline block."""
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def content_security_policy(scripts: list[str], styles: list[str]) -> str:
    """A policy under which the page runs these blocks and nothing else, and reaches no network."""
    script_sources = " ".join(csp_hash(script) for script in scripts) or "'none'"
    style_sources = " ".join(csp_hash(style) for style in styles) or "'none'"
    return (
        f"default-src 'none'; script-src {script_sources}; style-src {style_sources}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def file_stem(article_id: str) -> str:
    """A file name without extension for an article, whatever its id holds."""
    if _FILE_NAME.fullmatch(article_id):
        return article_id
    return "a-" + hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:24]
