"""Who the source of each draft is: names, pronouns, roles standing alone, and who "who" is."""

import re
from collections.abc import Sequence
from dataclasses import replace

from newsetl.extractors.attributions.statements.drafts import Draft
from newsetl.extractors.attributions.who.antecedents import antecedent, definite_phrase
from newsetl.extractors.attributions.who.bodies.ministries import with_state
from newsetl.extractors.attributions.who.bodies.not_named import (
    body_of_state,
    is_one_of_a_state,
    listed_alone,
    media_of_state,
)
from newsetl.extractors.attributions.who.bodies.of_ministers import ministry_of_speaker
from newsetl.extractors.attributions.who.bodies.which_body import REACH, Bodies
from newsetl.extractors.attributions.who.document_names import (
    NamedDocument,
    document_meant,
    named_documents,
    published_by,
)
from newsetl.extractors.attributions.who.joint_sources import Groups
from newsetl.extractors.attributions.who.kinds_told_beside import is_public_body
from newsetl.extractors.attributions.who.named import Names
from newsetl.extractors.attributions.who.people.pronouns import OTHER_PRONOUNS, PERSON_PRONOUNS
from newsetl.extractors.attributions.who.people.salience import (
    GENDERED,
    Salience,
    SalientMention,
    people_of,
)
from newsetl.extractors.attributions.who.people.standing import leads
from newsetl.extractors.attributions.who.people.unnamed_subjects import unnamed_subjects
from newsetl.extractors.attributions.who.phrase_names import DEFINITE
from newsetl.extractors.attributions.who.printed_labels import without_label
from newsetl.extractors.attributions.who.source import Source
from newsetl.extractors.attributions.who.source_words import SPEAKER_PRONOUNS, resolve_source_words
from newsetl.extractors.attributions.who.whole_names import with_whole_name
from newsetl.language import Analysis
from newsetl.language.quotes import Quote
from newsetl.language.syntax import RELATIVE
from newsetl.lexicons import read_words
from newsetl.lexicons.word_sets import alternatives, word_set
from newsetl.tables.entity_mentions import EntityMention

# They describe the speaker wherever they are in his sentence; "anonymous callers" does not.
IN_SENTENCE = re.compile(
    r"\b(?:on|under) (?:the )?condition (?:of anonymity|that (?:his|her|their|he|she|they)\b)"
)
DOCUMENT = alternatives(read_words("statements/document_nouns"))
IN_STATEMENT = re.compile(rf"\b(?:[Ii]n|through|via|means of) an? (?:[\w-]+ )?(?P<noun>{DOCUMENT})\b")
ARMED = re.compile(rf"[Tt]he\s(?:{alternatives(word_set('statements/word_sets', 'armed people'))})")
PAPER = re.compile(r"[Tt]he paper")  # a newspaper where one has just been cited
BODY_KINDS = frozenset(("organisation", "government", "news_agency", "document", "unknown"))
BODY_WORDS = frozenset(
    ("monitor", "guard")
)  # persons elsewhere; in news of wars an observatory, and the border guard
BEHIND = frozenset(
    ("host", "bare_tag", "view")
)  # shapes of contents that the parse may take for the leading clause
BY_NAME = frozenset(("full_name", "short_name", "body"))  # ways that leave a name in the focus
TAGS = frozenset(("quote", "host", "tag", "bare_tag"))


