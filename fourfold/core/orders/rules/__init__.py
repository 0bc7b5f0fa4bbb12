"""One small module a statutory rule: what it says of a case. The words are in the data."""
