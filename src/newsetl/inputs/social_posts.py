"""Posts of Mastodon, Bluesky, Telegram's programming interface and Facebook, under our names."""

import re
from collections.abc import Mapping
from typing import Any

from newsetl.errors import Rejected
from newsetl.inputs.blocks import joined, page_blocks, parse_page

_ACCOUNT = re.compile(r"https?://(?P<host>[^/]+)/(?:users/|@)(?P<name>[^/]+)")
_BLUESKY = re.compile(r"at://(?P<account>[^/]+)/app\.bsky\.feed\.post/(?P<key>\w+)")
_OLDEST = 100_000_000  # seconds since 1970: 1973

Record = Mapping[str, Any]


def is_shared_alone(record: Record) -> bool:
    """True for what only passes another's post on, or tells of a group's life: it has no text of its own."""
    if record.get("type") in ("Announce", "Like") and isinstance(record.get("object"), str):
        return True
    if record.get("_") == "MessageService" or (record.get("_") == "Message" and not record.get("message")):
        return True
    return isinstance(record.get("reblog"), Mapping) and not record.get("content")


def social_post(record: Record) -> dict[str, Any] | None:
    """A post under our names; None for a record that is none."""
    for form in (_activity, _status, _bluesky, _telegram, _facebook):
        post = form(record)
        if post is not None:
            return {name: value for name, value in post.items() if value}
    return None


def _activity(record: Record) -> dict[str, Any] | None:
    """A post in Mastodon's archive, outbox.json: {"type": "Create", "object": {"type": "Note", …}}."""
    note = record.get("object")
    if record.get("type") != "Create" or not isinstance(note, Mapping) or "content" not in note:
        return None
    address = note.get("url") or note.get("id")
    return {
        "id": note.get("id"),
        "url": address,
        "outlet": _account(note.get("attributedTo") or record.get("actor")),
        "published_at": note.get("published") or record.get("published"),
        "updated_at": note.get("updated"),
        "language": _only_key(note.get("contentMap")),
        "text": _plain(note.get("content")),
    }


def _status(record: Record) -> dict[str, Any] | None:
    """A post as Mastodon's interface gives it."""
    account = record.get("account")
    if not isinstance(account, Mapping) or ("acct" not in account and "username" not in account):
        return None
    if "content" not in record or "created_at" not in record:
        return None
    return {
        "id": record.get("uri") or record.get("id"),
        "url": record.get("url"),
        "outlet": account.get("display_name") or account.get("acct") or account.get("username"),
        "published_at": record["created_at"],
        "updated_at": record.get("edited_at"),
        "language": record.get("language"),
        "text": _plain(record["content"]),
    }


def _bluesky(record: Record) -> dict[str, Any] | None:
    """A post of Bluesky, also as an item of a feed: {"post": {"uri": "at://…", "author": …, "record": …}}."""
    post = record["post"] if isinstance(record.get("post"), Mapping) else record
    content, author, address = post.get("record"), post.get("author"), _BLUESKY.match(str(post.get("uri")))
    if address is None or not isinstance(content, Mapping) or not isinstance(author, Mapping):
        return None
    account = author.get("handle") or address["account"]
    languages = content.get("langs")
    return {
        "id": post["uri"],
        "url": f"https://bsky.app/profile/{account}/post/{address['key']}",
        "outlet": author.get("displayName") or account,
        "published_at": content.get("createdAt") or post.get("indexedAt"),
        "language": languages[0] if isinstance(languages, list) and len(languages) == 1 else None,
        "text": content.get("text"),
    }


def _telegram(record: Record) -> dict[str, Any] | None:
    """A message as Telethon and Pyrogram's like write it down: {"_": "Message", "message": …}."""
    if record.get("_") != "Message" or not isinstance(record.get("message"), str):
        return None
    chat = record.get("chat")
    return {
        "id": str(record.get("id", "")),
        "outlet": chat.get("title") if isinstance(chat, Mapping) else None,
        "byline": record.get("post_author"),
        "published_at": record.get("date"),
        "updated_at": record.get("edit_date"),
        "text": record["message"],
    }


def _facebook(record: Record) -> dict[str, Any] | None:
    """A post in Facebook's archive: {"timestamp": …, "data": [{"post": …}]}, its letters taken for Latin-1."""
    data, at = record.get("data"), record.get("timestamp")
    if not isinstance(data, list) or not isinstance(at, int) or at < _OLDEST:
        return None
    texts = [item["post"] for item in data if isinstance(item, Mapping) and isinstance(item.get("post"), str)]
    if not texts:
        return None
    return {"published_at": at, "text": _as_written("\n\n".join(texts))}


def _as_written(text: str) -> str:
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _account(actor: Any) -> str | None:
    """ "https://towns.example/users/calden" -> "@calden@towns.example"."""
    found = _ACCOUNT.match(actor) if isinstance(actor, str) else None
    return f"@{found['name']}@{found['host']}" if found else None


def _only_key(value: Any) -> Any:
    return next(iter(value)) if isinstance(value, Mapping) and len(value) == 1 else None


def _plain(content: Any) -> str | None:
    """The text of a post's markup, a blank line between its paragraphs."""
    if not isinstance(content, str) or not content.strip():
        return None
    try:
        return joined(page_blocks(parse_page(f"<body>{content}</body>")))
    except Rejected:
        return None
