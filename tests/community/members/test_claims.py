"""Claims: what proves one, who decides, and when a badge falls."""

from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from PIL import Image

from community.members import documents, domains
from community.members.enums import ClaimState, ContactRole, Proof
from community.members.models import Claim, ContactPost
from community.members.schedules import keep_claims
from community.members.services import claims, contact_posts
from community.outbox import delivery
from community.outbox.models import Mail
from foundation import clock
from home.services import editorial
from tests.factories import pages
from tests.factories.claims import approved, claim_of, facilitator, mailbox
from tests.factories.members import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def kayes():
    return OrganisationFactory(name="Kayes", domain="kayes.gouv.ml")


@pytest.fixture
def private_folder(monkeypatch, tmp_path):
    """Where the documents of these tests lie."""
    monkeypatch.setattr(Claim._meta.get_field("document"), "storage", FileSystemStorage(tmp_path))
    return tmp_path


def current(claim, days: int = 0) -> bool:
    return Claim.objects.current(now=clock.now() + timedelta(days=days)).filter(pk=claim.pk).exists()


def picture(kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, kind)
    return out.getvalue()


class TestDomains:
    @pytest.mark.parametrize(
        ("address", "domain"),
        [
            ("a@kayes.gouv.ml", "kayes.gouv.ml"),
            ("a+office@plan.kayes.gouv.ml", "kayes.gouv.ml"),
            ("A@KAYES.GOUV.ML", "kayes.gouv.ml"),
            ("a@xn--crdoba-m0a.example", "xn--crdoba-m0a.example"),
        ],
    )
    def test_an_address_at_the_domain_or_below_it_proves(self, address, domain):
        assert domains.lies_in(address, domain)

    @pytest.mark.parametrize(
        ("address", "domain"),
        [
            ("a@gouv.ml", "kayes.gouv.ml"),
            ("a@other.gouv.ml", "kayes.gouv.ml"),
            ("a@other.gouv.ml", "gouv.ml"),
            ("a@kayes.gouv.ml.evil.example", "kayes.gouv.ml"),
            ("a@evilkayes.gouv.ml", "kayes.gouv.ml"),
            ("kayes.gouv.ml@evil.example", "kayes.gouv.ml"),
            ('"a@kayes.gouv.ml"@evil.example', "kayes.gouv.ml"),
            ("a@kаyes.gouv.ml", "kayes.gouv.ml"),
            ("a@gmail.com", "gmail.com"),
            ("a@mailinator.com", "mailinator.com"),
            ("a@kayes.gouv.ml", ""),
            ("nonsense", "kayes.gouv.ml"),
        ],
    )
    def test_every_other_address_proves_nothing(self, address, domain):
        assert not domains.lies_in(address, domain)

    def test_a_look_alike_is_told_apart_from_a_stranger(self):
        assert domains.looks_like("a@kаyes.gouv.ml", "kayes.gouv.ml")
        assert domains.looks_like("a@kayes-gouv.ml", "kayes.gouv.ml")
        assert not domains.looks_like("a@bamako.ml", "kayes.gouv.ml")


