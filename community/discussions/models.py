"""Spaces, threads and posts. Posts are our own rows, one query a page: docs/decisions/0002-own-posts.md."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from community.discussions.enums import Audience, ThreadKind
from community.discussions.querysets import PostQuerySet, SpaceQuerySet, ThreadQuerySet
from community.groups.enums import GroupKind
from community.groups.models import Group
from community.members.contributions import REASON_LENGTH, ContributionState
from community.members.models import Organisation
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from community.territories.models import Corridor, Territory

TITLE_LENGTH = 160


class Space(models.Model):
    """A room with a purpose; that of a restricted or private group is read by its members only, whatever it says."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    title_en = models.CharField(_("title in English"), max_length=120)
    title_fr = models.CharField(_("title in French"), max_length=120, blank=True)
    title_es = models.CharField(_("title in Spanish"), max_length=120, blank=True)
    title_ar = models.CharField(_("title in Arabic"), max_length=120, blank=True)
    purpose_en = models.TextField(_("purpose in English"))
    purpose_fr = models.TextField(_("purpose in French"), blank=True)
    purpose_es = models.TextField(_("purpose in Spanish"), blank=True)
    purpose_ar = models.TextField(_("purpose in Arabic"), blank=True)
    rules_en = models.TextField(
        _("rules in English"), blank=True, help_text=_("What is asked here beyond the house rules.")
    )
    rules_fr = models.TextField(_("rules in French"), blank=True)
    rules_es = models.TextField(_("rules in Spanish"), blank=True)
    rules_ar = models.TextField(_("rules in Arabic"), blank=True)
    audience = models.CharField(_("who may read"), max_length=10, choices=Audience.choices, default=Audience.PUBLIC)
    group = models.ForeignKey(
        Group, verbose_name=_("group"), null=True, blank=True, on_delete=models.PROTECT, related_name="spaces"
    )
    themes = models.ManyToManyField(
        Term,
        verbose_name=_("themes"),
        blank=True,
        related_name="spaces",
        limit_choices_to={"vocabulary": Vocabulary.THEMES},
    )
    facilitators = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("facilitators of this space"),
        blank=True,
        related_name="facilitated_spaces",
        help_text=_("Whom members can turn to here. Moderating needs the role as well."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_open = models.BooleanField(_("open for new threads"), default=True)

    objects = SpaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("space")
        verbose_name_plural = _("spaces")
        ordering = ["position", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(audience=Audience.GROUP) | models.Q(group__isnull=False),
                name="discussions_group_of_a_group_space",
                violation_error_message=_("Only a space of a group can be for its members."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the active language."""
        return self._worded("title")

    @property
    def purpose(self) -> str:
        """The purpose in the active language."""
        return self._worded("purpose")

    @property
    def rules(self) -> str:
        """The rules in the active language; empty when there are none but the house rules."""
        return self._worded("rules")

    def _worded(self, part: str) -> str:
        words: str = getattr(self, f"{part}_{(get_language() or 'en')[:2]}", "") or getattr(self, f"{part}_en")
        return words

    @property
    def is_walled(self) -> bool:
        """It is read from inside its group only."""
        return self.group is not None and (self.audience == Audience.GROUP or self.group.kind != GroupKind.PUBLIC)

    def get_absolute_url(self) -> str:
        """The space's own page."""
        return reverse("discussions:space", args=[self.slug])


class Thread(models.Model):
    """A question or an experience, and the posts below it. The first post carries the thread's own text."""

    space = models.ForeignKey(Space, verbose_name=_("space"), on_delete=models.PROTECT, related_name="threads")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="threads",
    )
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    kind = models.CharField(_("kind"), max_length=12, choices=ThreadKind.choices, default=ThreadKind.QUESTION)
    language = models.CharField(_("language"), max_length=5, default="en")
    themes = models.ManyToManyField(
        Term,
        verbose_name=_("themes"),
        blank=True,
        related_name="threads",
        limit_choices_to={"vocabulary": Vocabulary.THEMES},
    )
    territories = models.ManyToManyField(Territory, verbose_name=_("territories"), blank=True, related_name="threads")
    corridors = models.ManyToManyField(Corridor, verbose_name=_("corridors"), blank=True, related_name="threads")
    created_at = models.DateTimeField(_("opened"))
    last_post_at = models.DateTimeField(_("last post"))
    reply_count = models.PositiveIntegerField(_("number of readable replies"), default=0)
    place_count = models.PositiveIntegerField(
        _("number of places people replied from"), default=0, help_text=_("Counted after a post was told.")
    )
    post_count = models.PositiveIntegerField(_("number of all posts, whatever became of them"), default=0)
    newest = models.PositiveBigIntegerField(_("key of the newest post"), default=0)
    next_position = models.PositiveIntegerField(_("number of the next post"), default=1)
    is_answered = models.BooleanField(_("answered"), default=False)
    is_closed = models.BooleanField(_("closed"), default=False)
    is_hidden = models.BooleanField(_("hidden by a facilitator"), default=False)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        ordering = ["-last_post_at", "-pk"]
        indexes = [
            models.Index(fields=["space", "-last_post_at"], name="discussions_thread_by_last"),
            models.Index(fields=["-last_post_at", "-id"], name="discussions_thread_last_of_all"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_question(self) -> bool:
        """Somebody asks for an answer."""
        return self.kind in {ThreadKind.QUESTION, ThreadKind.PROBLEM}

    @property
    def slug(self) -> str:
        """The readable part of the address; letters of every script are kept."""
        return slugify(self.title, allow_unicode=True)[:60].strip("-") or "thread"

    def get_absolute_url(self) -> str:
        """The thread's own page."""
        return reverse("discussions:thread", args=[self.space.slug, f"{self.pk}-{self.slug}"])


class Post(models.Model):
    """One contribution to a thread. `path` sorts a thread in reading order: parents before children, oldest first."""

    thread = models.ForeignKey(Thread, verbose_name=_("thread"), on_delete=models.CASCADE, related_name="posts")
    parent = models.ForeignKey(
        "self", verbose_name=_("in reply to"), null=True, blank=True, on_delete=models.RESTRICT, related_name="children"
    )
    path = models.CharField(
        _("path"), max_length=200, help_text=_("Eight digits a level: the numbers of the posts above it, and its own.")
    )
    depth = models.PositiveSmallIntegerField(_("depth"), default=0, help_text=_("0 for the thread's own text."))
    child_count = models.PositiveIntegerField(_("number of direct replies"), default=0)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("author"), null=True, on_delete=models.SET_NULL, related_name="posts"
    )
    language = models.CharField(_("language"), max_length=5, default="en")
    text = models.TextField(_("text, as written"))
    html = models.TextField(_("HTML, cleaned when written"))
    state = models.CharField(
        _("state"), max_length=10, choices=ContributionState.choices, default=ContributionState.PUBLISHED
    )
    hidden_reason = models.CharField(_("reason for hiding"), max_length=REASON_LENGTH, blank=True)
    hidden_at = models.DateTimeField(_("hidden"), null=True, blank=True)
    created_at = models.DateTimeField(_("written"))
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    speaks_for = models.ForeignKey(
        Organisation,
        verbose_name=_("in the name of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Kept when the author no longer speaks for it: on that day she did."),
    )
    files = models.JSONField(
        _("what is shown of its files"), default=list, blank=True, help_text=_("The files themselves lie apart.")
    )
    is_told = models.BooleanField(_("its followers were told"), default=True)
    submission = models.UUIDField(_("seal of the form that sent it"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["thread", "path"]
        constraints = [
            models.UniqueConstraint(fields=["thread", "path"], name="discussions_one_post_a_place"),
            models.UniqueConstraint(fields=["submission"], name="discussions_one_post_a_form"),
        ]
        indexes = [
            models.Index(fields=["author", "-created_at"], name="discussions_post_by_author"),
            # Unread posts are those with a key above the last one read.
            models.Index(fields=["thread", "id"], name="discussions_post_by_key"),
            models.Index(fields=["id"], condition=models.Q(is_told=False), name="discussions_post_untold"),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id}/{self.path}"

    @property
    def is_opening(self) -> bool:
        """It carries the thread's own text."""
        return self.depth == 0

    def get_absolute_url(self) -> str:
        """A lasting link to this very post."""
        return reverse("discussions:post", args=[self.pk])
