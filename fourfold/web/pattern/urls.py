"""Addresses under /n/pattern: numbers only, nothing that says what they are about."""

from __future__ import annotations

from django.urls import path, register_converter

from fourfold.web.pattern import views


class Code:
    """The code of a number: its section and its place there."""

    regex = "[1-9][0-9]?-[0-9]{1,9}"

    def to_python(self, value: str) -> str:
        """The code as the view takes it."""
        return value

    def to_url(self, value: str) -> str:
        """The code as an address has it."""
        return value


register_converter(Code, "measure")

app_name = "pattern"
urlpatterns = [
    path("pattern", views.page, name="page"),
    path("pattern/times", views.times, name="times"),
    path("pattern/times/<number:number>", views.divide, name="divide"),
    path("pattern/choices", views.choose, name="choices"),
    path("pattern/choices/<draft:draft>", views.choose, name="choices"),
    path("pattern/days", views.add_day, name="day"),
    path("pattern/days/<draft:draft>", views.add_day, name="day"),
    path("pattern/days/remove", views.remove_day, name="remove-day"),
    path("pattern/tables/<number:number>", views.table, name="table"),
    path("pattern/<measure:name>", views.measure, name="measure"),
]
