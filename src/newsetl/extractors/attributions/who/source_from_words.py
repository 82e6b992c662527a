"""Who a source is from the words of the source alone: its name, kind, anonymity, role, body and country."""

import re
from dataclasses import replace

from spacy.tokens import Token

from newsetl.core.ids import stable_id
from newsetl.extractors.attributions.who.described_source import described_source
from newsetl.extractors.attributions.who.documents import document_source
from newsetl.extractors.attributions.who.joint_sources import (
    enumerated,
    joined,
    named_with_others,
    several_named,
)
from newsetl.extractors.attributions.who.kinds_told_beside import is_public_body, kind_told_beside
from newsetl.extractors.attributions.who.named import Names
from newsetl.extractors.attributions.who.named_sources import (
    administration,
    government_named,
    named_source,
    outlet_with_article,
    state_described,
    state_of_side,
    state_source,
)
from newsetl.extractors.attributions.who.phrase_names import mention_of
from newsetl.extractors.attributions.who.proper_names import LETTER
from newsetl.extractors.attributions.who.short_forms_told import named_with_short_form
from newsetl.extractors.attributions.who.source import Source
from newsetl.extractors.attributions.who.unnamed_labels import label_of
from newsetl.gazetteer.descriptions import find_role
from newsetl.language import Analysis
from newsetl.lexicons.word_sets import alternatives, word_set
from newsetl.tables.entity_mentions import EntityMention

CHANNEL = re.compile(r"\bchannels?\b")  # of a platform where the text names one, else of a broadcaster
PLATFORM = re.compile(rf"\b(?:{alternatives(word_set('statements/word_sets', 'platforms with channels'))})\b")
CHANNEL_NAMED = re.compile(
    rf"(?:[\w-]+\s){{0,4}}(?:{alternatives(word_set('statements/word_sets', 'platforms with channels'))})\s"
    rf"channels?\s[\"“]?(?P<name>{LETTER}\w+(?:\s{LETTER}\w+){{0,3}})"
)
# "The mission he heads", "the chief, whose post was hit"; whose name is kept back matters.
BARE_CLAUSE = re.compile(
    r"\s(?=(?:he|she|they|it)\s(?:[a-z]+ed|[a-z]+s|lead|heads?)\b)|,\swhose\s(?!(?:[a-z]+\s)?names?\b)"
)
CLAUSE = re.compile(r",?\s(?:that|which|whose)\s")  # "a letter that his lawyer has seen" is no lawyer


def source_of_phrase(analysis: Analysis, head: Token, start: int, end: int, names: Names) -> Source:
    """The source that a phrase [start, end) with this head names or describes; pronouns are not for here."""
    inside = names.within(start, end)
    named = _named(analysis.text, head, start, end, inside)
    if named is not None:
        return named
    described = _described(analysis.text, head, start, end, inside)
    person = names.person_called(described.name) if described.how == "proper" and described.name else None
    return described if person is None else replace(named_source(person), how="short_name")


def _named(text: str, head: Token, start: int, end: int, inside: list[EntityMention]) -> Source | None:
    short = named_with_short_form(text, start, end, inside)
    if short is not None:
        return short
    several = several_named(head, inside) or enumerated(text, head, end, inside)
    several = several or named_with_others(text, head, end, inside)
    several = several or joined(text, start, end, inside)
    led = several or administration(text[start:end], inside)
    if led is not None:
        return led
    outlet = outlet_with_article(text[start:end])
    if outlet is not None:
        return outlet
    mention = mention_of(text, head, start, end, inside)
    if mention is not None and mention.entity_type != "person" and is_public_body(mention.surface):
        return None
    if mention is not None:
        return kind_told_beside(text, start, end, mention) or named_source(mention)
    country = government_named(text[start:end]) or state_of_side(text[start:end])
    country = country or state_described(text, head, start, end)
    return state_source(country) if country is not None else None


def _described(text: str, head: Token, start: int, end: int, inside: list[EntityMention]) -> Source:
    role = find_role(head.lower_)
    channel = _channel(text, start, end)
    if channel is not None:
        return channel
    is_paper = role is not None and role.kind == "document"
    words = CLAUSE.split(text[start:end])[0] if is_paper else text[start:end]
    if is_public_body(words):
        return replace(described_source(words.lower(), head), name=label_of(words))
    described = described_source(BARE_CLAUSE.split(words)[0], head)
    if described.kind == "news_agency" and CHANNEL.search(words) and PLATFORM.search(text):
        return replace(described, kind="social_media", role_title=None)
    if described.kind != "document":
        return described
    if role is not None and role.kind != "document":  # "officials citing data"
        return described_source(text[start : head.idx + len(head)], head)
    return document_source(text, head, start, inside, described)


def _channel(text: str, start: int, end: int) -> Source | None:
    """The channel of "the Telegram channel Rybar, which …"."""
    found = CHANNEL_NAMED.match(text, start, end)
    if found is None:
        return None
    name = found["name"]
    key = stable_id("ent", "organisation", name.casefold())
    return Source(name, key, "social_media", "named", None, name, how="kind")
