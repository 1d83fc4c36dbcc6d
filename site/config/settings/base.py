"""What holds everywhere. Each other module starts from this one and says only what differs."""

from datetime import timedelta
from typing import Any

from celery.schedules import crontab

from config import environment

ENV = environment.load()
ROOT = environment.ROOT
DATA_DIR = ENV.data_dir.resolve()

DEBUG = False
DEMO = ENV.demo
SECRET_KEY = ENV.secret_key.get_secret_value() if ENV.secret_key else ""
SECRET_KEY_FALLBACKS = ENV.names(ENV.secret_key_fallbacks)
ALLOWED_HOSTS = ENV.names(ENV.allowed_hosts)
SITE_URL = ENV.site_url.rstrip("/")
TIME_OFFSET = timedelta(seconds=ENV.time_offset)

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
SITE_ID = 1
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    # The shell first: its 404 page and account layouts win over the libraries' own.
    "foundation",
    "search",
    "events",
    "home",
    "home.calls",
    "home.reviews",
    "home.submissions",
    "home.library",
    "home.briefs",
    "home.practices",
    "community.digests",
    "community.moderation",
    "community.ediscussions",
    "community.consultations",
    "community.desk",
    "community.discussions",
    "community.comments",
    "community.attachments",
    "community.following",
    "community.reactions",
    "community.wordings",
    "community.groups",
    "community.contacts",
    "community.personal_data",
    "community.members",
    "community.territories",
    "community.taxonomy",
    "community.outbox",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "community.members.apps.BackOfficeUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "rest_framework",
    "django_comments_xtd",
    "django_comments",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.sites",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    # Last: the templates of Wagtail's and Django's own widgets, for our form renderer.
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "foundation.middleware.page_weight.PageWeightMiddleware",
    "csp.middleware.CSPMiddleware",
    "foundation.middleware.policy.BackOfficePolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "foundation.middleware.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "foundation.middleware.privacy.PrivateResponsesMiddleware",
    "foundation.middleware.unstorable.UnstorableValuesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "community.members.second_factor.SecondFactorMiddleware",
    "community.members.middleware.TimeZoneMiddleware",
    "home.briefs.middleware.RefusedPublishingMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "foundation.context.page",
            ],
        },
    },
]
FORM_RENDERER = "foundation.forms.FormRenderer"

DATABASES = {"default": ENV.database()}

# --- Languages and time
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("es", "Español"), ("ar", "العربية")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True
LOCALE_PATHS = [ROOT / "site" / "foundation" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_COOKIE_NAME = "corridor_language"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365

# --- Accounts
AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = [
    "community.members.backends.PasswordBackend",
    "community.members.backends.AddressBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "members:me"
ACCOUNT_ADAPTER = "community.members.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "community.members.forms.sign_up.SignupForm"
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "website"
ACCOUNT_FORMS = {"signup": "community.members.forms.account.GuardedSignupForm"}
# An office may share one address of the network: enough for a workshop's participants, too few for a machine.
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {"signup": "30/h/ip"}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 1
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_USER_DISPLAY = "community.members.adapters.display_name"
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.trusted_proxies
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Corridor"
# Who has a second factor may still add the office's address that proves for whom she speaks.
MFA_ALLOW_UNVERIFIED_EMAIL = True
SECOND_FACTOR_REQUIRED = True
SOCIALACCOUNT_ADAPTER = "community.members.adapters.SocialAccountAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = ENV.single_sign_on()
USERSESSIONS_TRACK_ACTIVITY = False

# --- Sessions, cookies, headers
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "foundation.views.forged"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        # A form that leads to the single sign-on ends at its address.
        "form-action": ["'self'", *ENV.single_sign_on_origin()],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# --- Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = ENV.media_url
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Photographs, proofs, archives and files of groups: views hand them out after asking who may.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "private", "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Mail
DEFAULT_FROM_EMAIL = ENV.default_from_email
SERVER_EMAIL = ENV.default_from_email
EMAIL_TIMEOUT = 20
MAIL_DIR = DATA_DIR / "mail"
EMAIL_BACKEND = "foundation.mail.MaildirBackend"

# --- Cache, tasks, timetable
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": ENV.redis_url}
    if ENV.redis_url
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "corridor_cache"},
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
if ENV.redis_url:
    CELERY_BROKER_URL = ENV.redis_url
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {"socket_connect_timeout": 2, "socket_timeout": 5}
else:
    BROKER_DIR = DATA_DIR / "broker"
    CELERY_BROKER_URL = "folder://localhost//"  # config/broker.py
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR / "messages"),
        "data_folder_out": str(BROKER_DIR / "messages"),
        "control_folder": str(BROKER_DIR / "control"),
        "polling_interval": 0.1,
    }
    for folder in ("messages", "control"):
        (BROKER_DIR / folder).mkdir(parents=True, exist_ok=True)
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "members-keep-claims": {
        "task": "community.members.schedules.keep_claims",
        "schedule": crontab(hour=4, minute=7),
    },
    "desk-keep-promises": {"task": "community.desk.schedules.keep_promises", "schedule": crontab(minute=41)},
    "calls-remind": {"task": "home.calls.schedules.remind", "schedule": crontab(minute=23)},
    "practices-ask-whether-true": {
        "task": "home.practices.schedules.ask_whether_true",
        "schedule": crontab(hour=5, minute=11),
    },
    "reviews-remind-overdue": {
        "task": "home.reviews.schedules.remind_overdue",
        "schedule": crontab(hour=6, minute=13),
    },
    "reviews-release-unfit": {"task": "home.reviews.schedules.release_unfit", "schedule": crontab(minute=37)},
    "ediscussions-turn": {"task": "community.ediscussions.schedules.turn", "schedule": crontab(minute="*/5")},
    "outbox-deliver-due": {"task": "community.outbox.schedules.deliver_due", "schedule": 30.0},
    "following-tell-due": {"task": "community.following.schedules.tell_due", "schedule": 60.0},
    "personal-data-make-archives": {"task": "community.personal_data.schedules.make_archives", "schedule": 120.0},
    "personal-data-erase-due": {"task": "community.personal_data.schedules.erase_due", "schedule": 600.0},
    "personal-data-apply-retention": {
        "task": "community.personal_data.schedules.apply_retention",
        "schedule": crontab(hour=3, minute=17),
    },
    "home-publish-scheduled": {"task": "home.schedules.publish_scheduled", "schedule": 120.0},
    "digests-owe-weekly": {"task": "community.digests.schedules.owe_weekly", "schedule": crontab(minute="*/15")},
}

