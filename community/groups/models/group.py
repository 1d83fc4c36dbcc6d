"""A circle of members with a purpose of its own."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.groups.enums import GroupKind, Joining
from community.groups.querysets import GroupQuerySet
from community.members.models import Organisation
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from community.territories.models import Corridor, Territory
from foundation import markup

NAME_LENGTH = 120
TEXT_LENGTH = 4000


class Group(models.Model):
    """A circle of members. A private one does not exist for anybody outside: `Group.objects.visible_to(user)`."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    purpose = models.TextField(_("what the group is for"), max_length=TEXT_LENGTH)
    purpose_html = models.TextField(_("purpose as HTML, cleaned when written"), editable=False)
    welcome = models.TextField(_("welcome to members"), max_length=TEXT_LENGTH, blank=True)
    welcome_html = models.TextField(_("welcome as HTML, cleaned when written"), editable=False)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="en")
    kind = models.CharField(_("kind"), max_length=10, choices=GroupKind.choices, default=GroupKind.PUBLIC)
    joining = models.CharField(_("how to join"), max_length=10, choices=Joining.choices, default=Joining.AT_ONCE)
    domains = models.JSONField(
        _("mail domains"), default=list, blank=True, help_text=_("Who has a verified address there may join.")
    )
    organisation_kinds = models.ManyToManyField(
        Term,
        verbose_name=_("kinds of organisation"),
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.ACTOR_KINDS},
        help_text=_("Who speaks for an organisation of such a kind, or a kind below it, may join."),
    )
    organisations = models.ManyToManyField(
        Organisation, verbose_name=_("organisations that take part"), blank=True, related_name="groups"
    )
    themes = models.ManyToManyField(
        Term,
        verbose_name=_("themes"),
        blank=True,
        related_name="groups",
        limit_choices_to={"vocabulary": Vocabulary.THEMES},
    )
    territories = models.ManyToManyField(Territory, verbose_name=_("territories"), blank=True, related_name="groups")
    corridors = models.ManyToManyField(Corridor, verbose_name=_("corridors"), blank=True, related_name="groups")
    created_at = models.DateTimeField(_("opened"))
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind=GroupKind.PRIVATE) | models.Q(joining=Joining.INVITATION),
                name="groups_private_by_invitation",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the HTML with the texts."""
        self.purpose_html, self.welcome_html = markup.render(self.purpose), markup.render(self.welcome)
        super().save(*args, **kwargs)

    @property
    def is_private(self) -> bool:
        """Nobody outside may know of it."""
        return self.kind == GroupKind.PRIVATE

    @property
    def is_archived(self) -> bool:
        """It can be read and not changed."""
        return self.archived_at is not None

    def get_absolute_url(self) -> str:
        """The group's landing page."""
        return reverse("groups:group", args=[self.slug])
