"""Letters, under /n/. A kind is a number, so that no address tells what is being written."""

from django.urls import path

from fourfold.web.letters import views

app_name = "letters"
urlpatterns = [
    path("letters", views.kept, name="kept"),
    path("letters/new", views.kinds, name="kinds"),
    path("letters/new/<number:place>", views.new, name="new"),
    path("letters/new/<number:place>/<draft:draft>", views.new, name="new"),
    path("letters/words", views.stay_out, name="stay-out"),
    path("letters/words/<draft:draft>", views.stay_out, name="stay-out"),
    path("letters/<number:paper>", views.edit, name="edit"),
    path("letters/<number:paper>/draft/<draft:draft>", views.edit, name="edit"),
    path("letters/<number:paper>/look", views.look, name="look"),
    path("letters/<number:paper>/text", views.text, name="text"),
    path("letters/<number:paper>/print", views.printed, name="print"),
    path("letters/<number:paper>/delete", views.delete, name="delete"),
]