class TestClaiming:
    def post(self, client, organisation, **data):
        return client.post(reverse("members:claim", args=[organisation.slug]), {"proof": "domain", **data})

    def test_a_mailbox_at_the_domain_makes_a_claim_that_waits_and_tells_each_facilitator_once(self, client, kayes):
        member, others = UserFactory(name="Awa"), [facilitator(), facilitator()]
        address = mailbox(member, "plan.kayes.gouv.ml")
        client.force_login(member)
        response = self.post(client, kayes, address=address, statement="I plan")
        claim = Claim.objects.get()
        assert response.url == kayes.get_absolute_url()
        assert (claim.state, claim.address, claim.address_domain) == (ClaimState.WAITING, address, "kayes.gouv.ml")
        assert not current(claim)
        owed = Mail.objects.filter(kind="claim.waiting")
        assert sorted(owed.values_list("recipient", flat=True)) == sorted(user.email for user in others)

    def test_a_second_claim_is_told_so_and_changes_nothing(self, client, kayes):
        member = UserFactory()
        claim = claim_of(member, kayes)
        client.force_login(member)
        response = self.post(client, kayes, address=claim.address)
        assert response.status_code == 422
        assert "One at a time is enough" in response.content.decode()
        assert Claim.objects.count() == 1

    @pytest.mark.parametrize(
        ("host", "words"),
        [
            ("gmail.com", "proves nothing"),
            ("bamako.example", "not at the organisation&#x27;s domain"),
            ("kayes-gouv.ml", "only looks like"),
            ("gouv.ml", "not at the organisation&#x27;s domain"),
        ],
    )
    def test_another_address_is_refused_with_a_reason_and_the_words_kept(self, client, kayes, host, words):
        member = UserFactory()
        address = mailbox(member, host)
        client.force_login(member)
        response = self.post(client, kayes, address=address, statement="I lead the planning")
        page = response.content.decode()
        assert response.status_code == 422
        assert words in page
        assert "I lead the planning" in page
        assert "I lead the planning" in client.get(reverse("members:claim", args=[kayes.slug])).content.decode()
        assert not Claim.objects.exists()

    def test_an_unverified_address_and_somebody_elses_are_no_choice(self, client, kayes):
        member = UserFactory()
        own, other = mailbox(member, "kayes.gouv.ml", verified=False), mailbox(UserFactory(), "kayes.gouv.ml")
        client.force_login(member)
        for address in (own, other):
            assert self.post(client, kayes, address=address).status_code == 422
        with pytest.raises(claims.NotAProof):
            claims.submit(member=member, organisation=kayes, proof=Proof.DOMAIN, address=other, now=clock.now())
        assert not Claim.objects.exists()

    def test_without_a_fitting_address_the_page_says_where_to_add_it(self, client, kayes):
        client.force_login(UserFactory())
        page = client.get(reverse("members:claim", args=[kayes.slug])).content.decode()
        assert reverse("account_email") in page

    @pytest.mark.parametrize(
        ("name", "content", "ending"),
        [
            ("letter.exe", b"%PDF-1.7 ...", "pdf"),
            ("letter.pdf", picture(), "png"),
            ("letter.png", picture("JPEG"), "jpg"),
        ],
        ids=["pdf", "png", "jpg"],
    )
    def test_a_document_is_kept_under_a_name_that_tells_nothing(
        self, client, kayes, private_folder, name, content, ending
    ):
        client.force_login(UserFactory())
        response = self.post(client, kayes, proof="document", document=SimpleUploadedFile(name, content))
        assert response.status_code == 302
        claim = Claim.objects.get()
        assert claim.document.name.startswith("claims/")
        assert claim.document.name.endswith(f".{ending}")
        assert "letter" not in claim.document.name.removeprefix("claims/")

    @pytest.mark.parametrize(
        "content", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"MZ", b"", b"%PDF-" + b"0" * 5 * 1024 * 1024]
    )
    def test_other_files_are_refused(self, client, kayes, content):
        client.force_login(UserFactory())
        response = self.post(client, kayes, proof="document", document=SimpleUploadedFile("letter.pdf", content))
        assert response.status_code == 422
        assert not Claim.objects.exists()

    def test_a_visitor_signs_in_and_an_unknown_organisation_is_not_found(self, client):
        address = reverse("members:claim", args=["nowhere"])
        assert client.get(address).status_code == 302
        client.force_login(UserFactory())
        assert client.get(address).status_code == 404


