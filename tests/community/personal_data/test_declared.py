"""What is kept about people is written down: a table or field that is not declared fails here."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from wagtail.models import Page

from community.members.models import Profile, User
from community.personal_data import data_map, registry, retention

# Keys to an account that do not make a row hers, and why.
NOT_HERS = {
    ("contacts.Block", "blocked"): "the row is hers who blocks; the other is not told",
    ("groups.Invitation", "invited_by"): "the row is the invited person's; the key is emptied",
    ("members.Claim", "decided_by"): "the row is the claimant's; the key is emptied",
    ("members.ClaimDecision", "by"): "the row is the claimant's; the key is emptied",
    ("members.ProfileLook", "profile"): "the row is the reader's; it goes with the profile",
    ("submissions.Submission", "editor"): "who holds a text for ten minutes; the key is emptied",
    ("members.Organisation", "proposed_by"): "the row is the organisation's; the key is emptied",
    ("wagtail_localize.StringTranslation", "last_translated_by"): "the text's history; the key is emptied",
    ("wagtail_localize.SegmentOverride", "last_translated_by"): "the same",
    ("wagtailcore.Comment", "resolved_by"): "the row is the writer's; the key is emptied",
    ("wagtailcore.UploadedFile", "uploaded_by_user"): "a passing state of an upload; the key is emptied",
    ("wagtailcore.Revision", "user"): "the page's history; the key is emptied",
    ("wagtailcore.WorkflowState", "requested_by"): "the page's history; the key is emptied",
    ("wagtailcore.TaskState", "finished_by"): "the page's history; the key is emptied",
    ("wagtailcore.Page", "locked_by"): "the page's state; the key is emptied",
    ("wagtailcore.Page", "owner"): "the page's history; the key is emptied",
    ("wagtailcore.PageSubscription", "user"): "a tick box of the editor; the row goes with the account",
    ("wagtailcore.APIToken", "user"): "no door uses tokens; the row goes with the account",
    ("wagtailadmin.EditingSession", "user"): "lives for minutes; the row goes with the account",
    ("wagtailadmin.FormState", "user"): "the back office's unsaved form; the row goes with the account",
    ("django_comments.Comment", "user"): "declared as comments.PageComment, the only kind that is written",
    ("django_comments.CommentFlag", "user"): "the library's own flags are not used",
    ("members.User_groups", "user"): "declared with the account",
    ("members.User_user_permissions", "user"): "declared with the account",
    ("reviews.Review", "asked_by"): "the row is the reviewer's; the key is emptied",
}
LOOKS_PERSONAL = re.compile(r"mail|phone|birth|address|recipient|handle|agent|passport|gender|nationality|(^|_)ip($|_)")
# Columns of our tables that say nothing about a member, table by table; a column that is new here, or in a declared
# table, fails until somebody has said which it is. Pages of the editors' room hold published texts: there a name that
# looks personal fails.
NOT_PERSONAL = {
    "consultations.Consultation": "slug title introduction introduction_html territory corridor group submitted_to "
    "language facilitators closes_on zone state opened_at answer answer_html answered_on created_at changed_at "
    "submission",
    "consultations.Paragraph": "consultation number text html version",
    "discussions.Space": "slug title_en title_fr title_es title_ar purpose_en purpose_fr purpose_es purpose_ar "
    "audience group position is_open themes facilitators rules_en rules_fr rules_es rules_ar",
    "ediscussions.FormQuestion": "discussion position label help is_required is_long",
    "ediscussions.Question": "discussion number opens_on text",
    "ediscussions.Room": "discussion language thread",
    "events.ExchangeIndexPage": "introduction comments_mode comments_closed_on",
    "events.ExchangePage": "kind mode promise starts_at ends_at zone place host territory capacity opens_at closes_at "
    "state comments_mode comments_closed_on cancelled_reason take_home agenda good_to_know preparation outcome_note "
    "themes languages",
    "events.Roll": "last_sequence told_state cancellations",
    "groups.Group": "slug name purpose purpose_html welcome welcome_html language kind joining domains created_at "
    "archived_at organisation_kinds organisations themes territories corridors",
    "moderation.CannedReply": "slug text_en text_fr text_es text_ar position",
    "moderation.Repair": "content_type object_id opened_at until repaired_at decision",
    "members.Organisation": "slug external_id name name_skeleton kind level territory founded_in description "
    "capacities limits website domain domain_look note proposed_by created_at updated_at languages ties",
    "members.OrganisationExpertise": "direction term note organisation",
    "members.OrganisationTie": "source target kind created_at confirmed_at",
    "personal_data.Erased": "account account_digest erased_at",
    "personal_data.RetentionRun": "rule ran_at is_dry_run days found removed",
    "search.Entry": "thing kind source_pk language audience title body place path themes folded_title folded_body "
    "stamp",
    "taxonomy.Term": "vocabulary slug parent label_en label_fr label_es label_ar position depth definitions "
    "source_lines",
    "territories.Competence": "territory subject decided_at note",
    "territories.Corridor": "slug turned_slug pair origin origin_territory origin_region residence residence_territory "
    "residence_region basis source_lines",
    "territories.Country": "name_en name_fr name_es name_ar iso latitude longitude decentralisation roles source_lines "
    "world_region",
    "territories.Region": "name_en name_fr name_es name_ar slug",
    "territories.Territory": "name_en name_fr name_es name_ar slug external_id level parent latitude longitude basis "
    "population population_year population_source decentralisation next_election_on note countries languages",
    "territories.TerritoryLink": "territory kind title url owner licence period",
}
OURS = {"community", "events", "search", "home"}


def own(model):
    """The table's columns and its lists, without keys, automatic ones and those of a parent table."""
    fields = [*model._meta.fields, *model._meta.many_to_many]
    return {field.name for field in fields if not field.primary_key and not field.name.endswith("_ptr")}


