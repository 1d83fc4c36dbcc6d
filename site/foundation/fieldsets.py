"""How one bound form field is shown: which kind it is, its widget's attributes, its line in the summary."""

from dataclasses import dataclass

from django import forms
from django.forms import BaseForm, BoundField
from django.forms.boundfield import BoundWidget
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

OPTIONS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def kind(bound: BoundField) -> str:
    """Return "hidden", "single" (one checkbox), "options" (radios, checkboxes), "group" or "line"."""
    widget = bound.field.widget
    if bound.is_hidden:
        return "hidden"
    if isinstance(widget, OPTIONS):
        return "options"
    if isinstance(widget, forms.CheckboxInput):
        return "single"
    if isinstance(widget, (forms.MultiWidget, forms.SelectDateWidget)):
        return "group"
    return "line"


def widget(bound: BoundField) -> SafeString:
    """Render the widget with our class; Django adds aria-describedby and aria-invalid itself."""
    control = bound.field.widget
    if isinstance(control, OPTIONS):
        return _options(bound)
    named = control.attrs.get("class", "")
    if isinstance(control, forms.CheckboxInput):
        wanted = "form-check-input"
    elif isinstance(control, (forms.Select, forms.SelectDateWidget)):
        wanted = "form-select"
    else:
        wanted = "form-control"
    classes = f"{named} {wanted}".strip()
    if bound.errors:
        classes += " is-invalid"
    attrs: dict[str, str | bool] = {"class": classes}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    described = described_by(bound)
    if described and kind(bound) != "group":
        attrs["aria-describedby"] = described
    if "placeholder" in control.attrs and getattr(control, "input_type", "") != "search":
        # The label above says it already, and stays while one types.
        attrs["placeholder"] = False
    if isinstance(control, forms.Textarea) and control.attrs.get("rows") == "10":
        # Django's default fills a phone's screen.
        attrs["rows"] = "5"
    return bound.as_widget(attrs=attrs)


def _options(bound: BoundField) -> SafeString:
    classes = "form-check-input is-invalid" if bound.errors else "form-check-input"
    attrs = bound.build_widget_attrs({"id": bound.auto_id, "class": classes})
    attrs.pop("aria-describedby", None)
    found = bound.field.widget.subwidgets(bound.html_name, bound.value(), attrs=attrs)
    options = [BoundWidget(bound.field.widget, data, bound.form.renderer) for data in found]
    return render_to_string("foundation/parts/options.html", {"options": options})


def described_by(bound: BoundField) -> str:
    """Return the ids of hint and error, in reading order, as aria-describedby wants them."""
    extra = bound.field.widget.attrs.get("aria-describedby", "")
    ids = [extra] if extra else []
    if bound.help_text:
        ids.append(f"{bound.auto_id}_helptext")
    if bound.errors:
        ids.append(f"{bound.auto_id}_error")
    return " ".join(ids)


@dataclass(frozen=True)
class Problem:
    """One line of the error summary. target: the id of what to put right, "" for the whole form."""

    text: str
    target: str


def summary(form: BaseForm) -> list[Problem]:
    """Return what is wrong with a form, whole-form problems first, then in the order of its fields."""
    if not form.is_bound or not form.errors:
        return []
    found = [Problem(str(text), "") for text in form.non_field_errors()]
    for bound in form:
        found += [Problem(str(text), target(bound)) for text in bound.errors]
    return found


def target(bound: BoundField) -> str:
    """Return the id a link should lead to: the control, or its first option."""
    if kind(bound) in ("options", "group"):
        first = next(iter(bound.subwidgets), None)
        options_id = first.data.get("attrs", {}).get("id") if first is not None else ""
        return str(options_id or f"{bound.auto_id}_0")
    return str(bound.auto_id)
