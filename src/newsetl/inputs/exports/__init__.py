"""Downloads of news databases: one file that holds many articles -> a document an article.

`read_export_text` and `read_export_page` say whether a file is one, and return its articles, or why they are not
understood. A file of many articles never becomes one article.
"""

from newsetl.inputs.exports.recognise import (
    read_export_lines,
    read_export_page,
    read_export_text,
    refuse_title_page,
)

__all__ = ["read_export_lines", "read_export_page", "read_export_text", "refuse_title_page"]
