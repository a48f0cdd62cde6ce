"""Placeholder: the search helper writes this file anew."""

from __future__ import annotations

SEARCH_DDL: list[str] = []
