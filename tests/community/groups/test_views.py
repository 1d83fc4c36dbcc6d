"""The pages of groups: what they show, what they take, and what they cost."""

import csv
import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from community.discussions.models import Space
from community.groups import tokens
from community.groups.emails import name_of_link
from community.groups.models import Group, GroupFile, Invitation, Membership
from community.groups.services import files, invitations, memberships
from community.members.enums import Audience, RoleGroup
from foundation import clock, tables
from tests.factories import discussions, groups
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.taxonomy import TermFactory

pytestmark = pytest.mark.django_db


def zipped(*names, **contents):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as parts:
        for name in names:
            parts.writestr(name, contents.get(name, "x"))
        for name, content in contents.items():
            if name not in names:
                parts.writestr(name, content)
    return target.getvalue()


def several():
    target = io.BytesIO()
    other = Image.new("RGB", (20, 10), "blue")
    Image.new("RGB", (20, 10), "red").save(target, "MPO", save_all=True, append_images=[other])
    return target.getvalue()


def picture():
    target = io.BytesIO()
    image = Image.new("RGB", (20, 10), "red")
    exif = Image.Exif()
    exif[0x8825] = {2: (12.0, 34.0, 56.0)}
    image.save(target, "JPEG", exif=exif)
    return target.getvalue()


