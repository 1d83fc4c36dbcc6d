"""The search box."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from search.enums import Kind
from search.queries import LONGEST_QUERY


class SearchForm(forms.Form):
    """Words and facets; whatever the address holds, the page answers."""

    q = forms.CharField(label=_("Search"), required=False, max_length=LONGEST_QUERY)
    type = forms.ChoiceField(required=False, choices=[("", ""), *Kind.choices])
    theme = forms.SlugField(required=False, max_length=60)
    language = forms.ChoiceField(required=False, choices=[("", ""), *settings.LANGUAGES])
