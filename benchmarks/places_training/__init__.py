"""Learns the weights of region mentions anew: lexicons/places/recognition.csv and resolution.csv."""
