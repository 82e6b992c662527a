"""Texts and messages that are encrypted, by PGP or S/MIME."""

import re

from newsetl.errors import Rejected

_MESSAGE = re.compile(r"\s*-----BEGIN PGP MESSAGE-----")
_KINDS = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_SIGNED = "signed-data"


def is_encrypted_text(text: str) -> bool:
    """True for a text that PGP has encrypted."""
    return _MESSAGE.match(text) is not None


def is_encrypted_kind(kind: str, smime_type: str) -> bool:
    """True for the content type of an encrypted message; one that is only signed has its text within."""
    return kind in _KINDS and smime_type != _SIGNED


def encrypted() -> Rejected:
    """The reason for an encrypted text."""
    return Rejected("encrypted", "is encrypted: open it in the mail program and save it as plain text")
