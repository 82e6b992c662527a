"""What can go wrong, and what happens then.

```
NewsetlError
├── UserError        the user can fix it: one line, exit code 2
│   ├── InputNotFound
│   ├── SettingsError
│   ├── FieldMapError
│   ├── LexiconError
│   ├── SnapshotDamaged
│   └── StoreUnreachable
├── OriginalLost     a document's bytes are gone or damaged: said in one line, the others go on
├── Rejected         this document cannot go on: quarantined with its reason, the batch goes on
├── CheckFailed      a run's tables broke a check: nothing is published, exit code 3
└── RunLocked        another run is writing: one line, exit code 4
```

Anything else is a bug and crashes with its traceback.
"""

from typing import Literal, get_args

# Why a document is in quarantine. A new reason also needs
# - a row of "What is refused, and what to do" in docs/what-you-can-bring.md: tests/docs/test_docs.py fails until then;
# - `python -m newsetl.docs.data_dictionary docs/data-dictionary.md`: tests/test_data_dictionary.py fails until then;
# - code that raises Rejected with it: tests/docs/test_docs.py fails for a reason that nothing gives.
# A reason that was released stays, since archives hold it. Nothing else lists the reasons: the quarantine table's
# allowed values and `newsetl replay-quarantine --reason` follow from here.
ReasonCode = Literal[
    "unreadable_file",
    "unknown_format",
    "unknown_layout",
    "addresses_only",
    "encrypted",
    "broken_archive",
    "broken_json",
    "broken_xml",
    "broken_warc",
    "broken_table",
    "unread_dates",
    "forbidden_xml",
    "bad_encoding",
    "too_large",
    "too_deep",
    "timeout",
    "out_of_memory",
    "unsafe_path",
    "http_error",
    "not_an_article",
    "no_text",
    "too_short",
    "paywall",
    "error_page",
    "missing_field",
    "unsupported_language",
    "processing_failed",
]
REASON_CODES: tuple[str, ...] = get_args(ReasonCode)


class NewsetlError(Exception):
    """Anything that newsetl raises on purpose."""


class UserError(NewsetlError):
    """A mistake that the user can fix; its message says how, in one line."""


class InputNotFound(UserError):
    """An input path names nothing."""


class SettingsError(UserError):
    """newsetl.toml or the environment holds something that cannot be used."""


class FieldMapError(UserError):
    """A record's fields are not understood; the message lists the fields it has."""


class LexiconError(UserError):
    """A table of lexicons/ holds what its declaration does not allow; the message names file and line."""


class SnapshotDamaged(UserError):
    """A published state is not what was written: the next run continues from the newest whole one."""


class StoreUnreachable(UserError):
    """An object store does not answer, refuses, or holds something else than was put there; a retry may help."""


class OriginalLost(NewsetlError):
    """The bytes of a document that was read are missing or are not what they were."""


class Rejected(NewsetlError):
    """A document cannot go on; carries the reason code and one line of detail for quarantine."""

    def __init__(self, reason_code: ReasonCode, detail: str) -> None:
        if reason_code not in REASON_CODES:
            raise ValueError(f"unknown reason code {reason_code!r}")
        super().__init__(f"{reason_code}: {detail}")
        self.reason_code: ReasonCode = reason_code
        self.detail = " ".join(detail.split())[:500]

    def __reduce__(self) -> tuple[type["Rejected"], tuple[ReasonCode, str]]:
        return (Rejected, (self.reason_code, self.detail))


class CheckFailed(NewsetlError):
    """A check over a run's tables returned rows, so the run is not published."""


class RunLocked(NewsetlError):
    """Another run holds the data directory's lock."""