def resolve_sources(
    analysis: Analysis, drafts: Sequence[Draft], mentions: Sequence[EntityMention], quotes: Sequence[Quote]
) -> list[Draft]:
    """The drafts in order, each with its source; "I" and "we" stay unknown here."""
    named = [m for m in mentions if m.entity_type == "person" or not is_public_body(m.surface)]
    focus, names = people_of(analysis, named, quotes), Names(mentions)
    for unnamed in unnamed_subjects(analysis, drafts, names):
        focus.add(unnamed)
    bodies, groups = Bodies(analysis.text, named), Groups()
    documents = named_documents(analysis.text, names)
    ministries: dict[str, Source] = {}  # by the ids that they have without their states
    fullest: dict[str, str] = {}  # names by id, where a body's initials are told with its name
    resolved = []
    for plain in drafts:
        draft = with_whole_name(analysis, without_label(analysis, plain), names)
        source = resolve_source_words(analysis, draft, focus, names)
        before = _of_minister(analysis.text, draft, source, focus)
        before = before or _named_before(analysis.text, draft, source, bodies, groups, documents)
        source = before if before is not None else source
        source = _by_evidence(analysis, draft, source, focus, bodies) or source
        if draft.source_span is not None:
            words = analysis.text[draft.source_span.start : draft.source_span.end]
            source = with_state(analysis.text, words, source, ministries)
        source = _by_full_name(source, fullest)
        _take_down(analysis.text, draft, source, bodies, groups)
        source = _left_open(analysis.text, draft, _withheld(analysis, draft, source))
        is_tag = _is_tag(draft, source)
        if source.kind == "person" and draft.candidate is not None and draft.candidate.shape in BEHIND:
            focus.step_back(draft.content)
        if draft.source_span is not None and (
            is_tag or _introduces(draft, source) or _is_pronoun_of_person(draft, source)
        ):
            focus.add(_spoken(draft, draft.source_span.start, source, is_tag))
        resolved.append(replace(draft, source=source))
    return resolved


def _by_full_name(source: Source, fullest: dict[str, str]) -> Source:
    """The source by the name that went with its initials: "CISC" after "the Collective against …, known as CISC"."""
    if source.id is None or source.name is None or source.kind == "person":
        return source
    if source.name.isupper() and source.id in fullest:
        return replace(source, name=fullest[source.id])
    if not source.name.isupper():
        fullest.setdefault(source.id, source.name)
    return source


def _of_minister(text: str, draft: Draft, source: Source, focus: Salience) -> Source | None:
    """The ministry that "the ministry" is, of the minister who has just spoken."""
    span = draft.source_span
    if span is None or source.id is not None:
        return None
    return ministry_of_speaker(text, text[span.start : span.end], span.start, draft.sentence.index, focus)


def _named_before(
    text: str,
    draft: Draft,
    source: Source,
    bodies: Bodies,
    groups: Groups,
    documents: Sequence[NamedDocument],
) -> Source | None:
    """Who "the company" or "the senators" is, of those that `_take_down` has kept."""
    span, head = draft.source_span, draft.candidate.source if draft.candidate is not None else None
    if span is None or head is None or source.id is not None:
        return None
    phrase = text[span.start : span.end]
    if source.kind == "group":
        is_definite = DEFINITE.match(phrase) is not None and head.tag_ in ("NNS", "NNPS")
        meant = groups.meant_by(head, draft.sentence.index) if is_definite else None
        meant = meant or groups.pair(phrase, draft.sentence.index)
        is_armed = ARMED.fullmatch(phrase) is not None
        return bodies.armed_cited(draft.sentence.index) if meant is None and is_armed else meant
    if source.kind not in BODY_KINDS and head.lower_ not in BODY_WORDS:
        return None
    if source.kind == "document":
        on_site = published_by(phrase, span.start, draft.sentence.index, bodies)
        on_site = on_site or document_meant(phrase, span.start, draft.sentence.index, documents, bodies)
        outlet = bodies.outlet_cited(draft.sentence.index, REACH) if PAPER.fullmatch(phrase) else None
        return on_site or (replace(outlet, how="body_described") if outlet is not None else None)
    found = bodies.meant_by(phrase, span.start, draft.sentence.index)
    of_state = body_of_state(text, phrase) if found is None and is_one_of_a_state(phrase) else None
    found = found or of_state or bodies.described(phrase, span.start, draft.sentence.index)
    found = found or bodies.of_union(phrase, span.start, draft.sentence.index)
    if found is not None:
        return found if found is of_state else replace(found, how="body_described")
    return listed_alone(text, phrase) or body_of_state(text, phrase) or media_of_state(text, phrase)


