"""The safety plan, under /n/."""

from __future__ import annotations

from django.urls import path

from fourfold.web.plan import views, writing

app_name = "plan"
urlpatterns = [
    path("plan", views.plan, name="plan"),
    path("plan/ask/<number:number>", writing.ask, name="ask"),
    path("plan/ask/<number:number>/<draft:draft>", writing.ask, name="ask"),
    path("plan/part/<number:number>", writing.part, name="part"),
    path("plan/part/<number:number>/<draft:draft>", writing.part, name="part"),
    path("plan/words", writing.words, name="words"),
    path("plan/words/<draft:draft>", writing.words, name="words"),
    path("plan/dates", writing.dates, name="dates"),
    path("plan/dates/<draft:draft>", writing.dates, name="dates"),
    path("plan/look", views.over_start, name="over-start"),
    path("plan/look/<number:number>", writing.over, name="over"),
    path("plan/look/<number:number>/<draft:draft>", writing.over, name="over"),
    path("plan/again", writing.again, name="again"),
    path("plan/again/<draft:draft>", writing.again, name="again"),
    path("plan/print", views.printing, name="print"),
    path("plan/print/<str:name>", views.sheet, name="sheet"),
    path("plan/delete", views.destroy, name="destroy"),
]
