"""Posts of X (Twitter): its archives' tweets.js, and records of its API in JSON."""

import html
import json
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any

# The first line of an archive's files: "window.YTD.tweets.part0 = [".
SCRIPT_HEAD = re.compile(rb"\s*window\.YTD\.[\w.]{1,80}\s*=\s*")
ACCOUNT = re.compile(r"(?:^|/)data/account\.js$")  # beside the posts in an archive
_RFC = re.compile(r"(\w{3}) (\w{3}) (\d\d) ([\d:]{8}) ([+-]\d{4}) (\d{4})")  # Wed Oct 10 20:19:24 +0000 2018


def is_post(record: Mapping[str, Any]) -> bool:
    """True for a post as X's interfaces write it."""
    return "id_str" in record and "created_at" in record and ("full_text" in record or "text" in record)


def account_of(content: bytes) -> dict[str, str]:
    """Whose an archive is, by its account.js: `name` and `screen_name`; {} where it does not say."""
    try:
        account = json.loads(SCRIPT_HEAD.sub(b"", content, count=1))[0]["account"]
        told = {"name": account.get("accountDisplayName"), "screen_name": account.get("username")}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}
    return {key: value for key, value in told.items() if value and isinstance(value, str)}


def plain_post(record: Mapping[str, Any], account: Mapping[str, Any]) -> dict[str, Any]:
    """A post under our names: its text without escapes, its moment in ISO 8601, its address and author.

    The posts of an archive do not name their author, who is the archive's `account`. Their addresses stay without it,
    so that they are the same articles as when only tweets.js is brought.
    """
    user = record.get("user")
    user = user if isinstance(user, Mapping) else {}
    identity = str(record["id_str"])
    text = record.get("full_text") or record.get("text")
    return {
        "id": identity,
        "url": f"https://x.com/{user.get('screen_name') or 'i/web'}/status/{identity}",
        "outlet": _name(user) or _name(account),
        "published_at": _moment(record["created_at"]),
        "language": record.get("lang"),
        "text": html.unescape(text) if isinstance(text, str) else None,
    }


def with_author(item: Any, envelope: Mapping[str, Any]) -> Any:
    """A post of X's second interface with its author, whom the envelope describes; any other item as it is."""
    described = envelope.get("includes")
    users = described.get("users") if isinstance(described, Mapping) else None
    if not isinstance(item, dict) or "author_id" not in item or not isinstance(users, list):
        return item
    known = (user for user in users if isinstance(user, Mapping))
    author = next((user for user in known if user.get("id") == item["author_id"]), None)
    return {**item, "user": author} if author is not None else item


def _name(user: Mapping[str, Any]) -> Any:
    return user.get("name") or user.get("screen_name")


def _moment(text: Any) -> str | None:
    try:
        return parsedate_to_datetime(_RFC.sub(r"\1, \3 \2 \6 \4 \5", str(text))).isoformat()
    except (ValueError, OverflowError):
        return str(text) if text else None
