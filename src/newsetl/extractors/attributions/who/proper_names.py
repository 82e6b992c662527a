"""Bodies that only their capitals show: "Jaish al-Islam said", "reported Proceso"."""

import re

from spacy.tokens import Token

from newsetl.core.ids import stable_id
from newsetl.extractors.attributions.who.source import Source
from newsetl.gazetteer.institutions import institution_of_name
from newsetl.gazetteer.outlets import is_outlet_name
from newsetl.language.transliteration import CAPITALS
from newsetl.lexicons import read_words
from newsetl.lexicons.given_names import is_common_given_name, is_surname_alone
from newsetl.tables.attributions import SourceKind

LETTER = f"[{CAPITALS}]"
NAME_ALONE = re.compile(
    rf"{LETTER}[\w’'.&-]*\w(?:\s(?:(?:al|de|del|la|of|the|y)[\s-])*{LETTER}[\w’'.&-]*){{0,5}}"
)
AL = re.compile(r"\bal (?=[A-Z])")  # "Jaish al Islam" is listed with a hyphen
KIND_OF_INSTITUTION: dict[str, SourceKind] = {
    "news_agency": "news_agency",
    "outlet": "news_agency",
    "social_media": "social_media",
    **dict.fromkeys(
        ("government", "military", "police", "intelligence", "legislature", "court", "state_force"),
        "government",
    ),
}


def proper_name(label: str | None, head: Token) -> Source | None:
    """The body that words in capitals name where neither the model nor a list knows it; None for other words."""
    if (
        head.tag_ not in ("NNP", "NN")
        or label is None
        or not NAME_ALONE.fullmatch(label)
        or label in read_words("people/not_names")
        or label in read_words("organisations/nouns_alone")
    ):
        return None
    if institution_of_name(label) is None and (_goes_on_with_who(head) or is_surname_alone(label)):
        return Source(label, stable_id("ent", "person", label.casefold()), "person", "named", how="proper")
    if institution_of_name(label) is None and is_common_given_name(label) and not is_outlet_name(label):
        own = stable_id(
            "ent", "person", head.doc.text, label.casefold()
        )  # another article's Bridget is another
        return Source(label, own, "person", "named", how="proper")
    institution = institution_of_name(label) or institution_of_name(AL.sub("al-", label))
    name = institution.name if institution is not None else label
    kind = KIND_OF_INSTITUTION.get(institution.kind, "organisation") if institution else "organisation"
    kind = "news_agency" if institution is None and is_outlet_name(label) else kind
    key = stable_id("ent", "organisation", name.casefold())
    return Source(
        name, key, kind, "named", None, name, institution.iso3 if institution else None, how="proper"
    )


def _goes_on_with_who(head: Token) -> bool:
    """True for "Deidamia Holm, who left in May": bodies go on with "which"."""
    clauses = (c for c in head.children if c.dep_ == "relcl")
    return any(word.lower_ == "who" for clause in clauses for word in clause.children)
