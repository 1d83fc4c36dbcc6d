"""The editor's form of a brief."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from home.briefs import numbers


class BriefForm(WagtailAdminPageForm):
    """Keeps drafts as they are; what goes public must be whole."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and "number" in self.fields:
            self.initial["number"] = numbers.next_free()

    def _post_clean(self) -> None:
        """Ask the brief itself, once the form has filled it; never for a draft."""
        super()._post_clean()
        if self.is_deferred_validation or self.errors:
            return
        for name, words in self.instance.obstacles().items():
            self.add_error(name if name in self.fields else None, words)
