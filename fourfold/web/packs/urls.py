"""Copies to hand over, under /n/."""

from django.urls import path

from fourfold.web.packs import views

app_name = "packs"
urlpatterns = [
    path("packs", views.copies, name="copies"),
    path("packs/new", views.choose, name="choose"),
    path("packs/look", views.look, name="look"),
    path("packs/<uuid:pack_id>", views.copy, name="copy"),
    path("packs/<uuid:pack_id>/get", views.download, name="download"),
    path("packs/<uuid:pack_id>/remove", views.remove, name="remove"),
]
