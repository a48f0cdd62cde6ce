"""Search without storage: text in, plan out; candidates in, ranking out."""
