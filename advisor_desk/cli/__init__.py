"""The same work without a window; also what scripts and tests use."""
