"""What is a statement: cues and what they bring, and which of them are judged to be one, with its kind."""
