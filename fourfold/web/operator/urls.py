"""Where operators work, under /o/. No page of the service leads here."""

from django.urls import path

from fourfold.web.operator import holiday_views, rule_views, service_views, views

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
    path("services", service_views.services, name="services"),
    path("services/queue", service_views.queue, name="services-queue"),
    path("services/add", service_views.service_add, name="service-add"),
    path("services/all", service_views.services_table, name="services-table"),
    path("services/table", service_views.services_import, name="services-import"),
    path("services/table/look", service_views.services_look, name="services-look"),
    path("services/<int:number>", service_views.service, name="service"),
    path("services/<int:number>/change", service_views.service_change, name="service-change"),
    path("services/<int:number>/rung", service_views.service_verify, name="service-verify"),
    path("services/<int:number>/<slug:what>", service_views.service_do, name="service-do"),
    path("rules", rule_views.rules, name="rules"),
    path("rules/<slug:mark>", rule_views.rule, name="rule"),
    path("rules/<slug:mark>/off", rule_views.rule_off, name="rule-off"),
    path("rules/<slug:mark>/off/look", rule_views.rule_look, name="rule-look"),
    path("rules/<slug:mark>/on", rule_views.rule_on, name="rule-on"),
    path("holidays", holiday_views.years, name="holidays"),
    path("holidays/add", holiday_views.holiday_add, name="holiday-add"),
    path("holidays/<int:year>", holiday_views.year, name="holiday-year"),
    path("holidays/<slug:day>/away", holiday_views.holiday_away, name="holiday-away"),
    path("holidays/<slug:day>/undo", holiday_views.holiday_undo, name="holiday-undo"),
]
