"""Django's settings: fixed by design, but for the few that the environment may give (env.py)."""

from __future__ import annotations

import secrets
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from fourfold.web.project import env

PACKAGE = Path(__file__).resolve().parents[2]

ORIGIN = env.origin()
DATA = env.folder("DATA", "var")
SERVICE_NAME = env.text("SERVICE_NAME", "Fourfold")
EXIT_URL = env.outside_address("EXIT_URL", "https://www.bbc.co.uk/weather")

IDLE_SECONDS = env.number("IDLE_MINUTES", 10, 1, 30) * 60
SESSION_SECONDS = env.number("SESSION_HOURS", 2, 1, 8) * 3600
VISIT_SECONDS = 30 * 60
OPERATOR_IDLE_SECONDS = 10 * 60
OPERATOR_SECONDS = 3600
LATE_POST_SECONDS = 24 * 3600
DESTROY_AFTER_DAYS = env.number("DESTROY_AFTER_DAYS", 14, 14, 90)

MAX_FILE = env.number("MAX_FILE_MB", 4096, 1, 16384) * 1024 * 1024
MAX_FILES = 20
MAX_FORM = 1024 * 1024
FREE_SPACE_FLOOR = env.number("FREE_SPACE_MB", 256, 16, 1024 * 1024) * 1024 * 1024

ARGON_WORKERS = env.number("ARGON_WORKERS", 2, 1, 64)
SIGN_IN_QUEUE = env.number("SIGN_IN_QUEUE", 400, 1, 10_000)
TRUSTED_PROXY = env.text("TRUSTED_PROXY", "")
LISTEN = env.text("LISTEN", "127.0.0.1")

# Never on: a page that explains an error would show what somebody typed.
DEBUG = False
# Nothing here is signed with it (sessions have keys of their own); CSRF masks need no secret.
# Django insists on a value: a fresh one at each start can't leak from a file.
SECRET_KEY = secrets.token_urlsafe(50)

ALLOWED_HOSTS = [ORIGIN.host, *(env.LOCAL_HOSTS if not ORIGIN.is_https else ())]
CSRF_TRUSTED_ORIGINS = [str(ORIGIN)]
ROOT_URLCONF = "fourfold.web.project.urls"
WSGI_APPLICATION = "fourfold.web.project.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.forms",
    "django.contrib.staticfiles",
    "fourfold.web.ui",
    "fourfold.web.safety",
    "fourfold.web.accounts",
    "fourfold.web.record",
    "fourfold.web.packs",
    "fourfold.web.pattern",
    "fourfold.web.letters",
    "fourfold.web.case",
    "fourfold.web.directory",
    "fourfold.web.rules",
    "fourfold.web.guidance",
    "fourfold.web.support",
    "fourfold.web.feedback",
    "fourfold.web.check",
    "fourfold.web.orders",
    "fourfold.web.held",
    "fourfold.web.plan",
    "fourfold.web.operator",
]

# Order is the policy: a request from elsewhere is refused before its body is read, headers go
# on every answer, files are answered without a session, and forms are parsed only after the
# session has said where an upload may stream to.
MIDDLEWARE = [
    "fourfold.web.safety.middleware.Headers",
    "fourfold.web.api.door.Door",
    "fourfold.web.ui.language.Language",
    "fourfold.web.safety.middleware.OwnPagesOnly",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "fourfold.web.safety.middleware.AfterExit",
    "fourfold.web.safety.middleware.Sessions",
    "fourfold.web.safety.middleware.BodyLimits",
    "django.middleware.csrf.CsrfViewMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "fourfold.web.ui.context.page",
            ],
        },
    },
]
FORM_RENDERER = "fourfold.web.ui.forms.Renderer"

DATABASES = {"default": env.database(DATA) | {"CONN_MAX_AGE": None}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# One cookie of ours and Django's form token; both die with the browser, both unreadable to script.
VISIT_COOKIE = "__Host-visit" if ORIGIN.is_https else "visit"
CSRF_COOKIE_NAME = "__Host-form" if ORIGIN.is_https else "form"
CSRF_COOKIE_AGE = None
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = ORIGIN.is_https
CSRF_FAILURE_VIEW = "fourfold.web.ui.errors.form_expired"

# Plaintext never reaches a disk: without a record to seal to, an upload is refused unread.
FILE_UPLOAD_HANDLERS = ["fourfold.web.safety.uploads.RefuseUpload"]
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_FORM
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
# Far above MAX_FILES, which the sealing handler enforces without losing the form.
DATA_UPLOAD_MAX_NUMBER_FILES = 10 * MAX_FILES

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English")), ("cy", _("Welsh"))]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "fourfold.web.ui.assets.Storage"},
}
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Route names and statuses only: no path, query, body or address (see safety.logs).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "fourfold.web.safety.logs.Formatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "fourfold": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
LOGGING_CONFIG = "logging.config.dictConfig"
