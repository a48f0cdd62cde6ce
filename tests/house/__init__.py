"""Rules of the house that no linter knows; each is shown to catch a bad sample."""
