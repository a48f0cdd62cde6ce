"""HSDS 3.0 out and in."""
