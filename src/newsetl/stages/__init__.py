"""The stages of a run, each a function of files: read, parse, register, annotate, publish. Flows order them."""
