"""The window that takes services in: source, columns or selection, preview, import."""
