"""Rows of operators: the people who run the service. None of them opens anything of a record."""

from __future__ import annotations

import uuid

from django.db import models


class Operator(models.Model):
    """One operator. `sealed` holds the name, what recognises the passphrase, and the codes' secret.

    Sealed together, so that nobody who can write here puts a passphrase of their own beside it.
    `last_step` is the time step of the last code that was taken: a code works once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name_tag = models.BinaryField(max_length=32, unique=True)
    sealed = models.BinaryField()
    last_step = models.PositiveBigIntegerField()


class OperatorSignIn(models.Model):
    """One line of the operators' own list: who signed in, when, from what kind of browser."""

    day = models.DateField(db_index=True)
    sealed = models.BinaryField()


class WrongTries(models.Model):
    """How many tries of one hour were wrong, and in how many of them only the code was.

    Numbers, not lines: a list that a guesser can fill would bury the guess that worked.
    """

    hour = models.DateTimeField(primary_key=True)
    wrong = models.PositiveIntegerField(default=0)
    only_code = models.PositiveIntegerField(default=0)
