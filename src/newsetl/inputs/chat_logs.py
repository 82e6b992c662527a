"""Chats as WhatsApp, Signal, Slack and Discord write them down: they are told from articles, and refused."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from newsetl.errors import Rejected

MIN_LINES = 3
MIN_SHARE = 0.4  # of the lines; a message may have several
_DAY = r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d\d[./-]\d\d)"
_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[ \u202f\xa0]?[ap]\.?[ \u202f\xa0]?m\.?)?"
_STAMP = rf"{_DAY},?(?: um)?[ \u202f\xa0T]+{_CLOCK}"
# "[05.03.24, 09:13:44] Ann: …", "3/5/24, 9:13 AM - Ann: …", "2024-03-05 09:13 Ann: …"
_MESSAGE = re.compile(rf"[\u200e\u200f\ufeff]?(?:\[{_STAMP}\]|{_STAMP}(?: [-–])?)[ ]+\S.*", re.IGNORECASE)
_SLACK_STAMP = re.compile(r"\d{10}\.\d{1,6}")  # "1709665200.000200"
_SLACK_PARTS = ("channels.json", "users.json")
_SPEAKER = re.compile(r"[^:]{1,60}:\s")


def is_chat_log(text: str) -> bool:
    """True where most lines are messages: a day, a clock, who wrote and what; some may be notices without a name."""
    lines = [line for line in text[:100_000].splitlines() if line.strip()]
    messages = [line for line in lines if _MESSAGE.fullmatch(line)]
    if len(messages) < max(MIN_LINES, MIN_SHARE * len(lines)):
        return False
    spoken = sum(_SPEAKER.search(_without_stamp(line)) is not None for line in messages)
    return spoken > len(messages) / 2


def _without_stamp(line: str) -> str:
    return re.sub(rf"[\u200e\u200f\ufeff]?\[?{_STAMP}\]?(?: [-–])?", "", line, flags=re.IGNORECASE)


def check_no_chat(value: Mapping[str, Any]) -> None:
    """Raises Rejected (not_an_article) for the chat of a Discord export and for a message of a Slack export."""
    if {"guild", "channel", "messages"} <= value.keys():
        raise Rejected("not_an_article", "is the chat of a Discord channel: its messages are no articles")
    if value.get("type") == "message" and _SLACK_STAMP.fullmatch(str(value.get("ts"))):
        raise Rejected("not_an_article", "is the chat of a Slack channel: its messages are no articles")


def check_no_chat_archive(names: Collection[str]) -> None:
    """Raises Rejected (not_an_article) for an archive that Slack exported."""
    if all(name in names for name in _SLACK_PARTS):
        raise Rejected("not_an_article", "is an export of Slack: the messages of its chats are no articles")
