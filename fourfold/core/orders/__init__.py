"""Orders: which could protect somebody and why, what is held, and what goes against a term."""
