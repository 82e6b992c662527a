"""Who says so: the source that a figure is ascribed to."""
