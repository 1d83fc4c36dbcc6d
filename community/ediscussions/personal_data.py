"""What facilitated discussions keep about members."""

from django.utils.translation import gettext_lazy as _

from community.personal_data.registry import Fate, Kept, register

STAYS = "kept: the community's memory; the name goes with the account"
LED = Kept(
    "ediscussions.EDiscussion_facilitators",
    "user",
    _("Discussions you lead"),
    ("ediscussion",),
    "to know who leads a discussion, and to remind her of what she owes its members",
    "until the account is erased",
)
MADE = Kept(
    "ediscussions.EDiscussion",
    "made_by",
    _("Discussions you made"),
    ("title", "note", "space", "themes", "zone", "starts_on", "ends_on", "created_at"),
    "to know who made a discussion",
    STAYS,
    Fate.RELEASED,
    plain=(
        "slug",
        "note_html",
        "facilitators",
        "reply_due_days",
        "stories",
        "form_intro",
        "opened_at",
        "locked_at",
        "version",
        "form_key",
    ),
)
SUMMARY = Kept(
    "ediscussions.Summary",
    "author",
    _("Weekly summaries you wrote"),
    ("discussion", "week", "language", "title", "text", "published_at", "edited_at"),
    "what a week of a discussion brought",
    STAYS,
    Fate.RELEASED,
    plain=("html", "posts", "version"),
)
REPLY = Kept(
    "ediscussions.Proceedings",
    "author",
    _("Consolidated replies you wrote"),
    ("discussion", "language", "synopsis", "resources", "written_at", "published_at"),
    "what a discussion brought",
    STAYS,
    Fate.RELEASED,
    plain=("html", "version"),
)
QUOTED = Kept(
    "ediscussions.Quote",
    "post__author",
    _("Your contributions that consolidated replies rest on"),
    ("proceedings", "post"),
    "to name who wrote what a reply rests on",
    STAYS,
    Fate.KEPT,
    plain=("position",),
)
SUBMISSION = Kept(
    "ediscussions.Submission",
    "author",
    _("Submissions you handed in"),
    ("discussion", "language", "is_confidential", "created_at"),
    "what members hand in by the form of a discussion",
    "until the account is erased",
    plain=("seal",),
)
ANSWER = Kept(
    "ediscussions.FormAnswer",
    "submission__author",
    _("Answers in your submissions"),
    ("submission", "question", "text"),
    "what members hand in by the form of a discussion",
    "until the account is erased",
)


def declare() -> None:
    """Declare the tables to archive, erasure and data map."""
    register([LED, MADE, SUMMARY, REPLY, QUOTED, ANSWER, SUBMISSION])