GOOD = {
    "a.pdf": (b"%PDF-1.7 words", "pdf"),
    "a.docx": (zipped("[Content_Types].xml", "word/document.xml"), "docx"),
    "renamed.pdf": (zipped("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
    "a.ods": (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "ods"),
    "a.csv": ("name;Ville\né;1".encode(), "csv"),
    "a.jpg": (picture(), "jpg"),
    "camera.jpg": (several(), "jpg"),
}
BAD = {
    "a.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
    "a.html": b"<script>alert(1)</script>",
    "a.pdf": b"<html>not a pdf",
    "a.jpg": b"\xff\xd8\xff but no picture",
    "a.docx": zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    "b.docx": zipped("[Content_Types].xml", "word/document.xml", "../../etc/passwd"),
    "bomb.docx": zipped("[Content_Types].xml", **{"word/document.xml": "0" * 30_000_000}),
    "a.zip": zipped("anything"),
    "empty.txt": b"",
    "a.txt": b"MZ\x00\x01\x02",
    "large.pdf": b"%PDF-" + b"0" * (10 * 1024 * 1024),
}


@pytest.fixture
def group():
    return groups.group(name="Return desks", welcome="Begin **here**.")


@pytest.fixture
def lead(group):
    return groups.facilitator_of(group)


def upload(client, group, name, content):
    return client.post(
        f"/en/groups/{group.slug}/files/", {"title": "Our paper", "file": SimpleUploadedFile(name, content)}
    )


def test_the_list_shows_kind_members_and_how_to_join_ones_own_first(client):
    groups.group(name="Alpha")
    member = groups.inside(groups.restricted_group(name="Zulu"))
    client.force_login(member)
    text = client.get("/en/groups/").content.decode()
    assert text.index("Zulu") < text.index("Alpha")
    assert "You are in it" in text
    assert "2 members" in text
    assert "Join on request" in text


def test_one_row_costs_as_much_as_three(client, count_queries):
    member = UserFactory(open_to=Audience.MEMBERS)
    group = groups.group(facilitator=member)
    client.force_login(member)
    for address in ("/en/groups/", f"/en/groups/{group.slug}/members/", f"/en/groups/{group.slug}/"):
        client.get(address)
        one = count_queries(lambda address=address: client.get(address))
        for _number in range(2):
            groups.group()
            groups.inside(group, UserFactory(open_to=Audience.MEMBERS))
            discussions.thread(space=discussions.SpaceFactory(group=group), author=member)
        groups.inside(group, UserFactory(), role="facilitator")
        client.get(address)
        many = count_queries(lambda address=address: client.get(address))
        assert many == one or (address.endswith(f"{group.slug}/") and many <= one + 1), address


def test_the_landing_page_greets_members_only(client, group):
    text = client.get(group.get_absolute_url()).content.decode()
    assert "What we are <strong>here</strong> for." in text
    assert "Begin" not in text
    assert "Sign in to join." in text
    client.force_login(groups.inside(group))
    assert "Begin <strong>here</strong>." in client.get(group.get_absolute_url()).content.decode()


def test_organisations_stand_by_kind(client, group):
    group.organisations.add(OrganisationFactory(name="City of Vic"))
    text = client.get(group.get_absolute_url()).content.decode()
    assert "City of Vic" in text
    assert "Organisations that take part" in text


def test_joining_and_leaving_by_the_buttons(client, group):
    member = UserFactory()
    client.force_login(member)
    assert client.get(f"/en/groups/{group.slug}/join/").status_code == 302
    assert not Membership.objects.filter(member=member).exists()
    answer = client.post(f"/en/groups/{group.slug}/join/", follow=True)
    assert "Welcome. You are a member of this group." in answer.content.decode()
    client.get(f"/en/groups/{group.slug}/leave/")
    assert Membership.objects.active().filter(member=member).exists()
    client.post(f"/en/groups/{group.slug}/leave/")
    assert not Membership.objects.active().filter(member=member).exists()


def test_a_facilitator_of_the_site_opens_a_group_and_names_who_looks_after_it(client):
    lead = UserFactory()
    values = {
        "name": "Corridor Rivemont",
        "purpose": "Two towns.",
        "language": "fr",
        "kind": "private",
        "joining": "at-once",
        "facilitator": lead.email,
    }
    client.force_login(UserFactory())
    assert client.get("/en/groups/new/").status_code == 404
    client.force_login(UserFactory(role=RoleGroup.FACILITATORS))
    refused = client.post("/en/groups/new/", values)
    assert refused.status_code == 422
    assert "A private group is joined by invitation" in refused.content.decode()
    assert "Two towns." in refused.content.decode()
    client.post("/en/groups/new/", values | {"joining": "invitation"})
    assert groups.facilitator_of(Group.objects.get(name="Corridor Rivemont")) == lead


def test_names_of_groups_carry_no_addresses(client, lead, group):
    client.force_login(lead)
    values = {"name": "Win at www.evil.com", "purpose": "x", "language": "en", "kind": "public", "joining": "at-once"}
    assert client.post(f"/en/groups/{group.slug}/settings/", values).status_code == 422


def test_settings_keep_restrictions_for_restricted_groups(client, lead, group):
    client.force_login(lead)
    values = {"name": "Desks", "purpose": "x", "language": "en", "kind": "restricted", "joining": "at-once"}
    assert client.post(f"/en/groups/{group.slug}/settings/", values).status_code == 422
    wrong = client.post(f"/en/groups/{group.slug}/settings/", values | {"domains": "gmail.com"})
    assert "Anybody can get a mailbox" in wrong.content.decode()
    client.post(f"/en/groups/{group.slug}/settings/", values | {"domains": "@vic.cat"})
    group.refresh_from_db()
    assert (group.name, group.domains) == ("Desks", ["vic.cat"])


def test_saving_the_settings_loses_no_word_below_another(client, lead, group):
    parent = TermFactory(slug="services")
    group.themes.add(TermFactory(slug="desks", parent=parent))
    client.force_login(lead)
    page = client.get(f"/en/groups/{group.slug}/settings/")
    chosen = [term.pk for term in page.context["form"].initial["themes"]]
    values = {"name": "Desks", "purpose": "x", "language": "en", "kind": "public", "joining": "at-once"}
    client.post(f"/en/groups/{group.slug}/settings/", values | {"themes": chosen})
    assert group.themes.get().slug == "desks"


def test_requests_are_decided_on_their_page(client):
    group = groups.restricted_group()
    member = UserFactory()
    memberships.join(group=group, member=member, now=clock.now(), note="Please")
    client.force_login(groups.facilitator_of(group))
    address = f"/en/groups/{group.slug}/requests/"
    assert "Please" in client.get(address).content.decode()
    row = Membership.objects.get(member=member)
    client.post(address, {"membership": row.pk, "decision": "approve"})
    assert Membership.objects.active().filter(member=member).exists()
    assert "settled already" in client.post(address, {"membership": row.pk, "decision": "refuse"}, follow=True).text


def test_pasted_addresses_that_are_wrong_are_shown_again(client, lead, group):
    client.force_login(lead)
    answer = client.post(
        f"/en/groups/{group.slug}/invitations/", {"addresses": "a@example.org\nnonsense", "language": "en"}
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "1 address was invited" in text
    assert "Line 2:" in text
    assert ">\nnonsense</textarea>" in text or ">nonsense</textarea>" in text
    assert Invitation.objects.get().email == "a@example.org"


def test_an_invitation_page_changes_nothing_and_names_the_group_to_the_invited_only(client):
    group = groups.private_group(name="Quiet Lantern")
    lead = groups.facilitator_of(group)
    invitations.invite(group=group, by=lead, lines=["new@example.org"], language="en", now=clock.now())
    row = Invitation.objects.get()
    address = f"/en/groups/invitations/{tokens.recover(name_of_link(group.pk, row.email), row.nonce, row.token_hash)}/"
    assert "Quiet" not in client.get(address).text
    client.force_login(UserFactory())
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code == 403
        assert "Quiet" not in answer.text
        assert "new@example.org" not in answer.text
    member = UserFactory()
    EmailAddress.objects.create(user=member, email="new@example.org", verified=True)
    client.force_login(member)
    assert "Quiet Lantern" in client.get(address).text
    assert not Membership.objects.filter(member=member).exists()
    assert client.post(address).url == group.get_absolute_url()
    assert client.get(address).status_code == 404


def test_the_table_of_members_holds_no_address_and_no_formula(client, group, lead):
    risky = UserFactory(name="=HYPERLINK(1)", open_to=Audience.MEMBERS)
    risky.profile.function = "+32 chief\tof staff"
    risky.profile.save()
    hidden = UserFactory(name="Shy", profile__function="Secret function")
    for member in (risky, hidden):
        groups.inside(group, member)
    client.force_login(lead)
    answer = client.get(f"/en/groups/{group.slug}/members.csv")
    text = answer.content.decode()
    rows = {row[0]: row for row in csv.reader(io.StringIO(text))}
    assert "'=HYPERLINK(1)" in rows
    assert rows["'=HYPERLINK(1)"][1] == "'+32 chief of staff"
    assert "@" not in text
    assert "Secret function" not in text
    assert "attachment" in answer["Content-Disposition"]
    client.force_login(hidden)
    assert client.get(f"/en/groups/{group.slug}/members.csv").status_code == 404


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", " =1", "＝1"])
def test_cells_that_a_spreadsheet_would_run_are_words(cell):
    assert tables.plain(cell).startswith("'")


@pytest.mark.parametrize("name", GOOD)
def test_files_are_known_by_what_they_hold(client, group, name):
    content, kind = GOOD[name]
    client.force_login(groups.inside(group))
    upload(client, group, name, content)
    row = GroupFile.objects.get()
    assert row.kind == kind
    assert Path(row.file.name).name != name
    answer = client.get(row.get_absolute_url())
    assert answer["Content-Disposition"] == f'attachment; filename="our-paper.{kind}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    kept = b"".join(answer.streaming_content)
    if kind == "jpg":
        assert not Image.open(io.BytesIO(kept)).getexif()
    else:
        assert kept == content


@pytest.mark.parametrize("name", BAD)
def test_other_files_are_refused_with_a_reason(client, group, name):
    client.force_login(groups.inside(group))
    answer = upload(client, group, name, BAD[name])
    assert answer.status_code == 422
    assert "Our paper" in answer.text
    assert not GroupFile.objects.exists()


def test_files_are_for_members_and_stop_at_the_groups_share(client, group, lead, monkeypatch):
    member = groups.inside(group)
    client.force_login(member)
    upload(client, group, "a.pdf", b"%PDF-1.7")
    row = GroupFile.objects.get()
    monkeypatch.setattr(files, "SHARE", row.size + 3)
    assert upload(client, group, "b.pdf", b"%PDF-1.7").status_code == 409
    for user in (UserFactory(), None):
        client.logout()
        if user:
            client.force_login(user)
        assert client.get(row.get_absolute_url()).status_code == (404 if user else 302)
    client.force_login(groups.inside(group))
    assert client.get(f"/en/groups/{group.slug}/files/{row.pk}/remove/").status_code == 404
    client.force_login(member)
    stored, name = row.file.storage, row.file.name
    client.get(f"/en/groups/{group.slug}/files/{row.pk}/remove/")
    assert GroupFile.objects.exists()
    client.post(f"/en/groups/{group.slug}/files/{row.pk}/remove/")
    assert not GroupFile.objects.exists()
    assert stored.exists(name)  # until the transaction holds


def test_removing_and_roles_by_the_buttons(client, group, lead):
    member = groups.inside(group)
    row = Membership.objects.get(member=member)
    client.force_login(lead)
    client.post(f"/en/groups/{group.slug}/members/{row.pk}/role/", {"role": "facilitator"})
    row.refresh_from_db()
    assert row.is_facilitator
    client.get(f"/en/groups/{group.slug}/members/{row.pk}/remove/")
    assert Membership.objects.active().filter(pk=row.pk).exists()
    client.post(f"/en/groups/{group.slug}/members/{row.pk}/remove/")
    client.force_login(member)
    assert client.get(f"/en/groups/{group.slug}/members/").status_code == 404


def test_archiving_is_a_question_first(client, group, lead):
    client.force_login(lead)
    client.get(f"/en/groups/{group.slug}/archive/")
    assert not Group.objects.get().is_archived
    client.post(f"/en/groups/{group.slug}/archive/", {"archived": "1"})
    assert Group.objects.get().is_archived
    client.force_login(UserFactory())
    assert "Return desks" not in client.get("/en/groups/").text


def test_facilitators_of_a_group_open_spaces_in_it(client, group, lead):
    client.force_login(groups.inside(group))
    address = f"/en/discussions/groups/{group.slug}/spaces/new/"
    assert client.get(address).status_code == 404
    client.force_login(lead)
    client.post(address, {"title": "Desk hours", "purpose": "When to open.", "audience": "members"})
    space = Space.objects.get(group=group)
    assert space.audience == "members"
    assert "Desk hours" in client.get(group.get_absolute_url()).text
    closed = groups.private_group(facilitator=lead)
    client.post(
        f"/en/discussions/groups/{closed.slug}/spaces/new/", {"title": "A", "purpose": "B", "audience": "public"}
    )
    assert not Space.objects.filter(group=closed).exists()
    client.post(
        f"/en/discussions/groups/{closed.slug}/spaces/new/", {"title": "A", "purpose": "B", "audience": "group"}
    )
    assert Space.objects.get(group=closed).is_walled


def test_an_old_invitation_answers_like_a_wrong_one(client, group, lead):
    invitations.invite(
        group=group, by=lead, lines=["new@example.org"], language="en", now=clock.now() - timedelta(days=15)
    )
    row = Invitation.objects.get()
    token = tokens.recover(name_of_link(group.pk, row.email), row.nonce, row.token_hash)
    client.force_login(UserFactory())
    old, wrong = client.get(f"/en/groups/invitations/{token}/"), client.get("/en/groups/invitations/wrong/")
    assert old.status_code == wrong.status_code == 404
    assert "no longer valid" in old.text
