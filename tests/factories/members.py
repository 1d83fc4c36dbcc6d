"""Members and organisations for tests."""

from typing import Any

import factory
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group

from community.members import disclosure
from community.members.enums import Audience, RoleGroup
from community.members.forms.sign_up import new_question
from community.members.models import Organisation, User
from community.members.services import profiles
from community.taxonomy.enums import Vocabulary
from tests.factories.taxonomy import TermFactory


def sign_up_data(**fields: Any) -> dict[str, Any]:
    """Return what a person who is no machine sends from the form of sign-up."""
    return {"password1": "a-long-password", "question": new_question(7), "answer": "8", **fields}


class UserFactory(factory.django.DjangoModelFactory):
    """An account with its profile. `profile__time_zone="Asia/Manila"` and the like set the profile's fields."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"person{number}@example.org")
    name = factory.Sequence(lambda number: f"Person {number}")
    password = factory.django.Password("corridor-test")

    @factory.post_generation
    def profile(user: User, create: bool, extracted: Any, **fields: Any) -> None:  # noqa: N805  # factory_boy's form
        """Open the profile."""
        if create:
            profiles.open_profile(user=user, **fields)
            user.refresh_from_db()

    @factory.post_generation
    def open_to(user: User, create: bool, extracted: Audience | None, **fields: Any) -> None:  # noqa: N805  # the same
        """Open the page and every part of the profile to an audience; a new profile is closed."""
        if create and extracted is not None:
            profile = user.profile
            for part in (disclosure.PAGE, *disclosure.PARTS):
                setattr(profile, f"{part}_audience", extracted)
            profile.save()

    @factory.post_generation
    def role(user: User, create: bool, extracted: RoleGroup | None, **fields: Any) -> None:  # noqa: N805  # the same
        """Put the account into the group of a role."""
        if create and extracted:
            user.groups.add(Group.objects.get_or_create(name=extracted.value)[0])

    @factory.post_generation
    def second_factor(user: User, create: bool, extracted: bool | None, **fields: Any) -> None:  # noqa: N805  # the same
        """Give the account a second factor, which the back office asks of those who hold power."""
        if create and (extracted or (extracted is None and user.needs_second_factor)):
            Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "A" * 32})


class OrganisationFactory(factory.django.DjangoModelFactory):
    """A local authority."""

    class Meta:
        model = Organisation

    slug = factory.Sequence(lambda number: f"organisation-{number}")
    name = factory.Sequence(lambda number: f"Organisation {number}")
    kind = factory.SubFactory(TermFactory, vocabulary=Vocabulary.ACTOR_KINDS, slug="local-authority")
