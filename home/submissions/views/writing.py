"""Doors to writing: beginning, and the seven steps. What was typed is never lost."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from community.members import drafts as kept_text
from community.members.keeping import signed_out
from community.members.requests import member_of
from foundation import clock
from home.practices.models import StoryPage
from home.submissions import access, guide
from home.submissions.enums import EDITABLE
from home.submissions.forms.begin import BeginForm
from home.submissions.forms.sheet import Sheet
from home.submissions.forms.steps import STEPS
from home.submissions.models import Submission
from home.submissions.services import drafts
from home.submissions.services.refusals import ChangedMeanwhile, SubmissionRefused

CONSENTS = ("partners_agree", "nobody_named", "rights_held")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a story."""
    here = reverse("submissions:begin")
    if not request.user.is_authenticated:
        if request.method != "POST":
            return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': here})}")
        title = request.POST.get("title", "")
        kept_text.keep(request, place="new story", fields={"title": title})
        return signed_out(request, text=title, back=here)
    member = member_of(request)
    organisations = access.organisations_of(member)
    initial = {
        "language": get_language(),
        "kind": request.GET.get("kind", "practice"),
        "organisation": organisations[0].slug if organisations else "",
        **kept_text.kept(request, place="new story"),
    }
    form = BeginForm(request.POST or None, organisations=organisations, initial=initial)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "section": "practices"}
        return render(request, "submissions/begin.html", context, status=422 if form.errors else 200)
    submission = drafts.begin(author=member, now=clock.now(), **form.cleaned_data)
    kept_text.drop(request, place="new story")
    return redirect("submissions:step", submission.pk, "place")


@never_cache
@login_required
@require_POST
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a new version of a public story."""
    story = get_object_or_404(StoryPage.objects.live(), pk=pk)
    try:
        submission = drafts.revise(story=story, by=member_of(request), now=clock.now())
    except SubmissionRefused as refusal:
        if refusal.status == 404:
            raise Http404 from refusal
        messages.error(request, refusal.sentence)
        return redirect(story.address)
    return redirect(submission)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """One step: its form, and what it sends."""
    if step not in STEPS:
        raise Http404
    here = reverse("submissions:step", args=[pk, step])
    if not request.user.is_authenticated:
        if request.method != "POST":
            return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': here})}")
        kept_text.keep(request, place=here, fields=dict(request.POST.lists()))
        return signed_out(request, text="\n\n".join(_long(request.POST)), back=here)
    submission = access.own(request, pk)
    if submission.state not in EDITABLE:
        return redirect(submission)
    if request.method == "POST":
        return _save(request, submission, step)
    data = _kept(request, here)
    story = drafts.text_of(submission)
    return _page(request, submission, _sheet(request, submission, step, story, data=data), restored=data is not None)


def _long(data: QueryDict) -> list[str]:
    skipped = {"csrfmiddlewaretoken", "base", "go", "add"}
    return [value for name, values in data.lists() if name not in skipped for value in values if len(value) > 20]


def _kept(request: HttpRequest, here: str) -> QueryDict | None:
    fields = kept_text.kept(request, place=here)
    if not fields:
        return None
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values if isinstance(values, list) else [values])
    return data


def _sheet(
    request: HttpRequest,
    submission: Submission,
    step: str,
    story: StoryPage,
    *,
    data: QueryDict | None = None,
    files: Any = None,
) -> Sheet:
    organisations = access.organisations_of(member_of(request))
    if story.authority and story.authority not in organisations:
        organisations.append(story.authority)
    consents = {name: getattr(submission, name) for name in CONSENTS} if step == "check" else {}
    return Sheet(step, story, organisations=organisations, data=data, files=files, initial=consents)


def _save(request: HttpRequest, submission: Submission, step: str) -> HttpResponse:
    here = reverse("submissions:step", args=[submission.pk, step])
    sheet = _sheet(request, submission, step, drafts.text_of(submission), data=request.POST, files=request.FILES)
    if not sheet.is_valid() and not sheet.adds:
        return _page(request, submission, sheet, status=422)
    if not sheet.is_valid():
        return _page(request, submission, sheet)
    base = request.POST.get("base", "")
    try:
        drafts.write(
            submission=submission,
            by=member_of(request),
            base=int(base) if base.isdecimal() and len(base) < 12 else None,
            change=sheet.write,
            consents={name: sheet.form.cleaned_data[name] for name in CONSENTS} if step == "check" else {},
            now=clock.now(),
        )
    except SubmissionRefused as refusal:
        newer = drafts.text_of(submission) if isinstance(refusal, ChangedMeanwhile) else None
        return _page(request, submission, sheet, status=refusal.status, refusal=refusal.sentence, newer=newer)
    kept_text.drop(request, place=here)
    if sheet.adds:
        # Shown without a redirect: the new line has the focus, and no fragment stays behind in the address.
        return _page(request, access.own(request, submission.pk), sheet, base="")
    return _onwards(request, submission, step)


def _onwards(request: HttpRequest, submission: Submission, step: str) -> HttpResponse:
    wanted = request.POST.get("go", "next")
    names = list(STEPS)
    if wanted == "stay" or wanted == "leave":
        messages.success(request, _("Saved. You can leave and come back."))
        return redirect(submission if wanted == "leave" else reverse("submissions:step", args=[submission.pk, step]))
    place = names.index(step)
    if place + 1 < len(names):
        return redirect("submissions:step", submission.pk, names[place + 1])
    return redirect(submission)


def _page(
    request: HttpRequest,
    submission: Submission,
    sheet: Sheet,
    *,
    status: int = 200,
    refusal: str = "",
    newer: StoryPage | None = None,
    restored: bool = False,
    base: str | None = None,
) -> HttpResponse:
    context = guide.writing(submission, sheet, by=member_of(request), now=clock.now())
    context |= {
        # What was typed rests on what it was filled from, unless the newer text stands beside it, or it was saved now.
        "base": request.POST.get("base")
        if newer is None and base is None and request.method == "POST"
        else context["base"],
        "refusal": refusal,
        "newer": guide.beside(newer, sheet) if newer is not None else [],
        "restored": restored,
        # Browsers do not send a file a second time by themselves.
        "choose_again": bool(request.FILES) and status >= 400,
    }
    return render(request, "submissions/step.html", context, status=status)
