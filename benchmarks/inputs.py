"""Speed of the readers, beside the libraries that read the same formats, in one run on the same files.

    python benchmarks/inputs.py [--documents 3000]

The files are made of invented sentences. A peer does what its users do to get at the same documents: address and
decoded page of a WARC, entries of a feed, records of JSON lines, CSV and Parquet.
"""

import argparse
import csv
import gzip
import io
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import feedparser
import pyarrow as pa
import pyarrow.parquet as pq
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsetl.core.documents import RawDocument
from newsetl.inputs import ReadSettings, expand_inputs, read_documents

SENTENCE = (
    "the convoy of forty trucks left its base near a river at dawn officials said on Friday that more would"
)
WORDS = SENTENCE.split()
Maker = Callable[[list[dict[str, str]], Path], None]
Peer = Callable[[Path], Iterator[object]]


def invent_records(count: int) -> list[dict[str, str]]:
    """Records with texts of about 400 words."""
    chance = random.Random(7)
    return [
        {
            "id": str(number),
            "url": f"https://post.example/{number}",
            "title": " ".join(chance.choices(WORDS, k=8)),
            "published_at": "2026-02-20T08:00:00Z",
            "text": "\n\n".join(" ".join(chance.choices(WORDS, k=80)) + "." for _ in range(5)),
        }
        for number in range(count)
    ]


def page_of(record: dict[str, str]) -> str:
    """A page with the record's text."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in record["text"].split("\n\n"))
    return f"<html><head><title>{record['title']}</title></head><body>{'<div></div>' * 400}{paragraphs}</body></html>"


def write_lines(records: list[dict[str, str]], path: Path) -> None:
    """JSON lines, gzipped."""
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)


def write_csv(records: list[dict[str, str]], path: Path) -> None:
    """CSV with a header."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(records[0]))
        writer.writeheader()
        writer.writerows(records)


def write_parquet(records: list[dict[str, str]], path: Path) -> None:
    """Parquet."""
    pq.write_table(pa.Table.from_pylist(records), path)


def write_feed(records: list[dict[str, str]], path: Path) -> None:
    """RSS with full content, at most 2,000 entries."""
    items = "".join(
        f"<item><title>{record['title']}</title><link>{record['url']}</link><content:encoded><![CDATA["
        f"<p>{record['text']}</p>]]></content:encoded></item>"
        for record in records[:2000]
    )
    namespace = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    path.write_text(
        f'<?xml version="1.0"?><rss {namespace}><channel>{items}</channel></rss>', encoding="utf-8"
    )


def write_warc(records: list[dict[str, str]], path: Path) -> None:
    """WARC as crawlers write it: each record gzipped, each page gzipped by its server."""
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip")]
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for record in records:
            body = gzip.compress(page_of(record).encode())
            http = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
            payload = io.BytesIO(body)
            writer.write_record(
                writer.create_warc_record(record["url"], "response", payload, len(body), http_headers=http)
            )


def peer_lines(path: Path) -> Iterator[object]:
    """The standard library alone."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def peer_csv(path: Path) -> Iterator[object]:
    """The standard library alone."""
    with path.open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def peer_parquet(path: Path) -> Iterator[object]:
    """pyarrow alone."""
    for batch in pq.ParquetFile(path).iter_batches():
        yield from batch.to_pylist()


def peer_feed(path: Path) -> Iterator[object]:
    """feedparser."""
    yield from feedparser.parse(path.read_bytes()).entries


def peer_warc(path: Path) -> Iterator[object]:
    """warcio."""
    with path.open("rb") as file:
        for record in ArchiveIterator(file):
            yield record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read()


CASES: dict[str, tuple[Maker, str, Peer]] = {
    "news.jsonl.gz": (write_lines, "json", peer_lines),
    "news.csv": (write_csv, "csv", peer_csv),
    "news.parquet": (write_parquet, "pyarrow", peer_parquet),
    "feed.xml": (write_feed, "feedparser", peer_feed),
    "crawl.warc.gz": (write_warc, "warcio", peer_warc),
}


def read_all(path: Path) -> Iterator[object]:
    """All documents of a file; a rejection is an error of the benchmark."""
    for file in expand_inputs([str(path)]):
        for outcome in read_documents(file, ReadSettings()):
            if not isinstance(outcome, RawDocument):
                raise TypeError(f"{outcome.uri}: {outcome.detail}")
            yield outcome


def rate_of(read: Peer, path: Path, repeats: int) -> tuple[int, float]:
    """Documents, and documents a second in the best of some runs."""
    seconds, count = [], 0
    for _ in range(repeats):
        start = time.perf_counter()
        count = sum(1 for _ in read(path))
        seconds.append(time.perf_counter() - start)
    return count, count / min(seconds)


def main() -> None:
    """Prints one line a format."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=3000)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    records = invent_records(options.documents)
    print(f"{'file':<16}{'documents':>10}{'MB':>8}{'newsetl/s':>12}{'peer/s':>12}  peer")
    with tempfile.TemporaryDirectory() as folder:
        for name, (write, peer_name, peer) in CASES.items():
            path = Path(folder) / name
            write(records, path)
            count, ours = rate_of(read_all, path, options.repeats)
            _, theirs = rate_of(peer, path, options.repeats)
            size = path.stat().st_size / 1e6
            print(f"{name:<16}{count:>10,}{size:>8.1f}{ours:>12,.0f}{theirs:>12,.0f}  {peer_name}")


if __name__ == "__main__":
    main()
