"""`make demo`: SQLite, no Redis, mail into a folder that the site shows at /dev/mail/."""

from .base import *

DEMO = True
SECRET_KEY = SECRET_KEY or "demo-only-never-used-where-people-are-" + "0" * 24
ALLOWED_HOSTS = ALLOWED_HOSTS or ["127.0.0.1", "localhost", "[::1]"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
# The printed logins are for looking around; production asks for the second factor.
SECOND_FACTOR_REQUIRED = False
WHITENOISE_MAX_AGE = 0
