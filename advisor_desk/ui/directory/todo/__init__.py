"""What waits for a supervisor: reports, differences of imports, checks, duplicates."""
