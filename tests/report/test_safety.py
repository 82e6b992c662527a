"""What is done to hostile text and addresses."""

import json

import pytest

from newsetl.report.safety import file_stem, safe_link, script_json, visible


@pytest.mark.parametrize(
    ("url", "is_safe"),
    [
        ("https://news.example/a?b=1#c", True),
        ("http://news.example/", True),
        ("HTTPS://NEWS.example/", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" https://news.example/", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("vbscript:msgbox(1)", False),
        ("file:///etc/passwd", False),
        ("//news.example/a", False),
        ("https:news.example", False),
        ('https://news.example/"onclick="x', False),
        ("http://[broken", False),
        ("", False),
        (None, False),
        (7, False),
    ],
)
def test_only_web_addresses_are_linked(url: object, is_safe: bool) -> None:
    """A link leads to http or https with a host, written plainly, or is not made."""
    assert safe_link(url) == (url if is_safe else None)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("gnp.\u202egpj.exe", "gnp.\ufffdgpj.exe"),
        ("a\u2066b\u2069c", "a\ufffdb\ufffdc"),
        ("nul\x00 esc\x1b[31m", "nul\ufffd esc\ufffd[31m"),
        ("line\nnext\ttab", "line\nnext\ttab"),
        ("مرحبا\u200f!", "مرحبا\u200f!"),
        ("Erbil — 8,892", "Erbil — 8,892"),
    ],
)
def test_controls_that_reorder_or_hide_text_are_shown(text: str, shown: str) -> None:
    """Overrides and control characters become a visible sign, one for one; direction marks stay."""
    assert visible(text) == shown
    assert len(visible(text)) == len(text)


def test_json_in_a_script_element_cannot_end_it() -> None:
    """No markup character is left in the JSON, and it reads back the same."""
    value = {"title": "</script><script>alert(1)</script><!-- & \u2028 \u2029", "n": [1, None, 2.5]}
    dumped = script_json(value)
    assert not set("<>&\u2028\u2029") & set(dumped)
    assert json.loads(dumped) == value


@pytest.mark.parametrize(
    "article_id", ["../../etc/passwd", "a/b", "", "x" * 300, "nul\x00", "ü", "..", "a b"]
)
def test_a_file_name_holds_nothing_of_a_strange_id(article_id: str) -> None:
    """An id that is not a plain name is hashed, so that no page leaves its folder."""
    stem = file_stem(article_id)
    assert stem.startswith("a-")
    assert stem.replace("-", "").isalnum()


def test_a_plain_id_is_its_own_file_name() -> None:
    """Ids that newsetl makes are kept, so that an address can be told from an article_id."""
    assert file_stem("art_605fcd9f9210824e") == "art_605fcd9f9210824e"