class TestDeciding:
    def test_approval_makes_a_badge_for_two_years_a_focal_point_and_a_place_in_the_profile(self, kayes):
        member, judge, now = UserFactory(), facilitator(), clock.now()
        claim = claims.approve(claim=claim_of(member, kayes), by=judge, now=now)
        member.profile.refresh_from_db()
        assert (claim.decided_by, claim.valid_until.year) == (judge, now.year + 2)
        assert current(claim)
        assert member.profile.organisation == kayes
        assert contact_posts.holders(organisation=kayes, role=ContactRole.FOCAL_POINT, now=now) == [member]
        assert Mail.objects.get(kind="claim.approved").recipient == member.email

    def test_the_second_speaker_does_not_take_the_role_from_the_first(self, kayes):
        first, second, judge = UserFactory(), UserFactory(), facilitator()
        for member in (first, second):
            claims.approve(claim=claim_of(member, kayes), by=judge, now=clock.now())
        assert ContactPost.objects.get().holder == first

    def test_a_proved_organisation_in_the_profile_is_not_replaced(self, kayes):
        member, other = UserFactory(), OrganisationFactory()
        claims.approve(claim=claim_of(member, other), by=facilitator(), now=clock.now())
        claims.approve(claim=claim_of(member, kayes), by=facilitator(), now=clock.now())
        member.profile.refresh_from_db()
        assert member.profile.organisation == other

    def test_nobody_decides_her_own_claim_and_no_member_decides_any(self, kayes):
        judge = facilitator()
        own = claim_of(judge, kayes)
        for user in (judge, UserFactory()):
            with pytest.raises(claims.NotYours):
                claims.approve(claim=own, by=user, now=clock.now())
        own.refresh_from_db()
        assert own.state == ClaimState.WAITING

    def test_a_proof_that_is_gone_by_then_is_not_approved(self, kayes):
        claim = claim_of(UserFactory(), kayes)
        EmailAddress.objects.filter(email=claim.address).delete()
        with pytest.raises(claims.NotAProof):
            claims.approve(claim=claim, by=facilitator(), now=clock.now())

    def test_each_step_happens_once(self, kayes):
        judge, now = facilitator(), clock.now()
        claim = claims.refuse(claim=claim_of(UserFactory(), kayes), by=judge, reason="No letterhead", now=now)
        for step in (claims.approve, claims.refuse, claims.revoke):
            with pytest.raises(claims.Decided):
                step(claim=claim, by=judge, now=now, **({} if step is claims.approve else {"reason": "x"}))
        with pytest.raises(claims.Decided):
            claims.withdraw(claim=claim, by=claim.member, now=now)
        assert Mail.objects.filter(kind="claim.refused").count() == 1

    @pytest.mark.parametrize("step", [claims.refuse, claims.revoke])
    def test_a_refusal_without_a_reason_is_none(self, kayes, step):
        made = claim_of if step is claims.refuse else approved
        claim = made(UserFactory(), kayes)
        with pytest.raises(claims.ClaimRefused):
            step(claim=claim, by=facilitator(), reason="  ", now=clock.now())

    def test_after_a_refusal_she_can_claim_again(self, kayes):
        member, now = UserFactory(), clock.now()
        claim = claims.refuse(claim=claim_of(member, kayes), by=facilitator(), reason="Unclear", now=now)
        again = claims.submit(member=member, organisation=kayes, proof=Proof.DOMAIN, address=claim.address, now=now)
        assert again.state == ClaimState.WAITING


