"""Organisations: proposed by members, kept by those who speak for them, tied to each other."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from community.members import domains, pacing, permissions
from community.members.enums import Tie
from community.members.models import Organisation, OrganisationExpertise, OrganisationTie, User
from community.members.offers import MOST_LINES, Line
from community.members.validators import check_founded, skeleton, tidy_name
from community.taxonomy.models import Term

# Words that are doors of their own below /organisations/.
RESERVED = {"add", "claims", "ties"}
EDITABLE = ("description", "capacities", "limits", "website", "founded_in")


class OrganisationRefused(Exception):
    """Something about an organisation cannot be done as asked; says why."""


class LooksAlike(OrganisationRefused):
    """An organisation with this name, or one a reader could take for it, is there already."""

    def __init__(self, known: Organisation, field: str = "name") -> None:
        self.known, self.field = known, field
        words = (
            _("%(organisation)s is here already, or a name that looks the same.")
            if field == "name"
            else _("This domain looks like the one of %(organisation)s, and is not the same.")
        )
        super().__init__(words % {"organisation": known})


class NotAllowed(OrganisationRefused):
    """The member does not speak for the organisation, now."""

    def __init__(self) -> None:
        super().__init__(_("Only who speaks for the organisation can do this."))


def moments(member_id: int, since: datetime) -> pacing.Moments:
    """Return when the member proposed organisations after `since`, for the pace."""
    return Organisation.objects.filter(proposed_by=member_id, created_at__gt=since).values_list("created_at", flat=True)


@transaction.atomic
def propose(*, by: User, now: datetime, **fields: Any) -> Organisation:
    """Put an organisation on the site, without a badge: that takes a claim.

    Raises:
        LooksAlike: the name or the domain could be taken for one that is here.
        ValidationError: a value that the organisation refuses.
        ContributionRefused: the member wrote too much in too short a while.
    """
    member = pacing.enter(by)
    pacing.check(member, now=now)
    organisation = Organisation(proposed_by=member, **fields)
    prepare(organisation, now=now)
    organisation.full_clean(exclude=["slug"])
    return insert(organisation)


def prepare(organisation: Organisation, *, now: datetime) -> None:
    """Tidy name and domain, and refuse what could be taken for another organisation or lies in the future."""
    organisation.name = tidy_name(organisation.name)
    organisation.name_skeleton = skeleton(organisation.name)
    if organisation.domain:
        try:
            organisation.domain = domains.official(organisation.domain)
        except ValidationError as error:
            raise ValidationError({"domain": error.messages}) from None
    check_founded(organisation.founded_in, now=now)
    known = alike(organisation)
    if known is not None:
        raise known


def alike(organisation: Organisation) -> LooksAlike | None:
    """Return the refusal of an organisation that could be taken for another one; None when there is none."""
    others = Organisation.objects.exclude(pk=organisation.pk)
    twin = others.filter(name_skeleton=skeleton(organisation.name)).first()
    if twin is not None:
        return LooksAlike(twin)
    if not organisation.domain:
        return None
    look = domains.look(organisation.domain)
    twin = others.filter(domain_look=look).exclude(domain=organisation.domain).first()
    return LooksAlike(twin, "domain") if twin is not None else None


def insert(organisation: Organisation) -> Organisation:
    """Write a new organisation under an address of its own; of two at one moment, one is refused.

    Raises:
        LooksAlike: somebody was faster.
    """
    for slug in _slugs(organisation.name):
        if slug in RESERVED or Organisation.objects.filter(slug=slug).exists():
            continue
        organisation.slug = slug
        try:
            with transaction.atomic():
                organisation.save(force_insert=True)
        except IntegrityError:
            known = alike(organisation)
            if known is not None:
                raise known from None
            continue
        return organisation
    raise OrganisationRefused(_("Try again in a moment."))


def _slugs(name: str) -> Iterable[str]:
    stem = slugify(anyascii(name))[:70].strip("-") or "organisation"
    return [stem, *(f"{stem}-{number}" for number in range(2, 100))]


@transaction.atomic
def update(
    *,
    organisation: Organisation,
    by: User,
    fields: dict[str, Any],
    languages: Iterable[Term],
    lines: list[Line],
    now: datetime,
) -> Organisation:
    """Write what a speaker changed of the profile: texts, languages, what is offered and sought.

    Name, kind, level, territory and domain are what was verified: facilitators and editors change them.

    Raises:
        NotAllowed: the member's claim is not current.
    """
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if not permissions.can_edit_organisation(by, organisation, now=now):
        raise NotAllowed
    for key in EDITABLE:
        if key in fields:
            setattr(organisation, key, fields[key])
    check_founded(organisation.founded_in, now=now)
    organisation.full_clean()
    organisation.save()
    organisation.languages.set(languages)
    set_lines(organisation, lines)
    return organisation


def set_lines(organisation: Organisation, lines: list[Line]) -> None:
    """Replace what is offered and sought; the same line twice is one."""
    kept = list(dict.fromkeys(lines))[:MOST_LINES]
    organisation.expertise.all().delete()
    OrganisationExpertise.objects.bulk_create(
        [
            OrganisationExpertise(organisation=organisation, direction=line.direction, term=line.term, note=line.note)
            for line in kept
        ]
    )


@transaction.atomic
def tie(*, source: Organisation, target: Organisation, kind: str, by: User, now: datetime) -> OrganisationTie:
    """Follow another organisation, at once, or ask to be a member of it, which its speakers confirm; once each.

    Raises:
        NotAllowed: the member does not speak for the source.
        OrganisationRefused: both are the same.
    """
    if source.pk == target.pk:
        raise OrganisationRefused(_("An organisation is not tied to itself."))
    if not permissions.can_edit_organisation(by, source, now=now):
        raise NotAllowed
    speaks_for_both = permissions.can_edit_organisation(by, target, now=now)
    confirmed = now if kind == Tie.FOLLOWS or speaks_for_both else None
    found, _made = OrganisationTie.objects.get_or_create(
        source=source, target=target, kind=kind, defaults={"confirmed_at": confirmed}
    )
    return found


@transaction.atomic
def confirm_tie(*, tie: OrganisationTie, by: User, now: datetime) -> OrganisationTie:
    """Say, for the network, that the other organisation is a member.

    Raises:
        NotAllowed: the member does not speak for the network.
    """
    tie = OrganisationTie.objects.select_for_update(of=("self",)).select_related("target", "source").get(pk=tie.pk)
    if not permissions.can_edit_organisation(by, tie.target, now=now):
        raise NotAllowed
    if tie.confirmed_at is None:
        tie.confirmed_at = now
        tie.save(update_fields=["confirmed_at"])
    return tie


@transaction.atomic
def end_tie(*, tie: OrganisationTie, by: User, now: datetime) -> None:
    """End a tie: who made it can, and of a membership the network too.

    Raises:
        NotAllowed: the member speaks for neither.
    """
    ends = [tie.source, tie.target] if tie.kind == Tie.BELONGS else [tie.source]
    if not any(permissions.can_edit_organisation(by, end, now=now) for end in ends):
        raise NotAllowed
    OrganisationTie.objects.filter(pk=tie.pk).delete()
