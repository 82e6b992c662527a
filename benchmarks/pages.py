"""Pages to articles beside trafilatura, in one run, in one process.

python benchmarks/pages.py PAGES.jsonl[.xz] [COUNT]    pages under "html", such as an archive's dump
"""

import json
import lzma
import sys
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from newsetl.articles import parse_article
from newsetl.errors import Rejected
from newsetl.model import RawDocument

ROUNDS = 3


def main() -> None:
    """Prints pages a second, the best of three rounds taken in turn."""
    path, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 300
    pages = _pages(path)
    step = max(1, len(pages) // count)
    pages = pages[::step][:count]
    systems: dict[str, Callable[[bytes], object]] = {
        "newsetl parse_article": _newsetl,
        "trafilatura with metadata": lambda page: trafilatura.bare_extraction(page, with_metadata=True),
        "trafilatura text alone": lambda page: trafilatura.bare_extraction(page, with_metadata=False),
    }
    best = dict.fromkeys(systems, 0.0)
    for _ in range(ROUNDS):
        for name, system in systems.items():
            started = time.process_time()
            for page in pages:
                system(page)
            best[name] = max(best[name], len(pages) / (time.process_time() - started))
    print(f"{len(pages)} pages of {path.name}, pages a second of CPU:")
    for name, speed in best.items():
        print(f"  {name:26} {speed:7.1f}")


def _newsetl(page: bytes) -> object:
    try:
        return parse_article(RawDocument(page, "text/html", "benchmark"))
    except Rejected as rejected:
        return rejected


def _pages(path: Path) -> list[bytes]:
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["html"].encode() for line in lines]


if __name__ == "__main__":
    main()
