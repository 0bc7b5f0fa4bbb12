"""The way in and out, under /n/."""

from django.urls import path

from fourfold.web.accounts import settings_views, views, waiting

app_name = "accounts"
urlpatterns = [
    path("start", views.start, name="start"),
    path("start/words", views.start_words, name="start-words"),
    path("start/code", views.start_code, name="start-code"),
    path("start/check", views.start_check, name="start-check"),
    path("open", views.sign_in, name="sign-in"),
    path("open/wait", waiting.wait, name="wait"),
    path("open/busy", waiting.busy, name="busy"),
    path("close", views.close, name="close"),
    path("recover", views.recover, name="recover"),
    path("recover/words", views.recover_words, name="recover-words"),
    path("recover/done", views.recovered, name="recovered"),
    path("settings", settings_views.overview, name="settings"),
    path("settings/opened", settings_views.sign_ins, name="sign-ins"),
    path("settings/close", settings_views.close_everywhere, name="close-everywhere"),
    path("settings/words", settings_views.passphrase, name="passphrase"),
    path("settings/code", settings_views.code, name="code"),
    path("settings/key", settings_views.key, name="key"),
    path("settings/end", settings_views.end, name="end"),
    path("settings/ended", settings_views.ended, name="ended"),
]
