"""Advisor Desk: the desk of municipal advice points for people who have moved to Finland."""

__version__ = "0.3.0"
