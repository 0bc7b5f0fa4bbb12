"""What the database can read: every column of every table of ours, held to a list.

A new column here is a decision about what somebody with the disk may learn. Only the record id,
numbers, versions and days are ever clear; anything else is sealed. When a change is meant, run
`make golden` and look at the difference.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps

from tests.guards.golden import same


def columns() -> Iterator[str]:
    for model in sorted(apps.get_models(), key=lambda each: each._meta.label):
        if model.__module__.startswith("fourfold."):
            for field in model._meta.concrete_fields:
                yield f"{model._meta.label}.{field.column}: {field.get_internal_type()}"


def test_every_column_is_on_the_list() -> None:
    same("columns.txt", "\n".join(columns()) + "\n")


def test_every_table_of_the_record_begins_with_the_record() -> None:
    for model in apps.get_app_config("record").get_models():
        first = model._meta.concrete_fields[0]
        assert first.column == "record_id", model._meta.label
        assert model._meta.pk_fields[0].column == "record_id", model._meta.label


def test_the_record_app_keeps_only_ids_numbers_versions_and_days_clear() -> None:
    clear = {"record", "number", "version", "day", "size", "key", "file_id", "draft_id"}
    opaque = {"sealed", "hash", "frontier", "header", "note", "pk"}
    for model in apps.get_app_config("record").get_models():
        assert {field.name for field in model._meta.fields} <= clear | opaque, model._meta.label
