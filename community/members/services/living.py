"""A community of any size for rehearsals: invented people, organisations and badges, the same for the same seed.

Written in bulk, a few thousand rows a statement: 50,000 members take about a minute. Running it again adds nothing.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import connection, models, transaction

from community.members import disclosure
from community.members.enums import Audience, ClaimState, Direction, Proof
from community.members.models import Claim, MemberExpertise, Organisation, Profile, User
from community.members.validators import skeleton
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from community.taxonomy.words import terms_of
from community.territories.models import Territory

BATCH = 2000
SIZES = {"small": 0, "large": 50_000}
# One organisation for so many members, as in the large community: 4,000 for 50,000.
MEMBERS_AN_ORGANISATION = 12.5
DOMAIN = "invented.example"

GIVEN = [
    "Amina",
    "Bakary",
    "Carmen",
    "Diego",
    "Elena",
    "Fatou",
    "Grace",
    "Hassan",
    "Ines",
    "Joel",
    "Khadija",
    "Luis",
    "Mariam",
    "Nadia",
    "Omar",
    "Paolo",
    "Rosa",
]
FAMILY = [
    "Abad",
    "Ba",
    "Cissé",
    "Diallo",
    "Estrada",
    "Ferri",
    "Gurung",
    "Haddad",
    "Ibáñez",
    "Keita",
    "Lama",
    "Moreno",
    "Ndiaye",
    "Orsi",
    "Puig",
    "Reyes",
    "Sow",
]
FUNCTIONS = ("Planning officer", "Head of cooperation", "Integration adviser", "Mayor’s office", "Project officer")
BODIES = ("Commune", "Municipality", "Province", "Region", "Association", "Agency", "Network", "Foundation")
PLACES = ("Almeda", "Borrisol", "Carvoal", "Dinguira", "Esperal", "Fontanès", "Gandor", "Hautmont", "Isolde", "Jarama")
ZONES = ("Africa/Bamako", "Europe/Madrid", "Asia/Manila", "America/Guayaquil", "Africa/Casablanca", "Asia/Kathmandu")


@dataclass(frozen=True)
class Living:
    """What was made: how many members and organisations this time, and a login."""

    members: int
    organisations: int
    login: str


class Community:
    """An invented community of `members` people. Each row depends on the seed and its own number only."""

    def __init__(self, *, members: int, seed: int, password: str, now: datetime) -> None:
        """Keep the size, the seed, the one password of all accounts, and when their badges begin."""
        self.members, self.seed, self.now = members, seed, now
        self.organisations = round(members / MEMBERS_AN_ORGANISATION)
        # Hashed once: nobody waits for fifty thousand hashes.
        self.password = make_password(password)

    def chance(self, kind: str, number: int) -> random.Random:
        """Return the dice of one row."""
        return random.Random(f"{self.seed}:{kind}:{number}")  # noqa: S311  # a rehearsal, not a secret

    @cached_property
    def territories(self) -> list[int]:
        """Ids of the territories there are."""
        return list(Territory.objects.order_by("slug").values_list("pk", flat=True))

    @cached_property
    def languages(self) -> list[Term]:
        """Languages, the common ones first."""
        return terms_of(Vocabulary.LANGUAGES)

    @cached_property
    def subjects(self) -> list[Term]:
        """What can be offered and sought."""
        return [*terms_of(Vocabulary.THEMES), *terms_of(Vocabulary.INSTRUMENTS)]

    def address(self, number: int) -> str:
        """The mail address of a member."""
        return f"m{self.seed}-{number}@{DOMAIN}"

    def slug(self, number: int) -> str:
        """The slug of an organisation."""
        return f"invented-{self.seed}-{number}"

    def organisation(self, number: int) -> Organisation:
        """Return one organisation, not saved."""
        dice = self.chance("organisation", number)
        name = f"{dice.choice(BODIES)} of {dice.choice(PLACES)} {self.seed}-{number} (fictional)"
        return Organisation(
            slug=self.slug(number),
            name=name,
            name_skeleton=skeleton(name),
            kind=_likely_first(dice, terms_of(Vocabulary.ACTOR_KINDS)),
            level=dice.choice(terms_of(Vocabulary.TERRITORY_LEVELS)),
            territory_id=dice.choice(self.territories),
            description="Invented for a rehearsal.",
            note="Invented for a rehearsal.",
        )

    def user(self, number: int) -> User:
        """Return one account, not saved."""
        dice = self.chance("user", number)
        name = f"{dice.choice(GIVEN)} {dice.choice(FAMILY)} {number}"
        joined = self.now - timedelta(days=dice.randrange(1, 900))
        active = dice.random() > 0.01
        return User(email=self.address(number), password=self.password, name=name, date_joined=joined, is_active=active)

    def profile(self, number: int, user_id: int, bodies: list[int]) -> Profile:
        """Return the profile of an account, not saved."""
        dice = self.chance("profile", number)
        opened = {f"{part}_audience": _audience(dice) for part in disclosure.PARTS}
        return Profile(
            user_id=user_id,
            handle=f"invented-{self.seed}-{number}-{dice.getrandbits(32):08x}",
            function=dice.choice(FUNCTIONS),
            organisation_id=dice.choice(bodies) if bodies and dice.random() < 0.9 else None,
            authority_type=dice.choice(terms_of(Vocabulary.CAPACITY_TARGETS)),
            territory_id=dice.choice(self.territories) if dice.random() < 0.7 else None,
            introduction="Invented for a rehearsal.",
            is_mentor=dice.random() < 0.1,
            is_expert=dice.random() < 0.2,
            time_zone=dice.choice(ZONES),
            page_audience=_audience(dice),
            **opened,
        )

    def expertise(self, number: int, profile_id: int) -> Iterator[MemberExpertise]:
        """Yield the lines of a profile, not saved."""
        dice = self.chance("expertise", number)
        for direction, most in ((Direction.OFFERED, 3), (Direction.SOUGHT, 2)):
            for term in dice.sample(self.subjects, dice.randint(0, most)):
                yield MemberExpertise(profile_id=profile_id, direction=direction, term=term)

    def claim(self, number: int, profile: Profile) -> Claim | None:
        """Return the badge of a member, not saved; one in five has one."""
        dice = self.chance("claim", number)
        if profile.organisation_id is None or dice.random() > 0.2:
            return None
        since = self.now - timedelta(days=dice.randrange(1, 600))
        return Claim(
            member_id=profile.user_id,
            organisation_id=profile.organisation_id,
            proof=Proof.DOCUMENT,
            state=ClaimState.APPROVED,
            created_at=since,
            decided_at=since,
            valid_until=since + timedelta(days=730),
        )


def _audience(dice: random.Random) -> Audience:
    (drawn,) = dice.choices(list(Audience), weights=[15, 5, 50, 30])
    return drawn


def _likely_first(dice: random.Random, terms: list[Term]) -> Term:
    return terms[min(int(dice.expovariate(0.3)), len(terms) - 1)]


def make(*, members: int, seed: int, password: str, now: datetime, say: Callable[[str], Any]) -> Living:
    """Make what is missing of a community, batch by batch; return how much that was."""
    community = Community(members=members, seed=seed, password=password, now=now)
    made_bodies = sum(_organisations(community, numbers) for numbers in _batches(community.organisations))
    bodies = list(
        Organisation.objects.filter(slug__startswith=f"invented-{seed}-").order_by("slug").values_list("pk", flat=True)
    )
    made = 0
    for numbers in _batches(members):
        made += _people(community, numbers, bodies)
        say(f"  {numbers.stop} of {members} members")
    if made:
        _analyse()
    return Living(made, made_bodies, community.address(0))


def _batches(total: int) -> Iterator[range]:
    for start in range(0, total, BATCH):
        yield range(start, min(start + BATCH, total))


@transaction.atomic
def _organisations(community: Community, numbers: range) -> int:
    wanted = {community.slug(number): number for number in numbers}
    known = set(Organisation.objects.filter(slug__in=wanted).values_list("slug", flat=True))
    missing = [number for slug, number in wanted.items() if slug not in known]
    Organisation.objects.bulk_create([community.organisation(number) for number in missing])
    return len(missing)


@transaction.atomic
def _people(community: Community, numbers: range, bodies: list[int]) -> int:
    wanted = {community.address(number): number for number in numbers}
    known = set(User.objects.filter(email__in=wanted).values_list("email", flat=True))
    missing = [number for address, number in wanted.items() if address not in known]
    if not missing:
        return 0
    users = User.objects.bulk_create([community.user(number) for number in missing])
    EmailAddress.objects.bulk_create(
        EmailAddress(user_id=user.pk, email=user.email, verified=True, primary=True) for user in users
    )
    pairs = list(zip(missing, users, strict=True))
    profiles = Profile.objects.bulk_create(community.profile(number, user.pk, bodies) for number, user in pairs)
    known_profiles = list(zip(missing, profiles, strict=True))
    MemberExpertise.objects.bulk_create(
        line for number, profile in known_profiles for line in community.expertise(number, profile.pk)
    )
    claims = (community.claim(number, profile) for number, profile in known_profiles)
    Claim.objects.bulk_create(claim for claim in claims if claim is not None)
    _link(community, known_profiles, Profile.languages.through, "languages", community.languages, 3)
    _link(community, known_profiles, Profile.themes.through, "themes", terms_of(Vocabulary.THEMES), 4)
    return len(missing)


def _link(
    community: Community,
    profiles: list[tuple[int, Profile]],
    through: type[models.Model],
    kind: str,
    terms: list[Term],
    most: int,
) -> None:
    rows = []
    for number, profile in profiles:
        dice = community.chance(kind, number)
        chosen = {_likely_first(dice, terms).pk for _turn in range(dice.randint(1, most))}
        rows += [through(profile_id=profile.pk, term_id=term) for term in sorted(chosen)]
    through._default_manager.bulk_create(rows)


def _analyse() -> None:
    """Tell the database what is in its tables now, as its own timetable would within minutes."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for model in (User, Profile, MemberExpertise, Organisation, Claim):
                cursor.execute(f'ANALYZE "{model._meta.db_table}"')
            for through in (Profile.languages.through, Profile.themes.through):
                cursor.execute(f'ANALYZE "{through._meta.db_table}"')
        else:
            cursor.execute("ANALYZE")
