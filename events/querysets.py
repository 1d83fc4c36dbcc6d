"""Reads of exchanges and of their registrations."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from events.enums import ExchangeState, RegistrationState
from foundation.pages import WalledQuerySet

if TYPE_CHECKING:
    from wagtail.models import Locale

    from events.models import Registration  # noqa: F401  # the row type of the second queryset


class ExchangeQuerySet(WalledQuerySet):
    """Exchanges, narrowed by adjectives. `now` is aware."""

    def published(self, *, locale: "Locale") -> "ExchangeQuerySet":
        """Live, unrestricted exchanges of one language tree, stand-ins for missing translations included."""
        return self.open_to_all().filter(locale=locale)

    def source_versions(self) -> "ExchangeQuerySet":
        """Each exchange once: the version that people register for."""
        older = (
            self.model._base_manager.filter(
                translation_key=OuterRef("translation_key"), alias_of__isnull=True, pk__lt=OuterRef("pk")
            )
            .order_by()
            .values("pk")
        )
        return self.filter(alias_of__isnull=True).exclude(models.Exists(older))

    def scheduled(self) -> "ExchangeQuerySet":
        """Not cancelled."""
        return self.filter(state=ExchangeState.SCHEDULED)

    def coming(self, *, now: datetime) -> "ExchangeQuerySet":
        """Not over yet, soonest first; cancelled ones too, for they are news."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "pk")

    def past(self, *, now: datetime) -> "ExchangeQuerySet":
        """Over, latest first."""
        return self.filter(ends_at__lte=now).order_by("-starts_at", "pk")

    def coming_first(self, *, now: datetime) -> "ExchangeQuerySet":
        """All, with `is_past`: the coming by nearness, then the past by nearness."""
        return self.annotate(
            is_past=Case(When(ends_at__lte=now, then=Value(1)), default=Value(0), output_field=IntegerField())
        ).order_by("is_past", Case(When(is_past=0, then=F("starts_at"))), F("starts_at").desc(), "pk")

    def open_for_registration(self, *, now: datetime) -> "ExchangeQuerySet":
        """Taking registrations now, for a place or for the waiting list."""
        opened = Q(opens_at__isnull=True) | Q(opens_at__lte=now)
        closed = Q(closes_at__isnull=False, closes_at__lte=now)
        return self.scheduled().filter(opened, starts_at__gt=now).exclude(closed).order_by("starts_at", "pk")

    def of_kind(self, kind: str) -> "ExchangeQuerySet":
        """Of one Kind."""
        return self.filter(kind=kind)

    def in_themes(self, slugs: Sequence[str]) -> "ExchangeQuerySet":
        """On any of these themes or the themes below them."""
        terms = Term.objects.of(Vocabulary.THEMES).with_children(list(slugs))
        return self.filter(themes__in=terms).distinct()

    def in_languages(self, codes: Sequence[str]) -> "ExchangeQuerySet":
        """Spoken or interpreted in any of these languages."""
        return self.filter(languages__in=Term.objects.of(Vocabulary.LANGUAGES).filter(slug__in=list(codes))).distinct()

    def with_seats(self) -> "ExchangeQuerySet":
        """With `confirmed_count` and `waiting_count`, the same in every language version."""
        return self.annotate(
            confirmed_count=_count(RegistrationState.CONFIRMED), waiting_count=_count(RegistrationState.WAITING)
        )

    def for_listing(self) -> "ExchangeQuerySet":
        """With what a row shows, whatever the number of rows."""
        return (
            self.with_seats()
            .select_related("locale", "host", "territory", "alias_of__locale")
            .prefetch_related("languages", "themes")
        )


def _count(state: RegistrationState) -> Coalesce:
    rows = (
        apps.get_model("events", "Registration")
        .objects.filter(exchange__translation_key=OuterRef("translation_key"), state=state)
        .order_by()
        .values("exchange__translation_key")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Coalesce(Subquery(rows, output_field=IntegerField()), 0)


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Registrations, narrowed by adjectives."""

    def confirmed(self) -> "RegistrationQuerySet":
        """Those who have a place."""
        return self.filter(state=RegistrationState.CONFIRMED)

    def waiting(self) -> "RegistrationQuerySet":
        """Those in line."""
        return self.filter(state=RegistrationState.WAITING)

    def active(self) -> "RegistrationQuerySet":
        """Those who have a place or are in line."""
        return self.exclude(state=RegistrationState.CANCELLED)

    def in_order(self) -> "RegistrationQuerySet":
        """First come first."""
        return self.order_by("sequence")

    def of(self, member: Any) -> "RegistrationQuerySet":
        """One member's own."""
        return self.filter(member=member)

    def for_own_list(self) -> "RegistrationQuerySet":
        """With the exchange that each is for, soonest first."""
        return self.select_related("exchange__locale", "exchange__territory").order_by("exchange__starts_at", "pk")

    def with_position(self) -> "RegistrationQuerySet":
        """With `position`: how many wait at the same exchange up to and including this one."""
        before = (
            self.model._base_manager.filter(
                exchange=OuterRef("exchange"), state=RegistrationState.WAITING, sequence__lte=OuterRef("sequence")
            )
            .order_by()
            .values("exchange")
            .annotate(number=Count("pk"))
            .values("number")
        )
        return self.annotate(position=Coalesce(Subquery(before, output_field=IntegerField()), 0))
