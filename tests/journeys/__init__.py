"""Journeys: a whole day's events in plain words, over the whole program, by keys alone."""
