"""Tests of what an advisor does."""
