"""The Statistics view: visits of a period counted by any list, and their export."""
