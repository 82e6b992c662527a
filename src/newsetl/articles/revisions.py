"""Whether a text seen again under the same id is a new revision or the same article in other wrapping."""

import re

from newsetl.articles.boilerplate import is_boilerplate
from newsetl.articles.fingerprints import containment, fingerprint
from newsetl.core.ids import stable_id
from newsetl.tables.articles import Article

SHARED = 0.15  # of the shorter text's shingles: a rewritten article keeps some of its sentences
SHARED_MARKS = 0.4  # of its names and figures, under the same headline

# What is between two digits is part of a figure: 1.5 is not 15.
NOT_WORD = re.compile(r"(?<!\d)[\W_]+|[\W_]+(?!\d)")


def same_content(old_text: str, new_text: str) -> bool:
    """True if two texts differ in no word that the article says.

    White space, typography, letter case, boilerplate lines ("Read more: …") and lines that say when the page
    was updated are not content. A correction note is.
    """
    return old_text == new_text or _content(old_text) == _content(new_text)


def is_revision(old: Article, new: Article) -> bool:
    """True if a text under an id that is known may be a new state of that article, and not another one.

    Addresses are reused, and pages may state their site's home page as their address.
    """
    first, second = fingerprint(old.text), fingerprint(new.text)
    if containment(first.shingles, second.shingles) >= SHARED:
        return True
    is_titled_alike = bool(old.title and new.title) and _content(old.title or "") == _content(new.title or "")
    return is_titled_alike and containment(first.marks, second.marks) >= SHARED_MARKS


def own_id(article: Article) -> str:
    """The id of an article whose address belongs to another one: of both its address and its text."""
    return stable_id("art", "text", article.article_id, " ".join(article.text.split()))


def _content(text: str) -> str:
    lines = (line.strip() for line in text.splitlines())
    return NOT_WORD.sub("", " ".join(line for line in lines if not is_boilerplate(line)).lower())
