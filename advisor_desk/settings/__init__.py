"""Options declared as data, and the file that keeps them."""
