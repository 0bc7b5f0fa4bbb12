"""Rows of a record's keys. Nothing here opens anything without a passphrase or the code."""

from __future__ import annotations

import uuid

from django.db import models


class Record(models.Model):
    """One owner's record: its public half, and its secrets sealed to the owner's identity."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name_tag = models.BinaryField(max_length=32, unique=True)
    # The name itself, sealed to the record: recovery with the code has to be able to give it back.
    name = models.BinaryField()
    recipient = models.CharField(max_length=80)
    secrets = models.BinaryField()
    created_day = models.DateField()
    # Set when "delete everything" was asked: hidden at once, destroyed on that day.
    destroy_day = models.DateField(null=True)


class Unlock(models.Model):
    """One way to the owner's identity: the passphrase, the recovery code, the second passphrase.

    `finder` is the lookup tag of a recovery code; `verifier` the check value of a passphrase.
    The second passphrase's row always exists, so that its use cannot be told from its absence.
    """

    class Kind(models.TextChoices):
        PASSPHRASE = "passphrase"  # noqa: S105  a name, not a passphrase
        RECOVERY = "recovery"
        SECOND = "second"

    record = models.ForeignKey(Record, on_delete=models.CASCADE)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    finder = models.BinaryField(max_length=32, null=True, unique=True)
    salt = models.BinaryField(default=b"")
    params = models.CharField(max_length=40, default="")
    pepper_id = models.CharField(max_length=16, default="")
    verifier = models.BinaryField(default=b"")
    wrapped = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("record", "kind"), name="one_of_a_kind"),)


class SignIn(models.Model):
    """One line of the owner's sign-in list, sealed to the record's public half."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE)
    day = models.DateField()
    sealed = models.BinaryField()


class KnownKey(models.Model):
    """A server key that this database has been used with: start-up refuses to go on without it."""

    purpose = models.CharField(max_length=10)
    key_id = models.CharField(max_length=16)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("purpose", "key_id"), name="known_once"),)
