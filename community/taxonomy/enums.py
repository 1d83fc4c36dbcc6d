"""The vocabularies' names. Each is a list of terms in four languages, seeded from the founding report."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Vocabulary(models.TextChoices):
    """One controlled list of terms."""

    THEMES = "themes", _("Themes")
    ACTOR_KINDS = "actor_kinds", _("Kinds of actor")
    TERRITORY_LEVELS = "territory_levels", _("Levels of territory")
    MIGRATION_STAGES = "migration_stages", _("Stages of migration")
    AUTHORITY_CONTRIBUTIONS = "authority_contributions", _("Contributions of an authority")
    MIGRANT_CAPITALS = "migrant_capitals", _("Capitals of migrants")
    INSTRUMENTS = "instruments", _("Instruments")
    CAPACITY_TARGETS = "capacity_targets", _("Groups for capacity building")
    BENEFICIARY_GROUPS = "beneficiary_groups", _("Groups a practice serves")
    SHARING_DIRECTIONS = "sharing_directions", _("Directions of sharing")
    INITIATIVE_MATURITY = "initiative_maturity", _("Maturity of an initiative")
    RECOMMENDATION_TOPICS = "recommendation_topics", _("Topics of recommendations")
    LANGUAGES = "languages", _("Languages")
    PARTNER_ROLES = "partner_roles", _("Roles of a partner")
    MOVEMENTS = "movements", _("Movement of people")
    EVIDENCE_LEVELS = "evidence_levels", _("Levels of evidence")
