"""The weekly summary and the consolidated reply."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from community.discussions.models import TITLE_LENGTH
from community.ediscussions.forms.lines import PostLines, ResourceLines
from community.ediscussions.models import EDiscussion, Proceedings, Summary
from community.members.contribution_forms import ContributionField
from foundation import markup


class _OfPosts(forms.Form):
    """What rests on posts of one discussion. base: the version that the form was filled from."""

    use_required_attribute = False

    base = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, discussion: EDiscussion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["posts"].discussion = discussion  # type: ignore[attr-defined]

    def clean_base(self) -> int:
        """Count from 0."""
        return self.cleaned_data["base"] or 0


class SummaryForm(_OfPosts):
    """What a week brought."""

    title = forms.CharField(
        label=_("In one line"),
        max_length=TITLE_LENGTH,
        help_text=_("For example: So far we agree on the table, not yet on the chair."),
    )
    text = ContributionField(
        label=_("Summary"),
        help_text=_("What people agree on, where views differ, what is open. A line that begins with - makes a list."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    posts = PostLines(
        label=_("Posts behind it"),
        required=False,
        help_text=_("Their links, one a line. Leave it empty for all posts of the week so far."),
    )
    field_order = ("title", "text", "posts", "base")

    def clean_title(self) -> str:
        """Keep one line."""
        return " ".join(markup.tidy(self.cleaned_data["title"]).split())

    @staticmethod
    def filled_from(row: Summary | None) -> dict[str, Any]:
        """Return what the form shows of a summary that is there."""
        if row is None:
            return {"base": 0}
        posts = row.posts.order_by("path").values_list("pk", flat=True)
        return {
            "title": row.title,
            "text": row.text,
            "posts": "\n".join(str(pk) for pk in posts),
            "base": row.version,
        }


class ConsolidatedForm(_OfPosts):
    """What the whole discussion brought."""

    synopsis = ContributionField(
        label=_("Synopsis"),
        help_text=_("What was asked, what members answered, what follows from it."),
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    posts = PostLines(
        label=_("Contributions it rests on"),
        required=False,
        help_text=_("Links of posts, one a line. Each is quoted with its author, who gets a mail."),
    )
    resources = ResourceLines(
        label=_("Resources"),
        required=False,
        help_text=_("One a line: an address that begins with https://, its title."),
    )
    field_order = ("synopsis", "language", "posts", "resources", "base")

    @staticmethod
    def filled_from(row: Proceedings | None) -> dict[str, Any]:
        """Return what the form shows of a reply that is there."""
        if row is None:
            return {"base": 0}
        return {
            "synopsis": row.synopsis,
            "language": row.language,
            "posts": "\n".join(str(pk) for pk in row.quotes.values_list("post_id", flat=True)),
            "resources": "\n".join(f"{one['url']} {one['title']}" for one in row.resources),
            "base": row.version,
        }
