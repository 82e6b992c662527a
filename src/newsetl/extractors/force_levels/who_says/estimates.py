"""Sources that no attribution tells: 'a Pentagon report put the number at 8,892'."""

import re

from spacy.tokens import Token

from newsetl.extractors.force_levels.figure import is_verb
from newsetl.extractors.force_levels.scene import Scene
from newsetl.language.numbers import NumberExpression
from newsetl.language.syntax import subject

PUTTING = frozenset(
    ("put", "place", "peg", "estimate", "reckon", "count", "show", "list", "indicate", "give")
)
FIGURE = frozenset(
    ("number", "figure", "strength", "total", "size", "level", "headcount", "force", "presence", "it")
)
TELLING = frozenset(
    ("report", "document", "census", "study", "data", "figure", "statistic", "official", "spokesman", "spokeswoman",
     "spokesperson", "ministry", "department", "intelligence", "analyst", "commander", "general", "minister", "officer",
     "command", "institute", "panel", "monitor", "observatory", "watchdog",
     "agency", "estimate", "assessment", "diplomat", "source", "statement", "memo", "list")
)  # fmt: skip
ARTICLE = re.compile(r"^(?:a|an|the|one)\s+", re.IGNORECASE)
MAX_STEPS = 6


def putting(scene: Scene, number: NumberExpression, head: int) -> str | None:
    """The report or office that puts a number at a figure; None where the sentence has none."""
    sentence = scene.analysis.sentence_at(number.start)
    if not sentence.is_parsed:
        return None
    token = scene.analysis.doc[head]
    for _ in range(MAX_STEPS):
        if is_verb(token) and token.lemma_ in PUTTING:
            return _teller(scene, token)
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _teller(scene: Scene, verb: Token) -> str | None:
    """The verb's subject, if it is one that tells figures and the verb is about one."""
    who, path = subject(verb)
    if who is None or path in ("expletive", "agent") or who.i > verb.i:
        return None
    is_teller = who.lemma_.lower() in TELLING or (
        verb.lemma_ == "put" and _has_figure(verb) and who.pos_ == "PROPN"
    )
    if not is_teller or not (verb.lemma_ != "put" or _has_figure(verb)):
        return None
    words = scene.analysis.text[who.left_edge.idx : who.idx + len(who)]
    return ARTICLE.sub("", " ".join(words.split())) or None


def _has_figure(verb: Token) -> bool:
    return any(c.dep_ in ("dobj", "nsubj") and c.lemma_.lower() in FIGURE for c in verb.children)
