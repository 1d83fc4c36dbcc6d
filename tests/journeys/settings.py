"""The demo of one run: apart from other runs on the same Redis, with a mailbox that a test can hold."""

import os

from config.settings.demo import *

RUN = os.environ["CORRIDOR_JOURNEY"]
CACHES["default"]["KEY_PREFIX"] = RUN
CELERY_TASK_DEFAULT_QUEUE = RUN
CELERY_BROKER_TRANSPORT_OPTIONS = {"global_keyprefix": RUN} | CELERY_BROKER_TRANSPORT_OPTIONS
# The people of the journeys have no past, and most journeys are not about that; the moderation's own tests are.
HOLD_FIRST_CONTRIBUTIONS = False
EMAIL_BACKEND = "tests.journeys.held_mail.HoldingMaildirBackend"
