"""SQLite lives here alone: the desk's database and its tables."""
