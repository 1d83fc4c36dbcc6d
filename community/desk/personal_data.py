"""What the desk keeps about members."""

from django.utils.translation import gettext_lazy as _

from community.personal_data.registry import Fate, Kept, register

HERS = "as long as the account; the asker's erasure takes question, answers and log along"
STAYS = "until the asker takes back her consent; names go with the accounts"
QUESTION = Kept(
    "desk.Question",
    "asker",
    _("Questions you asked the desk"),
    ("title", "text", "language", "theme", "territory", "consent", "state", "asked_at", "due_at"),
    "an answer from somebody who knows",
    HERS,
    plain=("html", "submission"),
)
STEP = Kept(
    "desk.Step",
    "by",
    _("Steps you took with questions at the desk"),
    ("question", "before", "after", "note", "taken_at"),
    "to know what was done with a question",
    HERS,
    Fate.RELEASED,
)
EXPERT = Kept(
    "desk.Route",
    "expert",
    _("Questions of the desk that were passed on to you"),
    ("question", "kind", "note", "outcome", "routed_at", "remind_at", "reminded_at"),
    "to know who was asked, and until when",
    HERS,
    Fate.RELEASED,
    plain=("thread", "by"),
)
PASSED_ON = Kept(
    "desk.Route",
    "by",
    _("Questions of the desk that you passed on"),
    ("question", "kind", "note", "outcome", "routed_at"),
    "to know who passed a question on",
    HERS,
    Fate.RELEASED,
    plain=("thread", "expert", "remind_at", "reminded_at"),
)
ANSWER = Kept(
    "desk.Answer",
    "author",
    _("Answers you gave at the desk"),
    ("question", "text", "is_named", "created_at"),
    "the answer itself",
    HERS,
    Fate.RELEASED,
    plain=("html", "helped", "submission"),
)
PUBLISHED = ("title", "asked", "answered", "language", "theme", "territory", "published_at")
OWN_PUBLISHED = Kept(
    "desk.Publication",
    "asker",
    _("Your questions that everybody reads, under your name"),
    PUBLISHED,
    "so that others need not ask again",
    STAYS,
    Fate.RELEASED,
    plain=("question", "author", "asked_html", "answered_html"),
)
ANSWER_PUBLISHED = Kept(
    "desk.Publication",
    "author",
    _("Your answers that everybody reads, under your name"),
    PUBLISHED,
    "so that others need not ask again",
    STAYS,
    Fate.RELEASED,
    plain=("question", "asker", "asked_html", "answered_html"),
)


def declare() -> None:
    """Declare the tables to archive, erasure and data map."""
    register([QUESTION, STEP, EXPERT, PASSED_ON, ANSWER, OWN_PUBLISHED, ANSWER_PUBLISHED])