def _by_evidence(
    analysis: Analysis, draft: Draft, source: Source, focus: Salience, bodies: Bodies
) -> Source | None:
    """Whom a definite phrase means that none of the rules has resolved."""
    span, head = draft.source_span, draft.candidate.source if draft.candidate is not None else None
    if span is None or head is None or source.id is not None or source.how != "words":
        return None
    phrase = definite_phrase(analysis.text[span.start : span.end], head, span.start, draft.sentence)
    if phrase is None:
        return None
    named = antecedent(phrase, source, analysis, focus, bodies)
    return named or bodies.unnamed.meant_by(phrase.words, phrase.sentence.index)


def _take_down(text: str, draft: Draft, source: Source, bodies: Bodies, groups: Groups) -> None:
    """Keeps who is cited here for the descriptions that follow."""
    span, sentence = draft.source_span, draft.sentence.index
    bodies.unnamed.add(sentence, source)
    if span is None or source.id is None or source.anonymity != "named":
        return
    issued = IN_STATEMENT.search(text, draft.sentence.start, draft.sentence.end)
    if issued is not None:
        bodies.add_statement(sentence, issued["noun"], source)
    if source.kind == "group":
        groups.add(text[span.start : span.end], sentence, source)
    elif source.kind != "person":
        bodies.add(sentence, source, text[span.start : span.end])
        if source.kind == "document" and source.affiliation is not None:
            bodies.add_issuer(span, sentence, source.affiliation)


def _withheld(analysis: Analysis, draft: Draft, source: Source) -> Source:
    """A source without a name is anonymous where the sentence says that the name is withheld."""
    if source.anonymity == "role_only" and source.kind in ("person", "group", "unknown"):
        sentence = " ".join(analysis.sentence_text(draft.sentence).split())
        if IN_SENTENCE.search(sentence) is not None:
            return replace(source, anonymity="anonymous")
    return source


def _left_open(text: str, draft: Draft, source: Source) -> Source:
    """Marks "the report" and "the official" that lead to nobody: the article means one that it has mentioned."""
    span = draft.source_span
    is_open = source.how in ("words", "document") and source.id is None
    if span is None or not is_open or not DEFINITE.match(text, span.start, span.end):
        return source
    return replace(source, how="left_open")


def _introduces(draft: Draft, source: Source) -> bool:
    """True for a source that later pronouns may mean and that the focus does not have from a name in that place."""
    head = draft.candidate.source if draft.candidate is not None else None
    is_pronoun = head is None or head.lower_ in PERSON_PRONOUNS | OTHER_PRONOUNS | RELATIVE
    return not is_pronoun and source.name is not None and source.how not in BY_NAME


def _is_pronoun_of_person(draft: Draft, source: Source) -> bool:
    """True for a resolved "he": the person is mentioned here again."""
    head = draft.candidate.source if draft.candidate is not None else None
    return head is not None and head.lower_ in PERSON_PRONOUNS and source.name is not None


def _is_tag(draft: Draft, source: Source) -> bool:
    """True for the named of a tag, which the parse may attach to what is said: '- the war goes on - said Lee.'"""
    shape = draft.candidate.shape if draft.candidate is not None else ""
    return shape in TAGS and source.anonymity == "named" and source.id is not None


def _spoken(draft: Draft, start: int, source: Source, is_tag: bool) -> SalientMention:
    candidate = draft.candidate
    head = candidate.source if candidate is not None else None
    gender = GENDERED.get(head.lower_) if head is not None else None
    is_leading = is_tag or (
        candidate is not None
        and (candidate.shape in TAGS or (candidate.kind == "verb" and leads(candidate.head)))
    )
    return SalientMention(
        start, draft.sentence.index, source, gender, True, source.kind == "person", is_leading
    )


def resolve_speakers(drafts: Sequence[Draft], parents: Sequence[int | None]) -> list[Draft]:
    """Gives "I" and "we" inside a statement the source of that statement."""
    resolved = list(drafts)
    for index, draft in enumerate(drafts):
        parent = parents[index]
        head = draft.candidate.source if draft.candidate is not None else None
        if parent is None or head is None or head.lower_ not in SPEAKER_PRONOUNS:
            continue
        speaker = resolved[parent].source
        kind = draft.source.kind if head.lower_ in ("we", "us", "our") else speaker.kind
        resolved[index] = replace(draft, source=replace(speaker, kind=kind, how="speaker"))
    return resolved
