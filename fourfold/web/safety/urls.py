"""Where Exit leads."""

from django.urls import path

from fourfold.web.safety import views

app_name = "safety"
urlpatterns = [path("leave", views.leave, name="leave")]
