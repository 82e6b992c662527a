"""Where: the place at which the force of a figure is, to which it goes, or which it leaves."""
