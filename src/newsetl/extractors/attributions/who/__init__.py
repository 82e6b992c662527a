"""Who says it: the fullest name that the article gives a source, its kind, role and anonymity."""
