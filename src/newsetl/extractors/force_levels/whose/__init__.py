"""Whose: the state or group whose force a figure counts."""
