"""Where the site is, told to the libraries that keep it in tables of their own: Wagtail's Site and Django's."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sites.models import Site as NamedSite
from django.db import transaction
from wagtail.models import Site

from home.models import HomePage

NAME = "Corridor"
PORTS = {"http": 80, "https": 443}


@transaction.atomic
def settle(*, home: HomePage, site_url: str) -> None:
    """Let the default site begin at `home` under the host and port of `site_url`. Repeatable; SITE_URL may move."""
    parts = urlsplit(site_url)
    host, port = parts.hostname or "localhost", parts.port or PORTS[parts.scheme]
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    wanted = {"hostname": host, "port": port, "root_page_id": home.pk, "site_name": NAME}
    if any(getattr(site, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(site, name, value)
        site.save()
    NamedSite.objects.update_or_create(pk=settings.SITE_ID, defaults={"domain": parts.netloc, "name": NAME})
