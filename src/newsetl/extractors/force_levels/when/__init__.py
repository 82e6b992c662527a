"""When: the day or period that a figure holds for."""
