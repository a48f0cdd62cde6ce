"""Databases of every release open in this one, and released migrations stay as they are."""