class TestTheBadge:
    def test_it_falls_when_the_address_goes(self, kayes):
        claim = approved(UserFactory(), kayes)
        assert current(claim)
        EmailAddress.objects.filter(email=claim.address).update(verified=False)
        assert not current(claim)
        EmailAddress.objects.filter(email=claim.address).delete()
        assert not current(claim)

    def test_it_falls_when_the_organisations_domain_changes(self, kayes):
        claim = approved(UserFactory(), kayes)
        kayes.domain = "kayes.example"
        kayes.save()
        assert not current(claim)

    def test_it_falls_when_the_account_closes(self, kayes):
        claim = approved(UserFactory(), kayes)
        claim.member.is_active = False
        claim.member.save()
        assert not current(claim)

    def test_it_falls_after_its_term_and_can_be_claimed_anew(self, kayes):
        claim = approved(UserFactory(), kayes)
        assert current(claim, days=728)
        assert not current(claim, days=731)
        later = clock.now() + timedelta(days=731)
        again = claims.submit(
            member=claim.member, organisation=kayes, proof=Proof.DOMAIN, address=claim.address, now=later
        )
        claim.refresh_from_db()
        assert (claim.state, again.state) == (ClaimState.LAPSED, ClaimState.WAITING)

    def test_a_document_needs_no_address(self, kayes):
        claim = approved(UserFactory(), kayes, proof=Proof.DOCUMENT)
        kayes.domain = ""
        kayes.save()
        assert current(claim)

    def test_revoking_takes_it_and_empties_her_roles_so_that_messages_reach_the_others(self, client, kayes):
        holder, other, now = UserFactory(), UserFactory(), clock.now()
        claim = claims.approve(claim=claim_of(holder, kayes), by=facilitator(), now=now)
        approved(other, kayes)
        claims.revoke(claim=claim, by=facilitator(), reason="Left the office", now=now)
        assert not current(claim)
        assert ContactPost.objects.get().holder is None
        assert contact_posts.holders(organisation=kayes, role=ContactRole.FOCAL_POINT, now=now) == [other]
        assert "Verified authority" in client.get(kayes.get_absolute_url()).content.decode()

    def test_who_gives_it_up_holds_nothing_more(self, client, kayes):
        member = UserFactory()
        claim = claims.approve(claim=claim_of(member, kayes), by=facilitator(), now=clock.now())
        client.force_login(UserFactory())
        address = reverse("members:claim_withdraw", args=[claim.pk])
        assert client.post(address).status_code == 404
        client.force_login(member)
        client.post(address)
        claim.refresh_from_db()
        assert claim.state == ClaimState.WITHDRAWN
        assert contact_posts.holders(organisation=kayes, role=ContactRole.FOCAL_POINT, now=clock.now()) == []
        assert client.get(address).status_code == 405


class TestMails:
    def sent(self, kind):
        mail = Mail.objects.get(kind=kind)
        from community.outbox import renderers

        return renderers.render(mail, now=clock.now())

    def test_each_says_what_happened_and_why(self, kayes):
        member, judge, now = UserFactory(name="Awa"), facilitator(), clock.now()
        address = mailbox(member, "kayes.gouv.ml")
        claim = claims.submit(member=member, organisation=kayes, proof=Proof.DOMAIN, address=address, now=now)
        waiting = self.sent("claim.waiting")
        assert "Awa" in waiting.text
        assert reverse("verification:detail", args=[claim.pk]) in waiting.text
        assert address not in waiting.text + waiting.html
        claims.approve(claim=claim, by=judge, now=now)
        letter = self.sent("claim.approved")
        assert letter.subject == "You speak for Kayes"
        assert kayes.get_absolute_url() in letter.html
        assert self.sent("claim.waiting") is None
        claims.revoke(claim=claim, by=judge, reason="She left", now=now)
        assert "She left" in self.sent("claim.revoked").text
        assert self.sent("claim.approved") is None

    def test_a_claim_about_to_lapse_is_told_once(self, kayes, monkeypatch):
        soon = approved(UserFactory(), kayes, valid_until=clock.now() + timedelta(days=29))
        approved(UserFactory(), OrganisationFactory(), valid_until=clock.now() + timedelta(days=31))
        assert keep_claims()["reminded"] == 1
        assert keep_claims()["reminded"] == 0
        assert Mail.objects.get(kind="claim.lapsing").recipient == soon.member.email
        assert "ends soon" in self.sent("claim.lapsing").subject

    def test_they_leave_through_the_outbox(self, kayes, mailoutbox):
        claims.refuse(claim=claim_of(UserFactory(), kayes), by=facilitator(), reason="No", now=clock.now())
        delivery.deliver_due(now=clock.now())
        assert [mail.subject for mail in mailoutbox] == ["Your claim on Kayes was refused"]


