"""Small synthetic rows of the tables."""

from datetime import UTC, date, datetime
from typing import Any


def article(article_id: str, *, day: int | None = 5, revision: int = 1, run_id: str = "r") -> dict[str, Any]:
    return {
        "article_id": article_id,
        "revision": revision,
        "is_current": True,
        "story_id": f"st_{article_id}",
        "published_at": datetime(2018, 2, day, tzinfo=UTC) if day else None,
        "published_precision": "day" if day else None,
        "published_source": "input" if day else None,
        "text": "Kabul.",
        "word_count": 1,
        "raw_uri": "a.txt",
        "raw_sha256": "0" * 64,
        "media_type": "text/plain",
        "run_id": run_id,
        "parser_version": "1",
    }


def mention(article_id: str, number: int, revision: int = 1) -> dict[str, Any]:
    return {
        "article_id": article_id,
        "revision": revision,
        "story_id": f"st_{article_id}",
        "published_date": date(2018, 2, 5),
        "extractor": "x",
        "extractor_version": "1",
        "region_mention_id": f"{article_id}-{number}-{revision}",
        "start": 0,
        "end": 5,
        "surface": "Kabul",
        "mention_type": "literal",
        "candidates": 1,
        "sentence_index": 0,
        "confidence": 0.5,
    }


def run_row(run_id: str) -> dict[str, Any]:
    counts = dict.fromkeys(
        ("read", "published", "duplicate", "quarantined", "attributions", "region_mentions", "force_levels",
         "date_mentions", "entity_mentions"), 0,
    )  # fmt: skip
    names = dict.fromkeys(("code_version", "model_name", "model_hash", "gazetteer_version", "settings"), "x")
    started = {"run_id": run_id, "started_at": datetime(2024, 1, 1, tzinfo=UTC), "status": "backfilled"}
    return started | counts | names
