"""The back office: organisations, the verification queue, the list of members, imports."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, re_path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from community.members import permissions
from community.members.models import Organisation, User
from community.members.services import contact_posts, organisations
from community.members.views import accounts, imports, verification
from foundation import clock


class OrganisationForm(WagtailAdminModelForm):
    """An organisation as facilitators and editors keep it, under the same rules as elsewhere."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = getattr(self, "formsets", {}).get("contact_posts")
        for form in [*posts.forms, posts.empty_form] if posts else []:
            form.fields["holder"].queryset = self._able()
        ties = getattr(self, "formsets", {}).get("ties_from")
        for form in [*ties.forms, ties.empty_form] if ties else []:
            # Nobody is tied to herself; the database refuses it too.
            form.fields["target"].queryset = Organisation.objects.exclude(pk=self.instance.pk)

    def _able(self) -> Any:
        """Who may hold a contact role: never a choice among all members."""
        if self.instance.pk is None:
            return User.objects.none()
        now = clock.now()
        return contact_posts.entitled(User.objects.all(), organisation=self.instance, now=now).distinct()

    def clean(self) -> dict[str, Any]:
        """Refuse what could be taken for another organisation."""
        cleaned = super().clean() or {}
        if not cleaned.get("name"):
            return cleaned
        shape = Organisation(
            pk=self.instance.pk,
            name=cleaned["name"],
            domain=cleaned.get("domain") or "",
            founded_in=cleaned.get("founded_in"),
        )
        try:
            organisations.prepare(shape, now=clock.now())
        except organisations.LooksAlike as refusal:
            self.add_error(refusal.field, str(refusal))
        except ValidationError as error:
            self.add_error(None, error)
        if cleaned.get("slug") in organisations.RESERVED:
            self.add_error("slug", _("This word is a page of the site. Choose another one."))
        cleaned["name"], cleaned["domain"] = shape.name, shape.domain
        return cleaned


class OrganisationViewSet(SnippetViewSet):
    """Authorities and their partners."""

    model = Organisation
    icon = "group"
    list_display = ("name", "kind", "level", "territory")
    list_filter = ("kind", "level")
    search_fields = ("name", "external_id", "domain")
    add_to_admin_menu = True
    menu_order = 310
    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("external_id"),
        MultiFieldPanel([FieldPanel("kind"), FieldPanel("level"), FieldPanel("territory")], _("What and where")),
        FieldPanel("founded_in"),
        FieldPanel("languages", widget=forms.CheckboxSelectMultiple),
        FieldPanel("description"),
        FieldPanel("capacities"),
        FieldPanel("limits"),
        FieldPanel("website"),
        FieldPanel("domain"),
        FieldPanel("note"),
        InlinePanel(
            "expertise",
            [FieldPanel("direction"), FieldPanel("term"), FieldPanel("note")],
            label=_("Offers and needs"),
        ),
        InlinePanel("contact_posts", [FieldPanel("role"), FieldPanel("holder")], label=_("Contact roles")),
        InlinePanel(
            "ties_from",
            [FieldPanel("kind"), FieldPanel("target"), FieldPanel("confirmed_at")],
            label=_("Ties"),
            help_text=_("A membership shows once the network confirmed it."),
        ),
    ]

    def get_edit_handler(self) -> Any:
        """Return our panels with our form."""
        handler = super().get_edit_handler()
        handler.base_form_class = OrganisationForm
        return handler


register_snippet(OrganisationViewSet)


class GuardedItem(MenuItem):
    """A line of the menu for those who may open it."""

    def __init__(self, *args: Any, may: Any, **kwargs: Any) -> None:
        self.may = may
        super().__init__(*args, **kwargs)

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the reader may open it."""
        return isinstance(request.user, User) and self.may(request.user)


@hooks.register("register_admin_urls")
def back_office_addresses() -> list[URLPattern | URLResolver]:
    """Addresses below /cms/; Wagtail asks for access to the back office before any of them."""
    queue = [
        path("", verification.index, name="index"),
        path("<int:pk>/", verification.detail, name="detail"),
        path("<int:pk>/document/", verification.document, name="document"),
        re_path(r"^(?P<pk>\d+)/(?P<verb>approve|refuse|revoke)/$", verification.decide, name="decide"),
    ]
    people = [
        path("", accounts.index, name="index"),
        re_path(r"^(?P<pk>\d+)/(?P<verb>close|open)/$", accounts.set_active, name="set_active"),
    ]
    tables = [
        path("<slug:name>/", imports.table, name="table"),
        path("<slug:name>/template.csv", imports.template, name="template"),
    ]
    return [
        path("verification/", include((queue, "verification"))),
        path("members/", include((people, "accounts"))),
        path("import/", include((tables, "imports"))),
    ]


@hooks.register("before_serve_page", order=-10)
def power_is_proven(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse | None:
    """Wagtail lets administrators through every wall: one without a second factor sets it up first."""
    user = request.user
    if not isinstance(user, User) or not user.is_superuser or user.is_administrator:
        return None
    return redirect("mfa_index") if page.get_view_restrictions().exists() else None


@hooks.register("register_admin_menu_item")
def verification_item() -> MenuItem:
    """The queue of claims."""
    url = reverse_lazy("verification:index")
    return GuardedItem(
        _("Verification"), url, name="verification", icon_name="check", order=300, may=permissions.can_see_claims
    )


@hooks.register("register_admin_menu_item")
def members_item() -> MenuItem:
    """The list of members."""
    url = reverse_lazy("accounts:index")
    return GuardedItem(_("Members"), url, name="members", icon_name="user", order=305, may=permissions.can_see_accounts)


@hooks.register("register_admin_menu_item")
def import_item() -> MenuItem:
    """Tables of organisations and territories."""
    url = reverse_lazy("imports:table", args=["organisations"])
    return GuardedItem(
        _("Import"),
        url,
        name="import",
        icon_name="upload",
        order=330,
        may=lambda user: permissions.can_import(user, "members.organisation"),
    )
