"""The desk: a local web application to search what was read, look at its evidence, and put it right."""
