"""A developer's own machine: like the demo, with tracebacks and templates reread."""

from .demo import *

DEBUG = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
