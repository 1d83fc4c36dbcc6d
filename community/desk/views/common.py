"""What the doors of the desk share: finding a question, and asking until a form is right."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from community.desk.models import Question
from community.members import drafts
from community.members.contributions import ContributionRefused

Send = Callable[[dict[str, Any]], Any]


def found(request: HttpRequest, pk: int) -> Question:
    """Return a question that this reader may read; any other looks like none."""
    rows = Question.objects.readable(request.user).select_related("asker", "theme", "territory")
    return get_object_or_404(rows, pk=pk)


def ask_until(
    request: HttpRequest, form: forms.Form, send: Send, *, place: str, title: str, back: str, done: str, **more: Any
) -> HttpResponse:
    """Show a form until what it sends is accepted; then lead back."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                send(form.cleaned_data)
            except ContributionRefused as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                drafts.drop(request, place=place)
                messages.success(request, done)
                return redirect(back)
    context = {"form": form, "title": title, "back": back, "section": "discussions", **more}
    return render(request, "desk/form.html", context, status=status)
