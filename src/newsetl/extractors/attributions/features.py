"""What tells an attribution from a sentence that only looks like one: named features of a candidate."""

from spacy.tokens import Token

from newsetl.extractors.attributions.candidates import Candidate
from newsetl.language.syntax import RELATIVE, child


def features(candidate: Candidate, inside_quote: bool, quote_share: float, is_headline: bool) -> list[str]:
    """Names of the features that hold for a candidate.

    Args:
        inside_quote: the cue stands within a quotation.
        quote_share: share of the content's tokens that are quoted.
        is_headline: the sentence has no full stop.
    """
    c, head = candidate, candidate.head
    path = "direct" if c.source_path == "quoted" else c.source_path
    lemma = head.lemma_.lower()
    cue = f"{c.kind}={lemma}"
    source = _source_type(c.source)
    quoted = "none" if quote_share == 0 else "all" if quote_share > 0.7 else "some"
    shape = f"{c.shape}|{c.particle}" if c.particle else c.shape
    names = [
        "bias",
        cue,
        f"{c.kind}:{c.shape}",
        f"{cue}|{shape}",
        f"{cue}|{source}",
        f"{cue}|{path}",
        f"{c.kind}:{shape}",
        f"path={path}|{c.kind}",
        f"source={source}",
        f"source={source}|{c.shape}",
        f"inside={inside_quote}|{c.kind}",
        f"quoted={quoted}|{c.kind}|{c.shape}",
        f"headline={is_headline}|{c.kind}",
        f"dep={head.dep_}|{c.kind}",
        f"tag={head.tag_}|{c.shape}",
        f"length={_bucket(c.content[1] - c.content[0])}|{c.shape}",
        f"suffix={lemma[-3:]}|{c.kind}",
    ]
    if c.source is not None and not c.source.ent_type_ and c.source.pos_ != "PROPN":
        names.append(f"who={c.source.lemma_.lower()}")
    return names + _verb_features(c, cue)


def _verb_features(c: Candidate, cue: str) -> list[str]:
    head, names = c.head, []
    for token in head.children:
        dep = token.dep_
        if dep == "aux":
            names += [f"aux={token.lemma_}", f"{cue}|aux={token.lemma_}"]
        elif dep == "neg":
            names.append("neg")
        elif dep == "mark":
            names.append(f"mark={token.lower_}")
        elif dep == "dobj":
            names += [f"object={token.lemma_.lower()}", f"object:{token.pos_}|{c.kind}"]
        elif dep == "prep" and token.lower_ != "according":  # told apart by its own candidate
            names += [f"prep={token.lower_}", f"{cue}|prep={token.lower_}"]
        elif dep in ("dative", "advmod", "prt", "auxpass"):
            names.append(f"{dep}={token.lower_}")
    first = c.head.doc[c.content[0]]
    if first.pos_ != "PROPN":  # names would tie the model to the news of one year
        names += [f"first={first.lower_}|{c.shape}", f"{cue}|first={first.lower_}"]
    governor = head.head
    if governor.i != head.i:
        names += [f"under={governor.lemma_.lower()}|{head.dep_}", f"under:{governor.pos_}|{head.dep_}"]
    return names


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
