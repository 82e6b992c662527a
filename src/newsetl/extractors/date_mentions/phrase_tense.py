"""The tense of a date: that of its verb, or that of its event: "Sunday's vote" is in the future by itself."""

import re

from newsetl.extractors.date_mentions.readings import Context, Phrase, Tense
from newsetl.extractors.date_mentions.tense import VerbTense, tense_of_word, verbs
from newsetl.lexicons import read_words

OWNED = re.compile(r"['’]s\s(\w+)(?:\s(\w+))?")
CLAUSE = re.compile(r"[^.!?\n]{0,120}")  # what follows a day, to the end of its sentence
HELD_AT = ("at ", "in ", "during ")
HELD_BEFORE = ("after ", "following ", "since ")
OPENS = re.compile(r"(?:^|[.!?:;”\"]\s)(?:at|in|during)\s$")
RIGHT_BEHIND = 1  # characters between an event and its verb
TURNS = 15  # characters behind a past verb in which a word may still turn it to the future: "was widely expected to"


def tense_of(phrase: Phrase, context: Context) -> Tense | None:
    """The tense of a date; "Sunday's raid" is past whatever the verb."""
    owned = OWNED.match(phrase.after)
    if owned is None:
        return context.tense(phrase.start)
    coming = [group for group in (2, 1) if owned[group] in read_words("time/coming_events")]
    if not coming:
        return "past"
    return "past" if _is_over(phrase, context, owned.end(coming[0])) else "future"


def _is_over(phrase: Phrase, context: Context, event_end: int) -> bool:
    """True for "Sunday's vote was rigged", "at Sunday's vote he won", "after Sunday's vote", "won Sunday's vote"."""
    clause = CLAUSE.match(phrase.text, phrase.end)
    tail = clause.group().lower() if clause else ""
    if _is_reported_as_past(tail, event_end):
        return True
    if OPENS.search(phrase.before):
        return _first_is_past(tail)
    if phrase.before.endswith(HELD_AT):
        return context.tense(phrase.start) == "past"
    if phrase.before.endswith(HELD_BEFORE):
        return context.tense(phrase.start) != "future"
    words = phrase.before.split()
    return bool(words) and words[-1] in read_words("time/took_part")


def _is_reported_as_past(tail: str, event_end: int) -> bool:
    """True if a past verb is right behind the event: "Tuesday's talks ended"; not "the talks were expected to"."""
    following = [verb for verb in verbs(tail) if verb[0] >= event_end]
    if not following or following[0][0] > event_end + RIGHT_BEHIND or following[0][2] != "past":
        return False
    return not any(tense == "future" and start <= following[0][1] + TURNS for start, _, tense in following)


def _first_is_past(tail: str) -> bool:
    """True for what was done at the event that opens a sentence: "At Sunday's meeting they agreed to send more"."""
    found = verbs(tail)
    if not found:
        return False
    first = min(found)
    return first[2] == "past" or _is_promise(tail, first)


def _is_promise(tail: str, verb: VerbTense) -> bool:
    words = tail[verb[0] : verb[1]].split()
    return len(words) == 2 and words[0].endswith("ed") and tense_of_word(words[0]) == "past"
