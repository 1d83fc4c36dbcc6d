"""Authorities and their partners, and how they are tied to each other."""

from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from community.members import domains
from community.members.enums import Tie
from community.members.models.expertise import Expertise
from community.members.querysets import OrganisationQuerySet, OrganisationTieQuerySet
from community.members.validators import skeleton
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from community.territories.models import Territory


class Organisation(ClusterableModel, models.Model):
    """A body that members work for: an authority, an association, an agency."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    external_id = models.CharField(
        _("external id"),
        max_length=80,
        null=True,
        blank=True,
        unique=True,
        help_text=_("The id in the list it came from. An import finds the row by it."),
    )
    name = models.CharField(_("name"), max_length=160)
    name_skeleton = models.CharField(
        _("name without look-alikes"),
        max_length=200,
        unique=True,
        editable=False,
        help_text=_("Two names that a reader could mistake for each other have the same one."),
    )
    kind = models.ForeignKey(
        Term,
        verbose_name=_("kind"),
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.ACTOR_KINDS},
    )
    level = models.ForeignKey(
        Term,
        verbose_name=_("level it acts at"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.TERRITORY_LEVELS},
        help_text=_("A national body can sit in a province: its level is national, its territory the province."),
    )
    territory = models.ForeignKey(
        Territory,
        verbose_name=_("territory"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
    )
    founded_in = models.PositiveSmallIntegerField(
        _("founded in"), null=True, blank=True, validators=[MinValueValidator(1000)]
    )
    languages = models.ManyToManyField(
        Term,
        verbose_name=_("languages it works in"),
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.LANGUAGES},
    )
    description = models.TextField(_("description"), blank=True, max_length=2000)
    capacities = models.TextField(_("what it can do"), blank=True, max_length=1000)
    limits = models.TextField(
        _("what it cannot do"), blank=True, max_length=1000, help_text=_("So that partners plan with what there is.")
    )
    website = models.URLField(_("website"), blank=True)
    domain = models.CharField(
        _("official mail domain"),
        max_length=253,
        blank=True,
        help_text=_("For example: kayes.gouv.ml. Who has a mailbox there can claim to speak for the organisation."),
    )
    domain_look = models.CharField(
        _("domain without look-alikes"), max_length=253, blank=True, editable=False, db_index=True
    )
    note = models.CharField(_("note shown with the profile"), max_length=300, blank=True)
    ties = models.ManyToManyField("self", through="OrganisationTie", symmetrical=False, related_name="+")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("proposed by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="proposed_organisations",
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the skeleton with the name, and the look with the domain."""
        self.name_skeleton = skeleton(self.name)
        self.domain_look = domains.look(self.domain)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The organisation's public page."""
        return reverse("members:organisation", args=[self.slug])


class OrganisationExpertise(Expertise):
    """What an organisation offers its peers, or looks for."""

    organisation = ParentalKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="expertise"
    )

    class Meta(Expertise.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "direction", "term", "note"], name="members_one_line_an_organisation"
            ),
        ]


class OrganisationTie(models.Model):
    """One organisation follows another, or belongs to it as to a network.

    Following needs nobody's consent. A membership is shown once the network has confirmed it.
    """

    source = ParentalKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="ties_from"
    )
    target = models.ForeignKey(
        Organisation, verbose_name=_("other organisation"), on_delete=models.CASCADE, related_name="ties_to"
    )
    kind = models.CharField(_("tie"), max_length=10, choices=Tie.choices)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    objects = OrganisationTieQuerySet.as_manager()

    class Meta:
        verbose_name = _("tie between organisations")
        verbose_name_plural = _("ties between organisations")
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="members_one_tie_of_a_kind"),
            models.CheckConstraint(condition=~models.Q(source=models.F("target")), name="members_no_tie_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.get_kind_display()} {self.target}"
