"""Addresses of the case: numbers only, nothing that says what they are about."""

from __future__ import annotations

from django.urls import path

from fourfold.web.case import views, writing

app_name = "case"
urlpatterns = [
    path("case", views.overview, name="overview"),
    path("case/add", views.kinds, name="kinds"),
    path("case/add/<number:place>", writing.add, name="event-add"),
    path("case/add/<number:place>/<draft:draft>", writing.add, name="event-add"),
    path("case/<number:number>", views.event, name="event"),
    path("case/<number:number>/change", writing.change, name="event-change"),
    path("case/<number:number>/change/<draft:draft>", writing.change, name="event-change"),
    path("case/<number:number>/told", writing.told, name="news"),
    path("case/<number:number>/told/<draft:draft>", writing.told, name="news"),
    path("case/about", writing.about, name="about"),
    path("case/about/<draft:draft>", writing.about, name="about"),
    path("case/promises", views.promises, name="promises"),
    path("case/<number:number>/heard", writing.heard, name="came"),
    path("case/<number:number>/heard/<draft:draft>", writing.heard, name="came"),
    path("case/dates", views.dates, name="dates"),
    path("case/dates/file", views.calendar, name="calendar"),
    path("case/rights", views.rights, name="rights"),
    path("case/asks", views.asks, name="asks"),
    path("case/day", views.court, name="court"),
    path("case/day/notes", writing.court, name="court-notes"),
    path("case/day/notes/<draft:draft>", writing.court, name="court-notes"),
]
