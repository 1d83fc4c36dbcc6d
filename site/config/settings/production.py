"""A public site. Refuses to start with anything unsafe, naming the variable."""

from .base import *

if not SECRET_KEY:
    raise environment.refuse("SECRET_KEY")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise environment.refuse("ALLOWED_HOSTS")
if not ENV.database_url.startswith("postgres"):
    raise environment.refuse("DATABASE_URL")
if not ENV.redis_url:
    raise environment.refuse("REDIS_URL")
if not ENV.email_url:
    raise environment.refuse("EMAIL_URL")
if ENV.time_offset and not DEMO:
    raise environment.refuse("TIME_OFFSET")

_secure = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = _secure
SECURE_HSTS_SECONDS = 31536000 if _secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _secure
SECURE_HSTS_PRELOAD = _secure
SESSION_COOKIE_SECURE = _secure
CSRF_COOKIE_SECURE = _secure
LANGUAGE_COOKIE_SECURE = _secure
if _secure:
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
if ENV.trusted_proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_REDIRECT_EXEMPT = [r"^health/"]
TEMPLATES[0]["APP_DIRS"] = True
EMAIL_CONFIG = environment.parse_email(ENV.email_url)
EMAIL_BACKEND = EMAIL_CONFIG["backend"]
EMAIL_HOST = EMAIL_CONFIG["host"]
EMAIL_PORT = EMAIL_CONFIG["port"]
EMAIL_HOST_USER = EMAIL_CONFIG["user"]
EMAIL_HOST_PASSWORD = EMAIL_CONFIG["password"]
EMAIL_USE_TLS = EMAIL_CONFIG["starttls"]
EMAIL_USE_SSL = EMAIL_CONFIG["ssl"]
MAIL_DIR = EMAIL_CONFIG["folder"] or MAIL_DIR
