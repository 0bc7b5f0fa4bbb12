"""Where people say what they think of the service, in every language."""

from django.urls import path

from fourfold.web.feedback import views

app_name = "feedback"
urlpatterns = [
    path("feedback", views.feedback, name="form"),
    path("feedback/thanks", views.thanks, name="thanks"),
    path("cy/feedback", views.feedback, name="form-cy"),
    path("cy/feedback/thanks", views.thanks, name="thanks-cy"),
    path("easy/feedback", views.feedback, name="form-easy"),
    path("easy/feedback/thanks", views.thanks, name="thanks-easy"),
]
