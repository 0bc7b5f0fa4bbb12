"""Rows of rules and holidays. What was changed is public; who did it, and why, is sealed."""

from __future__ import annotations

from django.db import models


class RuleOff(models.Model):
    """A rule that is switched off, by its id in the data. `sealed` holds who, when and why.

    That is sealed together with a hash of the row, so that nobody who can only write here silences
    a rule.
    """

    rule = models.CharField(max_length=40, unique=True)
    since = models.DateField()
    sealed = models.BinaryField()


class HolidayChange(models.Model):
    """A day that is added to the bank holidays of the release, or taken away from them.

    `checked` is the day on which the source was read. `sealed` is as in RuleOff.
    """

    day = models.DateField(unique=True)
    is_added = models.BooleanField()
    name = models.CharField(max_length=100)
    source = models.CharField(max_length=300)
    checked = models.DateField()
    sealed = models.BinaryField()


class ChangeRow(models.Model):
    """One line of the history: `about` is the id of a rule, or a day of the year 2028-06-02."""

    about = models.CharField(max_length=40, db_index=True)
    day = models.DateField()
    kind = models.CharField(max_length=16)
    content = models.TextField()
    sealed = models.BinaryField()
