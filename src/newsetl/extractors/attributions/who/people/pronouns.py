"""Words that point at somebody instead of telling who it is."""

PERSON_PRONOUNS = frozenset(("he", "she", "him", "her", "his", "hers"))
OTHER_PRONOUNS = frozenset(
    ("it", "its", "they", "them", "their", "we", "us", "our", "i", "me", "my", "you", "your")
)
GROUPS = frozenset(
    ("many", "some", "others", "most", "people", "everyone", "nobody", "those", "both", "all", "few")
)
# They identify nobody: "some put the number at 300".
VAGUE = frozenset(("some", "others", "many", "most", "few"))
