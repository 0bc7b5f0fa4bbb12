"""Every address of the service, app by app; the many pages of guidance come last."""

from django.urls import include, path

handler400 = "fourfold.web.ui.errors.bad_request"
handler403 = "fourfold.web.ui.errors.forbidden"
handler404 = "fourfold.web.ui.errors.not_found"
handler500 = "fourfold.web.ui.errors.server_error"

urlpatterns = [
    path("", include("fourfold.web.feedback.urls")),
    path("", include("fourfold.web.safety.urls")),
    path("", include("fourfold.web.packs.public_urls")),
    path("n/", include("fourfold.web.accounts.urls")),
    path("n/", include("fourfold.web.packs.urls")),
    path("n/", include("fourfold.web.record.urls")),
    path("n/", include("fourfold.web.pattern.urls")),
    path("n/", include("fourfold.web.letters.urls")),
    path("n/", include("fourfold.web.held.urls")),
    path("n/", include("fourfold.web.plan.urls")),
    path("n/", include("fourfold.web.case.urls")),
    path("o/", include("fourfold.web.operator.urls")),
    path("", include("fourfold.web.check.urls")),
    path("", include("fourfold.web.orders.urls")),
    path("api/", include("fourfold.web.api.urls")),
    path("", include("fourfold.web.support.urls")),
    path("", include("fourfold.web.guidance.urls")),
]
