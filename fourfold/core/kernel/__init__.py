"""The smallest parts that everything else is made of; they know nothing of records."""
