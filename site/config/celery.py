"""The Celery application: `celery -A config worker`, `celery -A config beat`."""

import os

from celery import Celery

from config import broker  # noqa: F401  # names the demo's transport

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")

app = Celery("corridor")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="schedules")
