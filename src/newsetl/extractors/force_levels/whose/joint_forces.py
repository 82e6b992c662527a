"""Forces of several states that are only described: "the coalition", "a West African force", "the peacekeepers"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from newsetl.extractors.force_levels.scene import Scene
from newsetl.extractors.force_levels.whose.actor import Actor
from newsetl.language import Sentence
from newsetl.lexicons import read_table
from newsetl.lexicons.word_sets import alternatives


@dataclass(frozen=True, slots=True)
class JointForce:
    """A description at its place in the text, and the alliance that it means or the phrase itself."""

    start: int
    end: int
    actor: Actor
    is_listed: bool  # True for an alliance of lexicons/forces/named_forces.csv


@dataclass(frozen=True, slots=True)
class _Rule:
    words: re.Pattern[str]
    actor: str | None
    named: re.Pattern[str] | None


def joint_forces(scene: Scene, sentence: Sentence) -> list[JointForce]:
    """The joint forces that a sentence describes, in the order of lexicons/forces/joint_forces.csv."""
    return scene.once(("joint forces", sentence.index), lambda: list(_found(scene, sentence)))


def _found(scene: Scene, sentence: Sentence) -> Iterator[JointForce]:
    text = scene.analysis.text
    named = [
        (mention.start, mention.end) for mention in scene.actors_in(sentence) if mention.name.kind == "group"
    ]
    for number, rule in enumerate(_rules()):
        if rule.named is not None and not _is_named(scene, number, rule.named):
            continue
        for match in rule.words.finditer(text, sentence.start, sentence.end):
            if any(start < match.end() and match.start() < end for start, end in named):
                continue
            name = rule.actor or " ".join(match.group().split())
            yield JointForce(*match.span(), Actor(name, None), rule.actor is not None)


def _is_named(scene: Scene, number: int, named: re.Pattern[str]) -> bool:
    return scene.once(("joint forces named", number), lambda: named.search(scene.analysis.text) is not None)


@cache
def _rules() -> tuple[_Rule, ...]:
    rules = []
    for row in read_table("forces/joint_forces"):
        signs = [sign for sign in row["named"].split(";") if sign]
        named = re.compile(rf"(?<!\w)(?:{alternatives(signs)})(?!\w)") if signs else None
        rules.append(_Rule(re.compile(row["words"], re.IGNORECASE), row["actor"] or None, named))
    return tuple(rules)
