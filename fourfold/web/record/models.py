"""Rows of a record: envelopes that say which record, which number, which version and which day.

Everything else is sealed. The record id is the first key of every table and nothing is joined
across records, so that the same tables can be spread over many databases. Number, version and
leaf order are primary keys: of two tabs that save at once, one is refused and tries again.
"""

from __future__ import annotations

from django.db import models

from fourfold.web.accounts.models import Record


class OfRecord(models.Model):
    """What every table here has: the record it belongs to, first."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, db_index=False)

    class Meta:
        abstract = True


class EntryRow(OfRecord):
    """One version of one entry: canonical JSON under the key of that version."""

    pk = models.CompositePrimaryKey("record_id", "number", "version")
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    day = models.DateField()
    sealed = models.BinaryField()


class EntryKeyRow(OfRecord):
    """The key table: without its row here an entry version is gone for good.

    `sealed` holds the version's key and the seed of its salts, under the record's data key.
    """

    pk = models.CompositePrimaryKey("record_id", "number", "version")
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    sealed = models.BinaryField()


class FileRow(OfRecord):
    """The key table of files: the age header, without which the stored payload is noise.

    `number` is the entry that the file belongs to; 0 while it waits in a draft since `day`. A
    waiting header is as age wrote it, to the record's public half (it may have come while the
    record was closed); an entry's file has its header sealed under the record's data key.
    """

    pk = models.CompositePrimaryKey("record_id", "file_id")
    file_id = models.CharField(max_length=32)
    number = models.PositiveIntegerField(default=0)
    day = models.DateField()
    header = models.BinaryField()


class LeafRow(OfRecord):
    """One leaf of the log: its hash for the tree, its content sealed under the log key."""

    pk = models.CompositePrimaryKey("record_id", "number")
    number = models.PositiveIntegerField()
    hash = models.BinaryField(max_length=32)
    sealed = models.BinaryField()


class LogHead(models.Model):
    """How long the log is, and the hashes that the next leaf is joined to."""

    record = models.OneToOneField(Record, on_delete=models.CASCADE, primary_key=True)
    size = models.PositiveIntegerField()
    frontier = models.BinaryField()


class CheckpointRow(OfRecord):
    """What the log was at one size: a note signed by the record and by the installation."""

    pk = models.CompositePrimaryKey("record_id", "size")
    size = models.PositiveIntegerField()
    day = models.DateField()
    note = models.TextField()


class IndexPage(OfRecord):
    """A page of the timeline's index; page 0 is its directory.

    The directory's version goes up with every change to the record, and only from the version
    that was read: this is what makes two savings at once follow one another.
    """

    pk = models.CompositePrimaryKey("record_id", "number")
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    sealed = models.BinaryField()


class PaperRow(OfRecord):
    """A paper: what the owner wrote beside the record, sealed under the data key.

    The directory page says which version of which papers there is.
    """

    pk = models.CompositePrimaryKey("record_id", "number")
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    sealed = models.BinaryField()


class DraftRow(OfRecord):
    """What was typed but not saved, sealed to the record's public half; swept after `day`."""

    pk = models.CompositePrimaryKey("record_id", "draft_id")
    draft_id = models.CharField(max_length=32)
    day = models.DateField()
    sealed = models.BinaryField()


class IdempotencyRow(OfRecord):
    """A form that was saved: sent again, it leads to the same entry; swept after `day`."""

    pk = models.CompositePrimaryKey("record_id", "key")
    key = models.CharField(max_length=32)
    day = models.DateField()
    sealed = models.BinaryField()


class DeletionRow(OfRecord):
    """An entry taken out of the timeline, to be destroyed on `day`.

    `sealed` holds the entry's id for the log, so that its tombstone can still be written when the
    keys were destroyed on time by a sweep that can open nothing.
    """

    pk = models.CompositePrimaryKey("record_id", "number")
    number = models.PositiveIntegerField()
    day = models.DateField()
    sealed = models.BinaryField()
