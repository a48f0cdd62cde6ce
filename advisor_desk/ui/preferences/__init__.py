"""Preferences and the first start; every page is made from the table of options."""
