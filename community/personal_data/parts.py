"""What the apps below this one, and the libraries, keep about members."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from community.members.disclosure import PAGE, PARTS
from community.personal_data.registry import Fate, Kept
from community.personal_data.tracks import (
    erase_logs,
    erase_mail,
    erase_notes,
    erase_sessions,
    mails_of,
    suppressions_of,
)

ACCOUNT = "until the account is erased"
NO_NAME = "kept; the name goes with the account"


def tables() -> Iterable[Kept]:
    """Return the declarations."""
    yield from _members()
    yield from _accounts()
    yield from _single_sign_on()
    yield from _back_office()


def _members() -> Iterable[Kept]:
    yield Kept(
        "members.User",
        "pk",
        _("Account"),
        ("email", "name", "date_joined", "last_login", "is_active", "is_staff", "is_superuser", "groups"),
        "to have an account",
        ACCOUNT,
        hidden=("password",),
        plain=("user_permissions", "name_lower"),
        erase=erase_logs,
    )
    yield Kept(
        "members.Profile",
        "user",
        _("Profile"),
        (
            "handle",
            "photograph",
            "function",
            "organisation",
            "authority_type",
            "territory",
            "languages",
            "themes",
            "territories",
            "corridors",
            "introduction",
            "is_mentor",
            "is_expert",
            "availability",
            "takes_mentions",
            "interface_language",
            "time_zone",
            *(f"{part}_audience" for part in (PAGE, *PARTS)),
        ),
        "so that others know who answers, as far as she opens it",
        ACCOUNT,
    )
    yield Kept(
        "members.MemberExpertise",
        "profile__user",
        _("Expertise offered and sought"),
        ("direction", "term", "note"),
        "to be found by who needs it",
        ACCOUNT,
        plain=("profile",),
    )
    yield Kept(
        "members.LookingDay",
        "member",
        _("Days on which you looked at members' pages"),
        ("on", "pages"),
        "so that nobody copies the directory page by page",
        "two days",
        plain=("visitor",),
    )
    yield Kept(
        "members.ProfileLook",
        "day__member",
        _("Members whose pages you looked at"),
        ("profile",),
        "so that nobody copies the directory page by page",
        "two days",
        plain=("day",),
    )
    yield Kept(
        "members.Claim",
        "member",
        _("Organisations you speak for"),
        (
            "organisation",
            "proof",
            "address",
            "document",
            "statement",
            "state",
            "created_at",
            "decided_at",
            "reason",
            "valid_until",
        ),
        "so that a badge is true",
        f"{ACCOUNT}; the document 90 days after the decision",
        plain=("decided_by", "address_domain"),
    )
    yield Kept(
        "members.ClaimDecision",
        "claim__member",
        _("What was decided on your claims"),
        ("claim", "state", "at", "reason"),
        "so that a badge is true",
        ACCOUNT,
        plain=("by",),
    )
    yield Kept(
        "members.ContactPost",
        "holder",
        _("Contact roles you hold"),
        ("organisation", "role", "since"),
        "so that messages reach who answers for the organisation",
        "until somebody else holds the role",
        Fate.RELEASED,
    )
    yield Kept(
        "personal_data.Archive",
        "member",
        _("Archives you asked for"),
        ("state", "wanted_at", "ready_at"),
        "to hand out a member's own data",
        "the file 7 days",
        plain=("file",),
    )
    yield Kept(
        "personal_data.ErasureRequest",
        "member",
        _("Wish to be erased"),
        ("wanted_at", "due_at"),
        "to erase the account after the days to think again",
        "until it is carried out or taken back",
    )


def _accounts() -> Iterable[Kept]:
    yield Kept(
        "account.EmailAddress",
        "user",
        _("E-mail addresses"),
        ("email", "verified", "primary"),
        "to sign in and to be written to",
        ACCOUNT,
    )
    yield Kept(
        "personal_data.FormerAddress",
        "member",
        _("Addresses you had before"),
        ("address", "left_at"),
        "to erase the mails to it with the account",
        "as long as mails to it are kept",
    )
    yield Kept(
        "outbox.Mail",
        "recipient",
        _("Mails you were sent"),
        ("kind", "recipient", "period", "language", "state", "created_at", "sent_at"),
        "to send each mail once",
        "two years; after that the row goes",
        Fate.KEPT,
        plain=("context", "message_id", "attempts", "next_attempt_at", "claimed_until", "last_error"),
        find=mails_of,
        erase=erase_mail,
    )
    yield Kept(
        "outbox.Suppression",
        "recipient",
        _("Addresses that get no mail any more"),
        ("recipient", "channel", "created_at"),
        "not to write to who does not want it",
        ACCOUNT,
        find=suppressions_of,
    )
    yield Kept(
        "mfa.Authenticator",
        "user",
        _("Second factors and passkeys"),
        ("type", "created_at", "last_used_at"),
        "to protect the account",
        ACCOUNT,
        hidden=("data",),
    )
    yield Kept(
        "usersessions.UserSession",
        "user",
        _("Where you are signed in"),
        ("created_at", "last_seen_at", "ip", "user_agent"),
        "to see and end one's sessions",
        "until the session ends",
        hidden=("session_key",),
        plain=("data",),
        erase=erase_sessions,
    )


def _single_sign_on() -> Iterable[Kept]:
    yield Kept(
        "socialaccount.SocialAccount",
        "user",
        _("Single sign-on"),
        ("provider", "uid", "last_login", "date_joined", "extra_data"),
        "to sign in with the account of another office",
        ACCOUNT,
    )


def _back_office() -> Iterable[Kept]:
    yield Kept(
        "wagtailusers.UserProfile",
        "user",
        _("Settings of the editors' room"),
        ("preferred_language", "current_time_zone", "avatar", "theme", "contrast", "density"),
        "how the editors' room looks to her",
        ACCOUNT,
        plain=(
            "submitted_notifications",
            "approved_notifications",
            "rejected_notifications",
            "updated_comments_notifications",
            "dismissibles",
            "keyboard_shortcuts",
        ),
    )
    yield Kept(
        "wagtailcore.Comment",
        "user",
        _("Notes on drafts"),
        ("page", "text", "created_at"),
        "work on a draft",
        f"{ACCOUNT}; out of the page's versions too",
        plain=("contentpath", "position", "updated_at", "revision_created", "resolved_at", "resolved_by"),
        erase=erase_notes,
    )
    yield Kept(
        "wagtailcore.CommentReply",
        "user",
        _("Answers to notes on drafts"),
        ("text", "created_at"),
        "work on a draft",
        ACCOUNT,
        plain=("comment", "updated_at"),
    )
    yield Kept(
        "wagtailcore.PageLogEntry",
        "user_id",
        _("What you did in the editors' room"),
        ("label", "action", "timestamp"),
        "to know who changed what",
        NO_NAME,
        Fate.KEPT,
        plain=("content_type", "data", "uuid", "revision", "content_changed", "deleted", "page"),
    )
    yield Kept(
        "wagtailcore.ModelLogEntry",
        "user_id",
        _("What you did in the editors' lists"),
        ("label", "action", "timestamp"),
        "to know who changed what",
        NO_NAME,
        Fate.KEPT,
        plain=("content_type", "data", "uuid", "revision", "content_changed", "deleted", "object_id"),
    )
    yield Kept(
        "admin.LogEntry",
        "user",
        _("What you did in the administration"),
        ("action_time", "object_repr", "action_flag", "change_message"),
        "to know who changed what",
        ACCOUNT,
        plain=("content_type", "object_id"),
    )
    shared = ("collection", "file_size", "file_hash", "tags")
    focus = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
    for model, title, plain in (
        ("wagtailimages.Image", _("Pictures you brought"), (*shared, "description", "width", "height", *focus)),
        ("wagtaildocs.Document", _("Documents you brought"), shared),
    ):
        yield Kept(
            model,
            "uploaded_by_user",
            title,
            ("title", "file", "created_at"),
            "parts of stories and briefs",
            NO_NAME,
            Fate.RELEASED,
            plain=plain,
        )
