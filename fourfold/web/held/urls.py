"""Addresses of orders held: numbers and opaque ids only."""

from __future__ import annotations

from django.urls import path

from fourfold.web.held import views, writing

app_name = "held"
urlpatterns = [
    path("orders", views.orders, name="orders"),
    path("orders/add", writing.add, name="add"),
    path("orders/add/<draft:draft>", writing.add, name="add"),
    path("orders/<number:number>", views.order, name="order"),
    path("orders/<number:number>/change", writing.change, name="change"),
    path("orders/<number:number>/change/<draft:draft>", writing.change, name="change"),
    path("orders/<number:number>/now", views.now, name="now"),
    path("orders/<number:number>/add", writing.happened, name="happened"),
    path("orders/<number:number>/add/<draft:draft>", writing.happened, name="happened"),
    path("orders/<number:number>/pick", views.pick, name="pick"),
    path("orders/entry/<number:number>", writing.terms, name="terms"),
    path("orders/entry/<number:number>/<draft:draft>", writing.terms, name="terms"),
    path("orders/entry/<number:number>/told", writing.told, name="told"),
    path("orders/entry/<number:number>/told/<draft:draft>", writing.told, name="told"),
    path("orders/entry/<number:number>/saved", views.saved, name="saved"),
]
