"""The account: an address, a name, a password."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.members.enums import RoleGroup

# Accounts that the editors' room lets in: Wagtail asks for this right, whatever the group is called.
MAY_ENTER = models.Q(
    groups__permissions__codename="access_admin", groups__permissions__content_type__app_label="wagtailadmin"
) | models.Q(user_permissions__codename="access_admin", user_permissions__content_type__app_label="wagtailadmin")


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
        # Never the address: this goes into mails and lists that others read.
        return self.name or gettext("Member %(number)s") % {"number": self.pk}

    def get_full_name(self) -> str:
        """The name, as the member wrote it."""
        return str(self)

    def get_short_name(self) -> str:
        """The name, as the member wrote it."""
        return str(self)

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

    @cached_property
    def enters_back_office(self) -> bool:
        """May open the editors' room or the administration, by whatever role, group or right."""
        if self.is_superuser or self.is_staff:
            return True
        return User.objects.filter(MAY_ENTER, pk=self.pk).exists()

    def holds_role(self, *roles: RoleGroup) -> bool:
        """Has one of the roles, or is administrator, with what power asks: an open account and a second factor."""
        return (
            self.is_active
            and (self.is_superuser or not self.group_names.isdisjoint(roles))
            and (self.has_second_factor or not settings.SECOND_FACTOR_REQUIRED)
        )

    @property
    def is_facilitator(self) -> bool:
        """May moderate contributions: by every door only with a second factor."""
        return self.holds_role(RoleGroup.FACILITATORS)

    @property
    def is_administrator(self) -> bool:
        """May do everything: by every door only with a second factor."""
        return self.holds_role()

    @property
    def needs_second_factor(self) -> bool:
        """Holds enough power that a password alone is not proof enough."""
        named = not self.group_names.isdisjoint({RoleGroup.FACILITATORS, RoleGroup.EDITORS})
        return named or self.enters_back_office
