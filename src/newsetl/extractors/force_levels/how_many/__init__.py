"""How many: numbers that may give the size of a force, and whether what they count is one."""
