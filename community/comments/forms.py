"""The form of a comment. It validates; the service writes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.attachments.forms import AttachingForm
from community.members.contribution_forms import ContributionField


class CommentForm(AttachingForm):
    """A comment. `parent` is the comment that is answered, empty for the page itself."""

    text = ContributionField(
        label=_("Your comment"),
        help_text=_("Ask, or say what you tried. Please leave out names of people who asked for help."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    parent = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1)
