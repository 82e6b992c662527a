"""Everything news comes in -> raw documents, one file per format behind one interface.

`expand_inputs` names the files, `read_documents` reads one of them lazily and in bounded memory. A document
that cannot be read is a `RejectedInput` with its reason, for quarantine, and never an exception.
"""

from newsetl.inputs.contracts import InputFile, ReadSettings, RejectedInput
from newsetl.inputs.paths import expand_inputs
from newsetl.inputs.reading import read_documents

__all__ = ["InputFile", "ReadSettings", "RejectedInput", "expand_inputs", "read_documents"]
