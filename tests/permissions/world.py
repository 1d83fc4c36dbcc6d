"""A small world with one of everything, and one person of each role."""

from datetime import timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile

from community.contacts.models import Block
from community.discussions.models import Post, Thread
from community.groups.models import GroupFile, Membership
from community.members.enums import Audience, ClaimState, Proof, RoleGroup
from community.members.models import Claim, OrganisationTie
from community.moderation.contributions import find
from community.moderation.services import flags
from community.personal_data import packing
from community.personal_data.models import Archive
from community.territories.models import Corridor
from foundation import clock
from home.models import HomePage, PlainPage
from home.practices import attached
from home.practices.models import CollectionPage
from home.reviews.models import Review, Round
from home.services import editorial
from tests.factories import (
    briefs,
    calls,
    comments,
    consultations,
    desk,
    discussions,
    ediscussions,
    events,
    library,
    pages,
    stories,
    submissions,
)
from tests.factories.contacts import message, reachable, to_organisation
from tests.factories.groups import group, inside, private_group
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.taxonomy import CountryFactory, TerritoryFactory

ROLES = (
    "visitor",
    "member",
    "focal point",
    "group member",
    "organiser",
    "facilitator",
    "editor",
    "administrator",
    "facilitator without factor",
    "editor without factor",
    "administrator without factor",
)


