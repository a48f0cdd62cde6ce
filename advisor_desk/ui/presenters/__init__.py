"""Pages for people, made of records: no widgets of a feature, no rules of the work."""
