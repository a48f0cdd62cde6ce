"""The window and its parts, offscreen, on the shipped data."""
