"""Documents of office programs, PDF and e-books: their paragraphs, and the article or articles that they hold."""

from newsetl.inputs.documents.pdf import read_pdf
from newsetl.inputs.documents.rtf import read_rtf

__all__ = ["read_pdf", "read_rtf"]
