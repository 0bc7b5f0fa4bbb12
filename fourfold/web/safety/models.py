"""The one table of browser sessions: opaque without the key that only the cookie holds."""

from __future__ import annotations

from django.db import models


class SessionRow(models.Model):
    """One browser's visit, found by the hash of its cookie key.

    `sealed` holds the owner's identity and the answers given so far, under a key derived from the
    cookie; it is emptied at the idle end. The bare row (hash to record) then waits for one late
    post, which can only become a draft.
    """

    key_hash = models.CharField(max_length=64, primary_key=True)
    record_id = models.UUIDField(null=True, db_index=True)
    sealed = models.BinaryField(default=b"")
    idle_ends = models.DateTimeField(db_index=True)
    ends = models.DateTimeField()
