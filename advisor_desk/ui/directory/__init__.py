"""The directory: all services, narrowed by what the client needs."""
