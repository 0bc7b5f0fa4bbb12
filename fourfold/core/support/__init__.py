"""Support: who can help, and how that is known."""
