"""One package per annotation table: an article and its analysis in, rows out. None imports another."""
