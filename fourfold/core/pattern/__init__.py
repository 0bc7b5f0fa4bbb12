"""What the entries of a record show together: counts and dates with the entries behind each."""
