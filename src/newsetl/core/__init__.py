"""What every other room may use: documents, spans, ids, cells that are safe in spreadsheets, and packaged folders."""
