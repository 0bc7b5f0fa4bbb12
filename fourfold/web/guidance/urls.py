"""The public half."""

from django.urls import path

from fourfold.web.guidance import views

app_name = "guidance"
urlpatterns = [
    path("", views.start, name="start"),
    path("support", views.support, name="support"),
    path("understand/", views.understand, name="understand"),
    path("understand/<slug:slug>", views.page, {"folder": "understand"}, name="understand-page"),
    path("safer/<slug:slug>", views.page, {"folder": "safer"}, name="safer-page"),
    path("about", views.about, name="about"),
    path("accessibility", views.page, {"slug": "accessibility"}, name="accessibility"),
    path("privacy", views.page, {"slug": "privacy"}, name="privacy"),
    path("licences", views.page, {"slug": "licences"}, name="licences"),
]
