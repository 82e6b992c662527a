"""Trains the reader of force levels and fits the weights that decide by it. Run as `python -m`; see __main__."""