def test_the_schedule_closes_what_ended_and_empties_roles(kayes):
    member, now = UserFactory(), clock.now()
    approved(member, kayes, valid_until=now - timedelta(days=1))
    ContactPost.objects.create(organisation=kayes, role=ContactRole.PRESS, holder=member, since=now)
    assert keep_claims() == {"reminded": 0, "lapsed": 1, "vacated": 1}
    assert keep_claims() == {"reminded": 0, "lapsed": 0, "vacated": 0}


def test_documents_go_ninety_days_after_the_decision(kayes, private_folder, django_capture_on_commit_callbacks):
    now = clock.now()
    for days in (89, 91):
        claim = claims.submit(
            member=UserFactory(),
            organisation=kayes,
            proof=Proof.DOCUMENT,
            document=SimpleUploadedFile("a.pdf", b"%PDF-1.7"),
            now=now,
        )
        claims.refuse(claim=claim, by=facilitator(), reason="No", now=now - timedelta(days=days))
    assert len(list((private_folder / "claims").iterdir())) == 2
    with django_capture_on_commit_callbacks(execute=True):
        call_command("retention", stdout=StringIO())
    assert len(list((private_folder / "claims").iterdir())) == 1
    assert Claim.objects.exclude(document="").count() == 1
    assert Claim.objects.filter(state=ClaimState.REFUSED).count() == 2


def test_what_was_decided_is_kept_line_by_line(kayes, client):
    first, second = facilitator(name="First Judge"), facilitator(name="Second Judge")
    claim, now = claim_of(UserFactory(), kayes), clock.now()
    claims.approve(claim=claim, by=first, now=now)
    claims.revoke(claim=claim, by=second, reason="She changed office.", now=now + timedelta(days=1))
    told = [(row.state, row.by, row.at, row.reason) for row in claim.decisions.all()]
    assert told == [
        (ClaimState.APPROVED, first, now, ""),
        (ClaimState.REVOKED, second, now + timedelta(days=1), "She changed office."),
    ]
    client.force_login(facilitator())
    editorial.appoint(homes=[pages.home()])
    page = client.get(reverse("verification:detail", args=[claim.pk])).content.decode()
    assert "First Judge" in page
    assert "Second Judge" in page


def test_a_withdrawal_and_a_lapse_are_lines_too(kayes):
    withdrawn, lapsing = approved(UserFactory(), kayes), approved(UserFactory(), kayes)
    claims.withdraw(claim=withdrawn, by=withdrawn.member, now=clock.now())
    assert claims.lapse(now=clock.now() + timedelta(days=800)) == 1
    assert [row.state for row in withdrawn.decisions.all()] == [ClaimState.WITHDRAWN]
    assert [(row.state, row.by) for row in lapsing.decisions.all()] == [(ClaimState.LAPSED, None)]


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photographed_letter_keeps_neither_place_nor_device(kayes, private_folder, kind):
    out, exif = BytesIO(), Image.Exif()
    exif[0x0110] = "zqxcamera"
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (8, 8), "white").save(out, kind, exif=exif)
    assert b"zqxcamera" in out.getvalue()
    claim = claims.submit(
        member=UserFactory(),
        organisation=kayes,
        proof=Proof.DOCUMENT,
        document=SimpleUploadedFile("letter", out.getvalue()),
        now=clock.now(),
    )
    with claim.document.open() as kept:
        content = kept.read()
    assert b"zqxcamera" not in content
    with Image.open(BytesIO(content)) as picture:
        assert (picture.size, picture.format, dict(picture.getexif())) == ((8, 8), kind, {})


def test_a_picture_of_too_many_pixels_is_refused_for_that_reason(kayes, monkeypatch):
    monkeypatch.setattr(documents, "MOST_PIXELS", 63)
    with pytest.raises(ValidationError, match="40 megapixels"):
        documents.kind_of(SimpleUploadedFile("letter.png", picture()))
