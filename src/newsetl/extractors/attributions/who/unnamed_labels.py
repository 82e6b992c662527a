"""The words that serve as a source's name where it has none: "senior US official"."""

import re

from newsetl.lexicons import read_words

LEADING_ARTICLE = re.compile(r"^(?:the|The|THE|an?|An?|one|One|another|some|Some|several|Several)\s+")
# What a description that serves as a name does not need: ", hired from a rival", ", 38", "who asked not to be named".
AFTERTHOUGHT = re.compile(r",\s(?=[a-z]|[1-9]\d\b)|\s(?:who|which|that)\s|\s<")
MAX_NAME = 120  # characters of a description that serves as a name


def label_of(text: str) -> str | None:
    """What a phrase calls its source: without article and afterthoughts, at most MAX_NAME characters."""
    label = LEADING_ARTICLE.sub("", " ".join(text.split())).strip(" ,;:'\"“”’<>")
    label = AFTERTHOUGHT.split(label)[0]
    bare = label.removesuffix(".")  # "Holm Lines Inc." is called without its full stop, as its mentions are
    if bare.rsplit(" ", maxsplit=1)[-1] in read_words("organisations/company_last_words"):
        label = bare
    return label[:MAX_NAME] or None
