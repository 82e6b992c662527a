"""Scores of the extractors on gold: corpora, matching rules, scorers, floors."""
