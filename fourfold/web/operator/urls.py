"""Where operators work, under /o/. No page of the service leads here."""

from django.urls import path

from fourfold.web.operator import views

app_name = "operator"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("open", views.sign_in, name="sign-in"),
    path("close", views.close, name="close"),
    path("opened", views.sign_ins, name="sign-ins"),
    path("content", views.content, name="content"),
    path("feedback", views.feedback, name="feedback"),
    path("feedback/all", views.export, name="export"),
    path("feedback/<int:pk>/mark", views.mark, name="mark"),
    path("feedback/<int:pk>/delete", views.erase, name="erase"),
]
