"""Reads of organisations and of claims to speak for them."""

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models

from community.members.enums import ClaimState, Proof, Tie
from community.members.validators import skeleton

if TYPE_CHECKING:
    from datetime import datetime

    # The row types, named in strings below.
    from community.members.models import Claim, Organisation, OrganisationTie, User  # noqa: F401


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Organisations, narrowed by adjectives."""

    def authorities(self) -> "OrganisationQuerySet":
        """Local authorities and their parts."""
        return self.filter(models.Q(kind__slug="local-authority") | models.Q(kind__parent__slug="local-authority"))

    def partners(self) -> "OrganisationQuerySet":
        """Everybody else."""
        return self.exclude(models.Q(kind__slug="local-authority") | models.Q(kind__parent__slug="local-authority"))

    def for_listing(self) -> "OrganisationQuerySet":
        """With what a row shows, whatever the number of rows."""
        return self.select_related("kind", "level", "territory").prefetch_related(
            "territory__countries", "languages", "expertise__term"
        )

    def with_badge(self, *, now: "datetime") -> "OrganisationQuerySet":
        """With `is_verified`: somebody speaks for it now; and `is_waiting`: a claim waits for a facilitator."""
        own = apps.get_model("members", "Claim").objects.filter(organisation=models.OuterRef("pk"))
        return self.annotate(is_verified=models.Exists(own.current(now=now)), is_waiting=models.Exists(own.waiting()))

    def named(self, words: str) -> "OrganisationQuerySet":
        """Those whose name, territory or country holds `words`, whatever the accents of the name."""
        places = models.Q()
        for column in ("name_en", "name_fr", "name_es", "name_ar"):
            places |= models.Q(**{f"{column}__icontains": words}) | models.Q(
                **{f"countries__{column}__icontains": words}
            )
        territories = self._territories().filter(places)
        return self.filter(
            models.Q(name_skeleton__contains=skeleton(words)) | models.Q(territory__in=territories.values("pk"))
        )

    def of_kind(self, slug: str) -> "OrganisationQuerySet":
        """Those of a kind, or of a kind below it."""
        return self.filter(models.Q(kind__slug=slug) | models.Q(kind__parent__slug=slug))

    def in_country(self, iso: str) -> "OrganisationQuerySet":
        """Those whose territory lies in a country."""
        return self.filter(territory__in=self._territories().filter(countries__iso=iso).values("pk"))

    def working_in(self, language: str) -> "OrganisationQuerySet":
        """Those that work in a language."""
        return self.filter(languages__slug=language)

    def offering_or_seeking(self, term_id: int) -> "OrganisationQuerySet":
        """Those with a line on a term, or on one below it, in either direction."""
        lines = apps.get_model("members", "OrganisationExpertise").objects.filter(
            models.Q(term=term_id) | models.Q(term__parent=term_id)
        )
        return self.filter(pk__in=lines.values("organisation"))

    def spoken_for_by(self, user: "User", *, now: "datetime") -> "OrganisationQuerySet":
        """Those that a member may speak for now."""
        claims = apps.get_model("members", "Claim").objects.current(now=now).filter(member=user.pk)
        return self.filter(pk__in=claims.values("organisation"))

    def _territories(self) -> models.QuerySet:
        return apps.get_model("territories", "Territory").objects.all()


class OrganisationTieQuerySet(models.QuerySet["OrganisationTie"]):
    """Ties between organisations, narrowed by adjectives."""

    def following(self) -> "OrganisationTieQuerySet":
        """One follows the other."""
        return self.filter(kind=Tie.FOLLOWS)

    def memberships(self) -> "OrganisationTieQuerySet":
        """Those that the network confirmed."""
        return self.filter(kind=Tie.BELONGS, confirmed_at__isnull=False)

    def waiting(self) -> "OrganisationTieQuerySet":
        """Memberships that the network has not confirmed."""
        return self.filter(kind=Tie.BELONGS, confirmed_at__isnull=True)


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims, narrowed by adjectives."""

    def waiting(self) -> "ClaimQuerySet":
        """Those a facilitator has to decide."""
        return self.filter(state=ClaimState.WAITING)

    def current(self, *, now: "datetime") -> "ClaimQuerySet":
        """Those that make a badge at `now`.

        Approved, not lapsed, the account active; a mailbox still the account's and verified, and its domain still the
        organisation's.
        """
        # No join, and mailboxes found from their few claims: a page of badges and all of them are both cheap.
        mailboxes = self.model._default_manager.order_by().filter(
            pk=models.OuterRef("pk"),
            proof=Proof.DOMAIN,
            state=ClaimState.APPROVED,
            organisation__domain=models.F("address_domain"),
            member__emailaddress__verified=True,
            member__emailaddress__email__iexact=models.F("address"),
        )
        members = apps.get_model("members", "User").objects.order_by()
        return self.filter(
            models.Q(proof=Proof.DOCUMENT) | models.Q(models.Exists(mailboxes)),
            state=ClaimState.APPROVED,
            valid_until__gt=now,
        ).exclude(member__in=members.filter(is_active=False).values("pk"))