def test_every_key_to_an_account_is_declared():
    declared = {(table.model, table.owner.removesuffix("_id").partition("__")[0]) for table in registry.kept()}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            # The lists of a profile are columns of it, declared with it.
            owners = {User} if model._meta.auto_created else {User, Profile}
            if isinstance(field, models.ForeignKey) and field.related_model in owners:
                key = (model._meta.label, field.name)
                assert key in declared or key in NOT_HERS, f"{key}: declare it in the app's personal_data.py"


@pytest.mark.parametrize("table", registry.kept(), ids=lambda table: table.model)
def test_every_field_of_a_declared_table_is_named(table):
    named = {*table.fields, *table.hidden, *table.plain, table.owner.removesuffix("_id")}
    missing = own(table.model_class) - named
    assert not missing, f"{table.model}: declare {sorted(missing)} in the app's personal_data.py"
    assert not (named - own(table.model_class) - {table.owner}), table.model


def test_every_field_that_looks_personal_is_in_a_declared_table():
    declared = {table.model for table in registry.kept()}
    children = {"account.EmailConfirmation", "django_comments.Comment", "django_comments_xtd.XtdComment"}
    for model in apps.get_models():
        if model._meta.label in declared | children:
            continue
        for field in model._meta.local_fields:
            assert not isinstance(field, models.EmailField | models.GenericIPAddressField), (model, field.name)
            is_ours = model.__module__.partition(".")[0] in OURS
            assert not (is_ours and LOOKS_PERSONAL.search(field.name)), (model, field.name)


def undeclared(model):
    """Return the columns of one of our tables that nobody has said anything about."""
    known = set(NOT_PERSONAL.get(model._meta.label, "").split())
    return own(model) - known if not issubclass(model, Page) else {field.name for field in _local(model)} - known


def _local(model):
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [field for field in fields if not field.primary_key]


def test_every_column_of_our_tables_is_declared_or_said_to_be_nobodys():
    declared = {table.model for table in registry.kept()}
    for model in apps.get_models():
        if model.__module__.partition(".")[0] in OURS - {"home"} and model._meta.label not in declared:
            assert not undeclared(model), f"{model._meta.label}: {sorted(undeclared(model))}: hers, or NOT_PERSONAL?"


@pytest.mark.parametrize("name", ["contact_phone", "second_email", "ip", "postal_address", "birth_year", "from_ip"])
def test_a_name_that_looks_personal_is_seen(name):
    assert LOOKS_PERSONAL.search(name)


@pytest.mark.parametrize("name", ["description", "recipe", "zip_code", "equipment", "title"])
def test_a_name_that_does_not_look_personal_is_let_be(name):
    assert not LOOKS_PERSONAL.search(name)


def test_a_new_column_anywhere_is_seen(monkeypatch):
    monkeypatch.setitem(NOT_PERSONAL, "members.OrganisationTie", "source target kind created_at")
    assert undeclared(apps.get_model("members.OrganisationTie")) == {"confirmed_at"}


def test_what_is_said_to_be_nobodys_is_there():
    for label, columns in NOT_PERSONAL.items():
        model = apps.get_model(label)
        names = {field.name for field in _local(model)} if issubclass(model, Page) else own(model)
        assert not set(columns.split()) - names, label


def test_the_data_map_is_what_is_declared():
    page = Path(settings.ROOT, "docs", "data-map.md").read_text(encoding="utf-8")
    assert page == data_map.text(), "run manage.py data_map"


def test_every_rule_of_retention_has_its_days():
    assert {rule.name for rule in retention.rules()} == set(settings.RETENTION_DAYS)
