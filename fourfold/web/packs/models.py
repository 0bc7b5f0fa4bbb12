"""Packs that were made: sealed like everything else, kept for a week, then made again if needed."""

from __future__ import annotations

import uuid

from django.db import models

from fourfold.web.accounts.models import Record


class PackRow(models.Model):
    """One copy to hand over. What was asked for, and what came of it, is sealed.

    `state` and `lease_ends` are what a worker needs to know. A pack whose worker died waits for
    the owner's next request, since only that brings the key.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        READY = "ready"
        FAILED = "failed"

    record = models.ForeignKey(Record, on_delete=models.CASCADE, db_index=False)
    pk = models.CompositePrimaryKey("record_id", "pack_id")
    pack_id = models.UUIDField(default=uuid.uuid4, editable=False)
    day = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    lease_ends = models.DateTimeField(null=True)
    asked = models.BinaryField()
    made = models.BinaryField(default=b"")
