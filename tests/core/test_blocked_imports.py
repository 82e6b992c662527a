"""What spaCy's imports bring along and nothing needs stays out of newsetl's own processes."""

import subprocess
import sys

CODE = """
import sys
from newsetl.core.blocked_imports import block_unneeded
block_unneeded()
from newsetl.language.model import load_model
(sentence,) = load_model()("He left.").sents
print(sentence, sorted({"torch", "weasel", "requests"} & {name for name, found in sys.modules.items() if found}))
block_unneeded()
import spacy
print(spacy.info)
"""


def test_spacy_works_without_its_commands() -> None:
    """And who calls the block once more, with spaCy there, changes nothing."""
    done = subprocess.run(
        [sys.executable, "-c", CODE], capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout.splitlines() == ["He left. []", "None"]
