"""What the work is made of: frozen dataclasses and rules, without any input or output."""
