"""One module per kind of gold: `score(documents)` over pairs of gold document and predicted rows."""
