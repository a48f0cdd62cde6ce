"""Tests of the rules of the work."""
