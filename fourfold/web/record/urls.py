"""Addresses of the record: numbers and opaque ids only, nothing that says what they are about."""

from __future__ import annotations

from django.urls import path, register_converter

from fourfold.web.record import contact, files, views, writing


class DraftId:
    """32 hex digits."""

    regex = "[0-9a-f]{32}"

    def to_python(self, value: str) -> str:
        """The id as the view takes it."""
        return value

    def to_url(self, value: str) -> str:
        """The id as an address has it."""
        return value


class Number:
    """An entry's number or a file's place: from 1, within what the database can hold."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        """The number as the view takes it."""
        return int(value)

    def to_url(self, value: int) -> str:
        """The number as an address has it."""
        return str(value)


register_converter(DraftId, "draft")
register_converter(Number, "number")

app_name = "record"
urlpatterns = [
    path("", views.timeline, name="timeline"),
    path("add", writing.add, name="add"),
    path("add/<draft:draft>", writing.add, name="add"),
    path("contact", contact.add, name="contact"),
    path("contact/<draft:draft>", contact.add, name="contact"),
    path("draft/<draft:draft>/drop", writing.drop, name="drop"),
    path("deleted", views.deleted, name="deleted"),
    path("proof", views.proof, name="proof"),
    path("<number:number>", views.entry, name="entry"),
    path("<number:number>/saved", views.saved, name="saved"),
    path("<number:number>/more", writing.more, name="more"),
    path("<number:number>/more/<draft:draft>", writing.more, name="more"),
    path("<number:number>/amend", writing.amend, name="amend"),
    path("<number:number>/amend/<draft:draft>", writing.amend, name="amend"),
    path("<number:number>/contact", contact.amend, name="contact-amend"),
    path("<number:number>/contact/<draft:draft>", contact.amend, name="contact-amend"),
    path("<number:number>/delete", views.delete, name="delete"),
    path("<number:number>/keep", views.restore, name="restore"),
    path("<number:number>/file/<number:place>", files.download, name="file"),
    path("<number:number>/file/<number:place>/show", files.show, name="show"),
    path("<number:number>/file/<number:place>/picture", files.picture, name="picture"),
    path("<number:number>/file/<number:place>/play", files.play, name="play"),
]
