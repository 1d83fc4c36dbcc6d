"""Every address, in one place. What people read lives below a language prefix."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from community.digests.views import mailed, unsubscribe
from community.following.views import mute
from community.members.views.confirmation import confirm_email
from community.members.views.logins import cms_login, cms_password_reset, page_login
from foundation.health import live, ready
from foundation.media import media
from foundation.sitemap import PageSitemap
from foundation.views import robots, root
from home.briefs.views import by_number
from home.practices.feeds import PracticesFeed

admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # allauth's own way

handler400 = "foundation.views.bad_request"
handler403 = "foundation.views.forbidden"
handler404 = "foundation.views.not_found"
# allauth's own name.
handler429 = "foundation.views.too_many"
handler500 = "foundation.views.server_error"

urlpatterns = [
    path("", root, name="root"),
    # Wagtail's own login takes a bare password; ours leads to allauth with its second factor.
    path("cms/login/", cms_login, name="cms_login"),
    path("cms/password_reset/", cms_password_reset, name="cms_password_reset"),
    path("cms/", include(wagtailadmin_urls)),
    path("admin/", admin.site.urls),
    path("documents/", include(wagtaildocs_urls)),
    path("m/<str:token>/unsubscribe/", unsubscribe, name="unsubscribe"),
    path("m/<str:token>/mute/", mute, name="mute"),
    # The lasting address of a brief, whatever its title becomes.
    path("b/<int:number>/", by_number, name="briefs_number"),
    path("b/<int:number>/v<int:version>/", by_number, name="briefs_number_version"),
    path("health/live", live, name="health_live"),
    path("health/ready", ready, name="health_ready"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PageSitemap}}, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path("feeds/practices.atom", PracticesFeed(), name="feed_practices"),
]
if settings.MEDIA_URL.startswith("/"):
    # Otherwise another host serves what editors uploaded.
    urlpatterns.append(path(f"{settings.MEDIA_URL.strip('/')}/<path:name>", media, name="media"))
if settings.DEMO:
    urlpatterns.append(path("dev/mail/", include("foundation.demo_mail_urls")))

urlpatterns += i18n_patterns(
    path("", include("foundation.urls")),
    re_path(r"^accounts/confirm-email/(?P<key>[-:\w]+)/$", confirm_email, name="confirm_email"),
    path("accounts/", include("allauth.urls")),
    # Wagtail's login for walled pages takes a bare password too.
    path("_util/login/", page_login, name="page_login"),
    path("", include("community.members.urls")),
    path("messages/", include("community.contacts.urls")),
    path("groups/", include("community.groups.urls")),
    path("me/data/", include("community.personal_data.urls")),
    path("", include("community.territories.urls")),
    path("comments/", include("community.comments.urls")),
    # Before the spaces of discussions, whose names stand in the same place.
    path("discussions/facilitated/", include("community.ediscussions.urls")),
    path("discussions/", include("community.discussions.urls")),
    path("consultations/", include("community.consultations.urls")),
    path("desk/", include("community.desk.urls")),
    path("attachments/", include("community.attachments.urls")),
    path("following/", include("community.following.urls")),
    path("reactions/", include("community.reactions.urls")),
    path("moderation/", include("community.moderation.urls")),
    path("me/notifications/", mailed, name="notifications"),
    path("me/digests/", include("community.digests.urls")),
    path("me/registrations/", include("events.me_urls")),
    path("exchanges/", include("events.urls")),
    path("briefs/", include("home.briefs.urls")),
    path("calls/", include("home.calls.urls")),
    path("library/", include("home.library.urls")),
    path("search/", include("search.urls")),
    path("reviews/", include("home.reviews.urls")),
    path("practices/share/", include("home.submissions.urls")),
    path("practices/", include("home.practices.urls")),
    path("", include(wagtail_urls)),
)