# --- Retention: days each rule of community/personal_data/retention.py keeps things. Change them for your own law.
RETENTION_DAYS = {
    "archives": 7,
    "claim-documents": 90,
    "declined-library-items": 365,
    "ended-sessions": 1,
    "former-addresses": 731,
    "group-invitations": 30,
    "log-of-administration": 730,
    "log-of-lists": 730,
    "log-of-pages": 730,
    "looks": 2,
    "messages": 730,
    "outside-reviewers": 90,
    "retention-runs": 730,
    "settled-mail": 730,
    "unused-sessions": 90,
    "unverified-accounts": 14,
}

# --- Moderation: docs/operations.md says what each does.
HOLD_FIRST_CONTRIBUTIONS = True
TRUST_AFTER = 1
REPORTS_TO_HIDE = 3
REPAIR_HOURS = 48
DISMISSALS_TOLERATED = 3
QUEUE_HOURS = {"reported": 24, "held": 24, "repaired": 24, "appealed": 72}
# --- The question desk: working days until an answer, counted on the clock of a zone; days of rest, Monday is 0.
DESK_ANSWER_DAYS = 5
DESK_ZONE = "UTC"
DESK_WEEKEND = (5, 6)

# --- Reviews: days a reviewer has, and days a link for an outside reviewer stays open.
REVIEW_DAYS = 14
REVIEW_LINK_DAYS = 14

# --- Wagtail
# The revision that was read is published, and no later one.
WAGTAIL_FINISH_WORKFLOW_ACTION = "home.reviews.publishing.publish_reviewed"
WAGTAIL_SITE_NAME = "Corridor"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("fr", "Français"), ("es", "Español"), ("ar", "العربية")]
# Debian's list of zones holds `localtime`, which throws in the account page.
WAGTAIL_USER_TIME_ZONES = ["UTC"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "foundation.page_index"}}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# A PDF too is saved, not opened within the site.
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []

# --- Comments
COMMENTS_APP = "django_comments_xtd"
COMMENTS_XTD_MODEL = "community.comments.models.PageComment"
COMMENTS_XTD_MAX_THREAD_LEVEL = 2
COMMENTS_XTD_CONFIRM_EMAIL = False
COMMENTS_XTD_THREADED_EMAILS = False
COMMENTS_XTD_SALT = b"corridor.comments"

SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Wagtail, its task backend and the makers of PDFs tell of every page, index entry and step.
    "loggers": {name: {"level": "WARNING"} for name in ("wagtail", "django_tasks", "weasyprint", "fontTools")},
}
