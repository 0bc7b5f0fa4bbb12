"""The owner's safety plan: a paper of her own beside the record, never in the log or in a pack."""
