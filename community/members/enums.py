"""Words of the members' app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoleGroup(models.TextChoices):
    """Names of the auth groups that carry a role of docs/permissions.md."""

    FACILITATORS = "Facilitators", _("Facilitators")
    EDITORS = "Editors", _("Editors")
    ORGANISERS = "Organisers", _("Organisers")


class InterfaceLanguage(models.TextChoices):
    """Languages of the interface and of mails."""

    ENGLISH = "en", "English"
    FRENCH = "fr", "Français"
    SPANISH = "es", "Español"
    ARABIC = "ar", "العربية"


class Audience(models.IntegerChoices):
    """Who sees a field: a larger number is a larger circle, so that `audience >= rank of the reader` decides."""

    NOBODY = 0, _("Nobody")
    GROUPS = 1, _("My groups")
    MEMBERS = 2, _("Members")
    EVERYONE = 3, _("Everyone")


class Direction(models.TextChoices):
    """Whether expertise is given or wanted."""

    OFFERED = "offered", _("Offered")
    SOUGHT = "sought", _("Sought")


class Tie(models.TextChoices):
    """How one organisation is tied to another."""

    FOLLOWS = "follows", _("Follows")
    BELONGS = "belongs", _("Is a member of")


class ContactRole(models.TextChoices):
    """For what an organisation can be written to."""

    FOCAL_POINT = "focal", _("Focal point for migration and development")
    PRESS = "press", _("Press")
    HELPDESK = "helpdesk", _("Help desk for migrants")


class Proof(models.TextChoices):
    """How a member shows that she speaks for an organisation."""

    DOMAIN = "domain", _("A mailbox at the organisation's own domain")
    DOCUMENT = "document", _("A document checked by a facilitator")


class ClaimState(models.TextChoices):
    """Where a claim stands."""

    WAITING = "waiting", _("Waiting for a facilitator")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REVOKED = "revoked", _("Revoked")
    LAPSED = "lapsed", _("Lapsed")
