"""The test suite: the same project, with fast passwords, mail in memory and tasks run where they are called."""

from .base import *

DEMO = True
SECRET_KEY = "test-only-" + "0" * 50
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
SITE_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = SITE_URL
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
ACCOUNT_RATE_LIMITS = False
# Tests of the moderation turn it on: elsewhere a new member's words are shown at once.
HOLD_FIRST_CONTRIBUTIONS = False
WHITENOISE_AUTOREFRESH = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads of the concurrency tests need connections of their own.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
