"""What an advisor does: the directory, guidance, the visit log, statistics, releases."""
