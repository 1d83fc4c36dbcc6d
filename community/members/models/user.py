"""The account: an address, a name, a password."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from community.members.enums import RoleGroup


class UserManager(BaseUserManager["User"]):
    """Makes accounts known by their address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create an account; without a password nobody can log in to it."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create an administrator."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find an account by its address, whatever its case."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """An account. What others see of the person is the Profile."""

    email = models.EmailField(
        _("e-mail address"), max_length=254, unique=True, error_messages={"unique": _("This address has an account.")}
    )
    name = models.CharField(_("name"), max_length=120)
    # Kept by the database itself, so that no old name stays behind; the directory is sorted and searched by it.
    name_lower = models.GeneratedField(
        expression=Lower("name"), output_field=models.CharField(max_length=120), db_persist=True
    )
    is_staff = models.BooleanField(_("may open the Django admin"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="members_one_account_an_address")]
        indexes = [
            models.Index(fields=["name_lower", "id"], name="members_user_by_name"),
            # The few that the directory leaves out.
            models.Index(fields=["id"], condition=models.Q(is_active=False), name="members_user_inactive"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """The name, as the member wrote it."""
        return self.name

    def get_short_name(self) -> str:
        """The name, as the member wrote it."""
        return self.name

    @cached_property
    def group_names(self) -> frozenset[str]:
        """Names of the role groups the account is in; one query a request."""
        return frozenset(self.groups.values_list("name", flat=True))

    @cached_property
    def has_second_factor(self) -> bool:
        """Proves itself by more than a password; recovery codes alone do not count."""
        # django-allauth's types do not know the way back from an account to its factors.
        factors: models.QuerySet[models.Model] = self.authenticator_set  # type: ignore[attr-defined]
        return factors.exclude(type="recovery_codes").exists()

    @property
    def is_facilitator(self) -> bool:
        """May moderate contributions: by every door only with a second factor."""
        return (
            self.is_active
            and (self.is_superuser or RoleGroup.FACILITATORS in self.group_names)
            and (self.has_second_factor or not settings.SECOND_FACTOR_REQUIRED)
        )

    @property
    def needs_second_factor(self) -> bool:
        """Holds enough power that a password alone is not proof enough."""
        return self.is_superuser or bool(self.group_names & {RoleGroup.FACILITATORS, RoleGroup.EDITORS})
