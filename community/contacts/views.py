"""Doors to messages. A text that could not be sent is always shown again."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.contacts import display
from community.contacts.forms import AnswerForm, NewMessageForm, OrganisationMessageForm
from community.contacts.models import Block, Conversation
from community.contacts.permissions import can_read_inbox, can_write_member, inboxes, side_of
from community.contacts.services import blocks
from community.contacts.services import messages as writing
from community.members import drafts
from community.members.contributions import ContributionRefused
from community.members.enums import ContactRole
from community.members.keeping import signed_out
from community.members.models import Organisation, User
from community.members.requests import member_of
from community.members.services import claims, contact_posts
from foundation import clock

FIELDS = ("subject", "text", "role", "submission")


@never_cache
@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """A member's conversations, the last written in first, and the inboxes she shares."""
    member, now = member_of(request), clock.now()
    context = display.listing(member, request.GET.get("page"))
    context["inboxes"] = [claim.organisation for claim in _badges(member, now)]
    return render(request, "contacts/index.html", {**context, "section": "messages"})


@never_cache
@login_required
@require_safe
def inbox(request: HttpRequest, slug: str) -> HttpResponse:
    """What was written to an organisation, for those who answer for it."""
    member, now = member_of(request), clock.now()
    organisation = get_object_or_404(Organisation, slug=slug)
    if not can_read_inbox(member, organisation, now=now):
        raise Http404
    context = display.inbox(inboxes(member, now=now), organisation, request.GET.get("page"))
    context |= {
        "organisation": organisation,
        "speakers": claims.speakers(organisation=organisation, now=now),
        "section": "messages",
    }
    return render(request, "contacts/inbox.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def to_member(request: HttpRequest, handle: str) -> HttpResponse:
    """Write to a member whose page the sender sees; every other name looks like none."""
    place = f"message to {handle}"
    if not request.user.is_authenticated:
        return _stranger(request, place)
    member = member_of(request)
    recipient = get_object_or_404(User.objects.select_related("profile"), profile__handle=handle)
    if not can_write_member(member, recipient):
        raise Http404
    form = NewMessageForm(request.POST or None, initial=drafts.kept(request, place=place))
    context = {"name": recipient.name, "url": recipient.profile.get_absolute_url()}

    def send(values: dict[str, Any]) -> Any:
        return writing.write_to_member(sender=member, recipient=recipient, now=clock.now(), **values)

    return _compose(request, form, send, place, context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def to_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Write to an organisation in one of its roles."""
    place = f"message to organisation {slug}"
    if not request.user.is_authenticated:
        return _stranger(request, place)
    member = member_of(request)
    organisation = get_object_or_404(Organisation, slug=slug)
    form = OrganisationMessageForm(request.POST or None, initial=drafts.kept(request, place=place))
    reached = contact_posts.holders(organisation=organisation, role=ContactRole.FOCAL_POINT, now=clock.now())
    context = {
        "name": organisation.name,
        "url": organisation.get_absolute_url(),
        "organisation": organisation,
        "nobody": request.method != "POST" and not reached,
    }

    def send(values: dict[str, Any]) -> Any:
        return writing.write_to_organisation(sender=member, organisation=organisation, now=clock.now(), **values)

    return _compose(request, form, send, place, context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def conversation(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a conversation, and answer."""
    place = f"answer {pk}"
    if not request.user.is_authenticated:
        return _stranger(request, place)
    member, now = member_of(request), clock.now()
    found, side = _found(request, pk)
    form, status = AnswerForm(initial=drafts.kept(request, place=place)), 200
    if request.method == "POST":
        form, status = AnswerForm(request.POST), 422
        if form.is_valid():
            try:
                writing.answer(conversation=found, sender=member, now=now, **form.cleaned_data)
            except ContributionRefused as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                drafts.drop(request, place=place)
                messages.success(request, _("Sent."))
                return redirect(found)
    elif request.method == "GET":
        writing.mark_read(conversation=found, starter=side, now=now)
    context = display.reading(found, member, starter=side, page=request.GET.get("page"))
    return render(request, "contacts/conversation.html", {**context, "form": form}, status=status)


@never_cache
@login_required
@require_POST
def block(request: HttpRequest, pk: int) -> HttpResponse:
    """Let nothing of the other side of a conversation through any more, or let it through again."""
    found, side = _found(request, pk)
    other = found.recipient if side else found.starter
    if other is None or found.organisation_id is not None:
        raise Http404
    if request.POST.get("blocked") == "0":
        blocks.unblock(blocker=member_of(request), blocked=other)
        messages.success(request, _("Unblocked. What is written from now on reaches you."))
    else:
        blocks.block(blocker=member_of(request), blocked=other, now=clock.now())
        messages.success(request, _("Blocked. Nothing more of this member reaches you, and nobody is told."))
    return redirect(found)


@never_cache
@login_required
@require_POST
def lift_block(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a member from the list of those one blocks."""
    row = get_object_or_404(Block.objects.select_related("blocked"), pk=pk, blocker=request.user.pk)
    blocks.unblock(blocker=member_of(request), blocked=row.blocked)
    messages.success(request, _("Unblocked. What is written from now on reaches you."))
    return redirect("contacts:index")


def _badges(member: User, now: Any) -> Any:
    return member.claims.current(now=now).select_related("organisation").order_by("organisation__name")


def _found(request: HttpRequest, pk: int) -> tuple[Conversation, bool]:
    rows = Conversation.objects.select_related("starter__profile", "recipient__profile", "organisation")
    found = get_object_or_404(rows, pk=pk)
    side = side_of(member_of(request), found, now=clock.now())
    if side is None:
        raise Http404
    return found, side


def _compose(
    request: HttpRequest, form: NewMessageForm, send: Any, place: str, context: dict[str, Any]
) -> HttpResponse:
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                message = send(form.cleaned_data)
            except ContributionRefused as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                drafts.drop(request, place=place)
                messages.success(request, _("Sent. The answer comes here, and we write to you."))
                return redirect(message.conversation)
    return render(request, "contacts/new.html", {**context, "form": form, "section": "messages"}, status=status)


def _stranger(request: HttpRequest, place: str) -> HttpResponse:
    if request.method == "POST":
        fields: dict[str, Any] = {name: request.POST.get(name, "") for name in FIELDS}
        drafts.keep(request, place=place, fields=fields)
        return signed_out(request, text=fields["text"], title=fields["subject"], back=request.path)
    return redirect(f"{reverse('account_login')}?{urlencode({'next': request.path})}")
