"""What members write to each other and to organisations, without ever learning an address."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.contacts.querysets import BlockQuerySet, ConversationQuerySet, MessageQuerySet
from community.members.contributions import REASON_LENGTH, ContributionState
from community.members.enums import ContactRole
from community.members.models import Organisation

SUBJECT_LENGTH = 120
MESSAGE_LENGTH = 5000


class Conversation(models.Model):
    """One member writes to another, or to an organisation in one of its roles; both sides answer."""

    starter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who began"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="conversations_begun",
    )
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="conversations_received",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation written to"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="conversations",
    )
    role = models.CharField(_("role written to"), max_length=10, choices=ContactRole.choices, blank=True)
    subject = models.CharField(_("subject"), max_length=SUBJECT_LENGTH)
    created_at = models.DateTimeField(_("begun"))

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=True, role="")
                | (models.Q(organisation__isnull=False, recipient__isnull=True) & ~models.Q(role="")),
                name="contacts_person_or_organisation",
            ),
        ]
        indexes = [models.Index(fields=["starter", "-created_at"], name="contacts_begun_by_time")]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        """The conversation's page, for both sides."""
        return reverse("contacts:conversation", args=[self.pk])


class Message(models.Model):
    """One text of a conversation. by_starter says from which side, whoever has left meanwhile."""

    conversation = models.ForeignKey(
        Conversation, verbose_name=_("conversation"), on_delete=models.CASCADE, related_name="messages"
    )
    by_starter = models.BooleanField(_("from the side that began"))
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sender"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="messages",
    )
    text = models.TextField(_("text, as written"), max_length=MESSAGE_LENGTH)
    html = models.TextField(_("HTML, cleaned when written"))
    share_address = models.BooleanField(
        _("the answer may go straight to my e-mail address"),
        default=False,
        help_text=_("The mail about this message then has your address as the one to answer to."),
    )
    is_withheld = models.BooleanField(_("kept back: the reader blocks the sender"), default=False)
    state = models.CharField(
        _("state"), max_length=10, choices=ContributionState.choices, default=ContributionState.PUBLISHED
    )
    hidden_reason = models.CharField(_("reason for hiding"), max_length=REASON_LENGTH, blank=True)
    hidden_at = models.DateTimeField(_("hidden"), null=True, blank=True)
    created_at = models.DateTimeField(_("written"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    submission = models.UUIDField(_("seal of the form that sent it"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["created_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["submission"], name="contacts_one_message_a_form")]
        indexes = [models.Index(fields=["sender", "-created_at"], name="contacts_message_by_sender")]

    def __str__(self) -> str:
        return f"message {self.pk}"

    @property
    def is_hidden(self) -> bool:
        """A facilitator hid it: the reason stands in its place."""
        return self.state == ContributionState.HIDDEN


class Block(models.Model):
    """One member lets nothing of another reach her. The other is not told."""

    blocker = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who blocks"), on_delete=models.CASCADE, related_name="blocks"
    )
    blocked = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who is blocked"), on_delete=models.CASCADE, related_name="blocked_by"
    )
    created_at = models.DateTimeField(_("since"))

    objects = BlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="contacts_one_block"),
            models.CheckConstraint(condition=~models.Q(blocker=models.F("blocked")), name="contacts_not_oneself"),
        ]

    def __str__(self) -> str:
        return f"{self.blocker_id} blocks {self.blocked_id}"
