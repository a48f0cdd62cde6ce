"""The editor of a record: blocks of fields, sections of blocks, and the window around them."""