class World:
    """People and things; everything that has an author belongs to `owner`, who plays no role."""

    def __init__(self) -> None:
        now = clock.now()
        self.owner = UserFactory(name="Owner", open_to=Audience.MEMBERS)
        self.closed = UserFactory(name="Closed")
        self.people: dict[str, Any] = {
            "visitor": AnonymousUser(),
            "member": UserFactory(),
            "focal point": UserFactory(),
            "group member": UserFactory(),
            "organiser": UserFactory(role=RoleGroup.ORGANISERS),
            "facilitator": UserFactory(role=RoleGroup.FACILITATORS),
            "editor": UserFactory(role=RoleGroup.EDITORS),
            "administrator": UserFactory(is_superuser=True, is_staff=True),
            "facilitator without factor": UserFactory(role=RoleGroup.FACILITATORS, second_factor=False),
            "editor without factor": UserFactory(role=RoleGroup.EDITORS, second_factor=False),
            "administrator without factor": UserFactory(is_superuser=True, is_staff=True, second_factor=False),
        }
        self._pages()
        self._discussions()
        self._proposals()
        self._exchange()
        self._reviews()
        self._organisations(now)
        self._groups()
        self._members(now)
        self.call = calls.call(owner=self.people["facilitator"])
        self.answer = calls.handed_in(self.call, self.owner)
        self.item = library.public(self.owner)
        self.proposal = library.proposed(self.owner, document=library.PDF)
        self.archive = Archive.objects.create(member=self.owner, wanted_at=now)
        packing.make(archive_id=self.archive.pk, now=now)

    def _members(self, now: Any) -> None:
        self.message = message(self.owner, reachable())
        self.letter = to_organisation(self.organisation, self.owner)
        case, recipient = find("message", self.message.pk), self.message.conversation.recipient
        flags.flag(case=case, reporter=recipient, reason="other", note="", now=now)
        self.block = Block.objects.create(blocker=self.closed, blocked=self.owner, created_at=now)
        self.session = UserSession.objects.create(
            user=self.owner, ip="192.0.2.1", session_key="of-the-owner", user_agent="test"
        )
        for user in (self.owner, self.closed):
            user.profile.photograph.save("face.jpg", ContentFile(b"picture"))
        self.theme = stories.theme()

    def _pages(self) -> None:
        self.paper = attached.keep("pdf", ContentFile(library.PDF), title="The act")
        paper = {"document": self.paper, "title": "The act"}
        self.story = stories.story(title="A story", documents=[("document", paper)])
        self.draft = stories.story(title="A draft", live=False)
        self.brief = stories.brief(title="A brief")
        self.collection = pages.child(
            stories.index(), CollectionPage, title="A collection", slug="a-collection", note="Look."
        )
        self.submission = submissions.draft(self.owner)
        self.draft_paper = submissions.with_document(self.submission)
        self.joint = briefs.joint(title="A submission")
        home = pages.home()
        self.plain = pages.child(home, PlainPage, title="Charter", slug="charter")
        editorial.appoint(homes=list(HomePage.objects.all()))
        self.comment = comments.comment(self.story, author=self.owner)

    def _discussions(self) -> None:
        self.thread = discussions.thread(author=self.owner)
        self.post = discussions.post(self.thread, author=self.owner, text="An answer.")
        self.hidden = discussions.post(self.thread, author=self.owner, text="Words to be hidden.")
        Post.objects.filter(pk=self.hidden.pk).update(state="hidden")
        self.held = discussions.post(self.thread, author=self.owner, text="Words that wait.")
        Post.objects.filter(pk=self.held.pk).update(state="held")
        self.held_thread = discussions.thread(author=self.owner)
        Thread.objects.filter(pk=self.held_thread.pk).update(is_held=True)
        self.members_thread = discussions.thread(space=discussions.members_space(), author=self.owner)
        maker = UserFactory(name="Maker", role=RoleGroup.FACILITATORS)
        self.ediscussion = ediscussions.discussion(leader=maker, facilitators=[self.owner])
        self.summary = ediscussions.summary(self.ediscussion)
        ediscussions.form(self.ediscussion)
        ediscussions.handed_in(self.ediscussion)
        self.submitted = ediscussions.handed_in(self.ediscussion, is_confidential=True)

    def _proposals(self) -> None:
        keeper = UserFactory(role=RoleGroup.FACILITATORS)
        self.proposal_draft = consultations.draft(by=keeper)
        self.consultation = consultations.opened(by=keeper)
        self.statement = consultations.statement(self.consultation, self.owner)
        self.question = desk.question(self.owner)
        answered = desk.question(self.owner, consent="unnamed")
        desk.answered(answered, keeper)
        self.published_answer = desk.published(answered)

    def _reviews(self) -> None:
        row = submissions.sent(UserFactory(name="Author"))
        self.round = Round.objects.open().get(page=row.story_id)
        # Nobody who is asked plays a role: the cells ask what a role may do, not what a reviewer may.
        self.round.reviews.all().delete()
        self.review = Review.objects.create(
            round=self.round,
            reviewer=self.owner,
            state="accepted",
            proposed_at=self.round.opened_at,
            due_on=self.round.opened_at.date(),
        )

    def _exchange(self) -> None:
        self.exchange = events.exchange(capacity=5)
        events.registered(self.exchange, self.owner)

    def _groups(self) -> None:
        inside_member = self.people["group member"]
        self.groups = {
            kind: group(kind=kind, facilitator=self.owner, joining="request") for kind in ("public", "restricted")
        }
        self.groups["private"] = private_group(facilitator=self.owner)
        for each in self.groups.values():
            inside(each, inside_member)
        space = discussions.SpaceFactory(slug="inside", group=self.groups["private"], audience="group")
        self.group_thread = discussions.thread(space=space, author=self.owner)
        self.group_post = discussions.post(self.group_thread, author=self.owner, text="Among us.")
        self.seat = Membership.objects.get(group=self.groups["private"], member=inside(self.groups["private"]))
        self.file = GroupFile.objects.create(
            group=self.groups["private"],
            title="Plan",
            file=ContentFile(b"%PDF", "plan.pdf"),
            kind="pdf",
            size=4,
            uploader=self.owner,
            created_at=clock.now(),
        )

    def _organisations(self, now: Any) -> None:
        self.territory = TerritoryFactory()
        self.organisation = OrganisationFactory(domain="kayes.example")
        self.network = OrganisationFactory()
        self.tie = OrganisationTie.objects.create(source=self.network, target=self.organisation, kind="belongs")
        country = CountryFactory()
        self.corridor = Corridor.objects.create(origin=country, residence=CountryFactory(), basis="stated")
        document = {"proof": Proof.DOCUMENT, "organisation": self.organisation, "created_at": now}
        self.claim = Claim.objects.create(member=self.owner, **document)
        self.joint.endorsements.create(organisation=self.organisation, endorsed_at=now)
        self.claim.document.save("proof.pdf", ContentFile(b"%PDF"))
        Claim.objects.create(
            member=self.people["focal point"],
            state=ClaimState.APPROVED,
            valid_until=now + timedelta(days=30),
            decided_at=now,
            **document,
        )
