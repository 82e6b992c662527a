"""Learns the weights of region mentions: lexicons/places/recognition.csv and resolution.csv."""
