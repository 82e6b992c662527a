"""What every package may use: documents, spans, ids, writing CSV and Excel files that run nothing, packaged folders."""
