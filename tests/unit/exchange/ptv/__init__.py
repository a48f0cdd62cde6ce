"""Tests of the PTV importer."""
