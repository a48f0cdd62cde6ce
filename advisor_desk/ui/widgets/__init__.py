"""Reusable parts of the window; they know nothing of the work."""
