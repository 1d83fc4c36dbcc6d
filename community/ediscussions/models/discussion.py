"""A facilitated discussion, its rooms and its weekly questions."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.discussions.models import TITLE_LENGTH, Space, Thread
from community.ediscussions import timetable
from community.ediscussions.enums import State
from community.ediscussions.querysets import EDiscussionQuerySet, RoomQuerySet
from community.members.contributions import LONGEST
from community.members.models.profile import validate_zone
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from foundation import markup

QUESTION_LENGTH = 200
REPLY_DUE_DAYS = 14


class EDiscussion(models.Model):
    """A discussion with a beginning and an end, led by facilitators. Its posts stand in the threads of its rooms."""

    slug = models.SlugField(_("slug"), max_length=70, unique=True)
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    note = models.TextField(_("concept note"), max_length=LONGEST)
    note_html = models.TextField(_("concept note as HTML, cleaned when written"), editable=False)
    space = models.ForeignKey(Space, verbose_name=_("space"), on_delete=models.PROTECT, related_name="ediscussions")
    themes = models.ManyToManyField(
        Term,
        verbose_name=_("themes"),
        blank=True,
        related_name="ediscussions",
        limit_choices_to={"vocabulary": Vocabulary.THEMES},
    )
    facilitators = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("facilitators"), related_name="led_ediscussions"
    )
    zone = models.CharField(_("time zone"), max_length=64, validators=[validate_zone])
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    reply_due_days = models.PositiveSmallIntegerField(
        _("days from the end to the consolidated reply"),
        default=REPLY_DUE_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )
    stories = models.JSONField(
        _("stories in this discussion"), default=list, blank=True, help_text=_("Translation keys of their pages.")
    )
    form_intro = models.TextField(_("what submissions are asked for"), max_length=2000, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("made"))
    opened_at = models.DateTimeField(_("opening was told"), null=True, blank=True, editable=False)
    locked_at = models.DateTimeField(_("threads were locked"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    # A form sent twice makes one discussion.
    form_key = models.UUIDField(_("form that made it"), null=True, unique=True, editable=False)

    objects = EDiscussionQuerySet.as_manager()

    class Meta:
        verbose_name = _("facilitated discussion")
        verbose_name_plural = _("facilitated discussions")
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["ends_on", "starts_on"], name="ediscussions_by_days")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="ediscussions_ends_after_it_starts",
                violation_error_message=_("It ends before it begins. Choose a later last day."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the HTML with the text."""
        self.note_html = markup.render(self.note)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Where it is read: the door leads to the room in the reader's language."""
        return reverse("ediscussions:discussion", args=[self.slug])

    @property
    def reply_due_on(self) -> date:
        """The day by which the consolidated reply is due."""
        return self.ends_on + timedelta(days=self.reply_due_days)

    @property
    def opens_at(self) -> datetime:
        """The moment it opens."""
        return timetable.midnight(self.starts_on, self.zone)

    @property
    def closes_at(self) -> datetime:
        """The moment it takes no more posts."""
        return timetable.midnight(self.ends_on + timetable.DAY, self.zone)

    def today(self, now: datetime) -> date:
        """Return the day it is in the discussion's zone."""
        return timetable.today(self.zone, now)

    def state(self, *, now: datetime, is_published: bool) -> State:
        """Return where it stands. is_published: whether the consolidated reply is out, which closes it early."""
        day = self.today(now)
        if day < self.starts_on:
            return State.PLANNED
        if day <= self.ends_on:
            return State.OPEN
        return State.CLOSED if is_published or day > self.reply_due_on else State.SUMMING_UP

    def is_open(self, now: datetime) -> bool:
        """It takes posts."""
        return self.starts_on <= self.today(now) <= self.ends_on


class Room(models.Model):
    """The thread of a discussion in one language. Rooms of one discussion link to each other."""

    discussion = models.ForeignKey(
        EDiscussion, verbose_name=_("discussion"), on_delete=models.CASCADE, related_name="rooms"
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    thread = models.OneToOneField(
        Thread, verbose_name=_("thread"), on_delete=models.PROTECT, related_name="room", help_text=_("Made with it.")
    )

    objects = RoomQuerySet.as_manager()

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["discussion", "language"], name="ediscussions_one_room_a_language"),
        ]

    def __str__(self) -> str:
        return f"{self.discussion_id} {self.language}"


class Question(models.Model):
    """What is asked from a day on; it gives its week a number and a heading."""

    discussion = models.ForeignKey(
        EDiscussion, verbose_name=_("discussion"), on_delete=models.CASCADE, related_name="questions"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    opens_on = models.DateField(_("from"))
    text = models.CharField(_("question"), max_length=QUESTION_LENGTH)

    class Meta:
        verbose_name = _("weekly question")
        verbose_name_plural = _("weekly questions")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["discussion", "number"], name="ediscussions_one_question_a_number"),
            models.UniqueConstraint(fields=["discussion", "opens_on"], name="ediscussions_one_question_a_day"),
        ]

    def __str__(self) -> str:
        return self.text
