"""Which body "the ministry", "the army" or "the UN agency" is."""
