"""Which person "he", "the colonel" or "his spokesman" is."""
