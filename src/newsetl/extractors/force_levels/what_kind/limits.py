"""Legal maximums ('may call up to 900 without consent') as opposed to one authorised deployment of that size."""

import re

# A permitted maximum: 'can call up to 200,000 reservists without approval', 'allows up to 500 troops'.
LEGAL_LIMIT = re.compile(
    r"\b(?:(?:can|may)\b[^.;]{0,40}\bup to\b[^.;]{0,60}\bwithout|(?:allow\w*|permit\w*|entitle\w*|authori[sz]\w+)\b"
    r"[^.;]{0,40}\b(?:up to|as many as|no more than|a maximum of|at most))\b",
    re.IGNORECASE,
)
# "authorised the deployment of up to 900": one deployment, not a standing limit.
SENT_ONCE = re.compile(
    r"\b(?:deployment|dispatch|sending|mobili[sz]ation|call-?up|release) of\b", re.IGNORECASE
)


def is_legal_limit(words: str) -> bool:
    """True if a figure's words set a legal maximum; False for the authorisation of one deployment."""
    limit = LEGAL_LIMIT.search(words)
    return limit is not None and SENT_ONCE.search(limit.group()) is None
