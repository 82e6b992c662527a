"""Files to share: tidy tables of claims and places, each with a codebook and a citation."""

from newsetl.sharing.codebook import Column, codebook_page, columns_of, data_package
from newsetl.sharing.files import FORMATS, export_claims, export_places

__all__ = [
    "FORMATS",
    "Column",
    "codebook_page",
    "columns_of",
    "data_package",
    "export_claims",
    "export_places",
]
