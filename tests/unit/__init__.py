"""Tests of single rooms of the program; the folders mirror the package."""
