"""What people say about the service."""

from __future__ import annotations

from django.db import models


class Feedback(models.Model):
    """One answer, sealed, because people write names also where they are asked not to.

    `hour` is the hour in which it came, and all that the flood limit and the sweep need to know.
    `is_done` is the operators' own mark.
    """

    hour = models.DateTimeField(db_index=True)
    sealed = models.BinaryField()
    is_done = models.BooleanField(default=False)
