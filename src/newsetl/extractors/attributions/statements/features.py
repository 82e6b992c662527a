"""What tells an attribution from a sentence that only looks like one: named features of a candidate.

They come in groups. News says most things in few ways, so that most groups have been met before: their names are then
not computed again, nor their weights summed.
"""

from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Token

from newsetl.extractors.attributions.statements.candidates import Candidate
from newsetl.extractors.attributions.statements.statement_kinds import cue_class
from newsetl.gazetteer.descriptions import find_role
from newsetl.language.syntax import RELATIVE, child

Group = tuple[str, ...]
REMEMBERED = 65536  # groups of each kind
LEADING = "ROOT"


class Features(NamedTuple):
    """Groups of names; no name is in two of them.

    Args:
        frame: the cue with its source and the shape of its content.
        form: of what form cue and content are.
        hanging: where the cue is attached in the sentence.
        beside: words beside the cue, a group for each.
    """

    frame: Group
    form: Group
    hanging: Group
    beside: frozenset[Group]

    def names(self) -> set[str]:
        """All names."""
        return {*self.frame, *self.form, *self.hanging, *(name for group in self.beside for name in group)}


def features(
    candidate: Candidate, inside_quote: bool, quote_share: float, is_headline: bool, leads: bool
) -> Features:
    """Names of the features that hold for a candidate.

    Args:
        inside_quote: the cue is within a quotation.
        quote_share: share of the content's tokens that are quoted.
        is_headline: the sentence has no full stop.
        leads: the parse attaches the cue to another part of the sentence, beyond a semicolon.
    """
    c, head = candidate, candidate.head
    path = "direct" if c.source_path == "quoted" else c.source_path
    lemma = head.lemma_.lower()
    quoted = "none" if quote_share == 0 else "all" if quote_share > 0.7 else "some"
    length = _bucket(c.content[1] - c.content[0])
    governor = head.head
    under = None if governor.i == head.i or leads else (governor.lemma_.lower(), governor.pos_)
    return Features(
        _frame(c.kind, lemma, c.shape, c.particle, path, _source_type(c.source)),
        _form(c.kind, c.shape, quoted, is_headline, head.tag_, length),
        _hanging(c.kind, inside_quote, LEADING if leads else head.dep_, under),
        frozenset(_beside(c, f"{c.kind}={lemma}")),
    )


@lru_cache(maxsize=REMEMBERED)
def _frame(kind: str, lemma: str, shape: str, particle: str, path: str, source: str) -> Group:
    cue, full = f"{kind}={lemma}", f"{shape}|{particle}" if particle else shape
    names = (
        "bias",
        cue,
        f"{kind}:{shape}",
        f"{cue}|{full}",
        f"{cue}|{source}",
        f"{cue}|{path}",
        f"{kind}:{full}",
        f"path={path}|{kind}",
        f"source={source}",
        f"source={source}|{shape}",
        f"suffix={lemma[-3:]}|{kind}",
    )
    return tuple(dict.fromkeys(names))


@lru_cache(maxsize=REMEMBERED)
def _form(kind: str, shape: str, quoted: str, is_headline: bool, tag: str, length: str) -> Group:
    return (
        f"quoted={quoted}|{kind}|{shape}",
        f"headline={is_headline}|{kind}",
        f"tag={tag}|{shape}",
        f"length={length}|{shape}",
    )


@lru_cache(maxsize=REMEMBERED)
def _hanging(kind: str, inside_quote: bool, dep: str, under: tuple[str, str] | None) -> Group:
    names = (f"inside={inside_quote}|{kind}", f"dep={dep}|{kind}")
    return names if under is None else (*names, f"under={under[0]}|{dep}", f"under:{under[1]}|{dep}")


def _beside(c: Candidate, cue: str) -> list[Group]:
    groups: list[Group] = []
    for token in c.head.children:
        dep = token.dep_
        if dep == "aux":
            groups.append(_pair("aux", token.lemma_, cue))
        elif dep == "neg":
            groups.append(("neg",))
        elif dep == "mark":
            groups.append((f"mark={token.lower_}",))
        elif dep == "dobj":
            groups += [(f"object={token.lemma_.lower()}",), (f"object:{token.pos_}|{c.kind}",)]
        elif dep == "prep" and token.lower_ != "according":  # told apart by its own candidate
            groups.append(_pair("prep", token.lower_, cue))
        elif dep in ("dative", "advmod", "prt", "auxpass"):
            groups.append((f"{dep}={token.lower_}",))
    if (class_ := cue_class(c)) != "other":
        groups.append((f"class={class_}|{c.kind}",))
    first = c.head.doc[c.content[0]]
    if first.pos_ != "PROPN":  # names would tie the model to the news of one year
        groups.append((f"first={first.lower_}|{c.shape}", f"{cue}|first={first.lower_}"))
    if c.source is not None and not c.source.ent_type_ and c.source.pos_ != "PROPN":
        groups.append((f"who={c.source.lemma_.lower()}",))
        role = find_role(c.source.lower_)
        kind = role.kind if role is not None else "none"
        groups.append((f"role={kind}", f"role={kind}|{c.shape}"))
    return groups


@lru_cache(maxsize=REMEMBERED)
def _pair(relation: str, word: str, cue: str) -> Group:
    return f"{relation}={word}", f"{cue}|{relation}={word}"


def _source_type(source: Token | None) -> str:
    if source is None:
        return "nobody"
    if source.ent_type_:
        return str(source.ent_type_)
    if source.pos_ == "PRON" or source.lower_ in RELATIVE:
        return source.lower_
    if source.pos_ == "PROPN":
        return "name"
    if child(source, "poss") is not None:
        return "possessed"
    return "plural" if source.tag_ == "NNS" else "noun"


def _bucket(length: int) -> str:
    for bound in (1, 2, 3, 5, 8, 15, 30):
        if length <= bound:
            return str(bound)
    return "long"
