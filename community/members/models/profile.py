"""What a member tells of herself, and to whom."""

import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.members.enums import Audience, InterfaceLanguage
from community.members.models.expertise import Expertise
from community.members.models.organisation import Organisation
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from community.territories.models import Corridor, Territory
from foundation.storage import private_storage


def validate_zone(value: str) -> None:
    """Refuse what is not an IANA time zone name."""
    if value not in zoneinfo.available_timezones():
        raise ValidationError(_("Choose a time zone from the list."), code="zone")


def audience(label: str) -> models.PositiveSmallIntegerField:
    """Return the column that says who sees a field; closed until the member opens it (FEATURES C2)."""
    return models.PositiveSmallIntegerField(label, choices=Audience.choices, default=Audience.NOBODY)


class Profile(models.Model):
    """Function, organisation, places, languages, expertise and interests of one member.

    Each field that others may see has a column `<field>_audience`; `page_audience` says who finds the member at all.
    Read a profile for somebody else through `community.members.disclosure` only.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("member"), on_delete=models.CASCADE, related_name="profile"
    )
    handle = models.SlugField(_("name in the address"), max_length=60, unique=True)
    photograph = models.ImageField(_("photograph"), upload_to="photographs/", storage=private_storage, blank=True)
    function = models.CharField(_("function"), max_length=120, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="profiles",
    )
    authority_type = models.ForeignKey(
        Term,
        verbose_name=_("kind of authority or group"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.CAPACITY_TARGETS},
    )
    territory = models.ForeignKey(
        Territory,
        verbose_name=_("territory"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="profiles",
    )
    languages = models.ManyToManyField(
        Term,
        verbose_name=_("languages I work in"),
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.LANGUAGES},
    )
    themes = models.ManyToManyField(
        Term,
        verbose_name=_("themes I work on"),
        blank=True,
        related_name="profiles",
        limit_choices_to={"vocabulary": Vocabulary.THEMES},
    )
    territories = models.ManyToManyField(
        Territory, verbose_name=_("territories that interest me"), blank=True, related_name="interested_profiles"
    )
    corridors = models.ManyToManyField(
        Corridor, verbose_name=_("corridors that interest me"), blank=True, related_name="interested_profiles"
    )
    introduction = models.TextField(_("introduction"), blank=True, max_length=2000)
    is_mentor = models.BooleanField(_("I can be a mentor"), default=False)
    is_expert = models.BooleanField(_("I can be asked as an expert"), default=False)
    availability = models.CharField(
        _("when and how"), max_length=200, blank=True, help_text=_("For example: mornings, two hours a month.")
    )
    interface_language = models.CharField(
        _("language of the site and of mails"),
        max_length=5,
        choices=InterfaceLanguage.choices,
        default=InterfaceLanguage.ENGLISH,
    )
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[validate_zone])

    takes_mentions = models.BooleanField(
        _("members who may open my page may mention me, and I get a mail"),
        default=True,
        help_text=_("Nobody can mention you while your page is closed."),
    )

    page_audience = audience("profile page and directory")
    photograph_audience = audience("photograph")
    function_audience = audience("function")
    organisation_audience = audience("organisation")
    authority_type_audience = audience("kind of authority or group")
    territory_audience = audience("territory")
    languages_audience = audience("languages")
    themes_audience = audience("themes")
    interests_audience = audience("territories and corridors of interest")
    introduction_audience = audience("introduction")
    offered_audience = audience("expertise offered")
    sought_audience = audience("expertise sought")
    availability_audience = audience("availability as mentor or expert")
    time_zone_audience = audience("time zone")

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        indexes = [
            models.Index(fields=["organisation", "page_audience"], name="members_profile_by_body"),
            models.Index(fields=["territory", "page_audience"], name="members_profile_by_place"),
            # Whom a reader may see and what the directory counts of them, without the wide rows themselves.
            models.Index(
                fields=[
                    "page_audience",
                    "user",
                    "organisation",
                    "territory",
                    "organisation_audience",
                    "territory_audience",
                    "availability_audience",
                    "is_mentor",
                    "is_expert",
                    "id",
                ],
                name="members_profile_seen",
            ),
        ]

    def __str__(self) -> str:
        return self.user.name

    def get_absolute_url(self) -> str:
        """The member's page; not found for whom she did not open it to."""
        return reverse("members:profile", args=[self.handle])


class MemberExpertise(Expertise):
    """What a member can help with, or would like to learn."""

    profile = models.ForeignKey(Profile, verbose_name=_("profile"), on_delete=models.CASCADE, related_name="expertise")

    class Meta(Expertise.Meta):
        constraints = [
            models.UniqueConstraint(fields=["profile", "direction", "term"], name="members_one_line_a_term"),
        ]
        indexes = [models.Index(fields=["term", "direction", "profile"], name="members_expertise_by_term")]
