"""Rows of the directory. What it says of services is public; who changed it, and why, is sealed."""

from __future__ import annotations

from django.db import models


class Edition(models.Model):
    """The one row that says which edition of the directory this is: `number` goes up with every
    change, `release` tells which files of which release it has taken in."""

    number = models.PositiveBigIntegerField(default=0)
    release = models.CharField(max_length=64, default="")


class ServiceRow(models.Model):
    """One service, by the id that files and tables give it, as JSON.

    `content` is the service as it is, `seed` as the release has it that this one is of; that is
    empty for a service that an operator added. `proposed` is what a later release says, where an
    operator has changed the service meanwhile (`is_touched`) and has to choose. `proof`, under a
    key that is not in the database, is what somebody lacks who can only write there.
    """

    service_id = models.CharField(max_length=80, unique=True)
    version = models.PositiveIntegerField(default=1)
    content = models.TextField()
    seed = models.TextField(default="")
    proposed = models.TextField(default="")
    is_touched = models.BooleanField(default=False)
    proof = models.BinaryField(max_length=32)


class ChangeRow(models.Model):
    """One line of a service's history, with the service as it was from then on.

    `sealed` holds who did it, when, and the reason that was given.
    """

    service_id = models.CharField(max_length=80, db_index=True)
    day = models.DateField()
    kind = models.CharField(max_length=16)
    content = models.TextField()
    sealed = models.BinaryField()
