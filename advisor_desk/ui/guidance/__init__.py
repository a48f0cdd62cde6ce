"""Guidance: the cards by topic, and the service paths."""
