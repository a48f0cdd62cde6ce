"""Folding, plans and ranking, without a database."""
