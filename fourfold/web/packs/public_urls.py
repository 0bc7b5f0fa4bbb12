"""What whoever was handed a copy needs; open to anybody."""

from django.urls import path

from fourfold.web.packs import views

app_name = "check"
urlpatterns = [path("verify", views.verify, name="verify")]
