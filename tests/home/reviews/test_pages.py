"""Reviews as people meet them: the queue, the declaration, the text, the verdict; nothing typed is lost."""

import pytest
from django.core import mail as outbox
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.members.enums import RoleGroup
from community.outbox import delivery
from foundation import clock
from home.practices.models import StoryPage
from home.reviews.enums import ReviewState
from home.reviews.forms import remark_name
from home.reviews.models import Remark, Review, Round
from home.submissions.enums import State
from home.submissions.models import Submission
from home.submissions.services import drafts, sending
from tests.factories import reviews, submissions
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


def deliver():
    while delivery.deliver_due(now=clock.now()):
        pass
    return outbox.outbox


def asked(round_, member):
    return Review.objects.get(round=round_, reviewer=member)


def test_who_is_asked_gets_a_mail_that_leads_to_the_declaration():
    _row, round_, people = reviews.waiting()
    letters = [letter for letter in deliver() if letter.to == [people[0].email]]
    assert [letter.subject for letter in letters] == ["Will you review “A desk for newcomers”?"]
    for text in (letters[0].body, letters[0].alternatives[0][0]):
        assert "First say whether you have a conflict of interest." in text
        assert f"/reviews/{asked(round_, people[0]).pk}/declare/" in text
    assert sorted(letter.to[0] for letter in deliver() if "Will you review" in letter.subject) == sorted(
        person.email for person in people[:2]
    )


def test_the_text_is_not_found_before_the_declaration_and_open_after_it(client):
    row, round_, people = reviews.waiting()
    review = asked(round_, people[0])
    client.force_login(people[0])
    here = reverse("reviews:review", args=[review.pk])
    text = reverse("reviews:text", args=[review.pk])
    assert client.get(here).status_code == client.get(text).status_code == 404
    page = client.get(reverse("reviews:declare", args=[review.pk])).content.decode()
    assert row.author.name in page
    assert "Many doors." not in page
    answer = client.post(reverse("reviews:declare", args=[review.pk]), {"conflict": "no"})
    assert answer["Location"] == here
    assert "Many doors." in client.get(here).content.decode()
    assert "Many doors." in client.get(text).content.decode()
    assert Submission.objects.get(pk=row.pk).state == State.IN_REVIEW


def test_a_declaration_without_an_answer_is_asked_again(client):
    _row, round_, people = reviews.waiting()
    client.force_login(people[0])
    answer = client.post(reverse("reviews:declare", args=[asked(round_, people[0]).pk]))
    assert answer.status_code == 422
    assert "Choose one of the two." in answer.content.decode()


def test_a_conflict_closes_the_door_and_asks_the_next(client):
    _row, round_, people = reviews.waiting()
    review = asked(round_, people[0])
    client.force_login(people[0])
    client.post(reverse("reviews:declare", args=[review.pk]), {"conflict": "yes"})
    assert client.get(reverse("reviews:declare", args=[review.pk])).status_code == 404
    assert asked(round_, people[2]).state == ReviewState.PROPOSED


@pytest.mark.parametrize("who", ["author", "other", "stranger"])
def test_a_review_is_its_reviewers_alone(client, who):
    row, round_, people = reviews.waiting()
    review = reviews.accepted(round_, people[0])
    client.force_login({"author": row.author, "other": people[1], "stranger": UserFactory()}[who])
    for name in ("review", "declare", "text"):
        assert client.get(reverse(f"reviews:{name}", args=[review.pk])).status_code == 404
    answer = client.post(reverse("reviews:review", args=[review.pk]), {"go": "send", "verdict": "approve"})
    assert answer.status_code == 404


def test_notes_and_remarks_are_kept_for_later_and_again_when_something_is_wrong(client):
    _row, round_, people = reviews.waiting()
    review = reviews.accepted(round_, people[0])
    client.force_login(people[0])
    here = reverse("reviews:review", args=[review.pk])
    typed = {remark_name("challenge", 0): "Which doors?", "note-honest": "Mostly."}
    assert client.post(here, {"go": "keep", **typed})["Location"] == here
    page = client.get(here).content.decode()
    assert "Which doors?" in page
    assert "Mostly." in page
    answer = client.post(here, {"go": "send", "verdict": "changes", **typed, "note-clear": "Very."})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.count("Say why: the authors need it to go on.") == 2
    for text in ("Which doors?", "Mostly.", "Very.", 'href="#id_reason"'):
        assert text in page


def test_what_was_typed_survives_the_end_of_the_session(client):
    _row, round_, people = reviews.waiting()
    review = reviews.accepted(round_, people[0])
    here = reverse("reviews:review", args=[review.pk])
    answer = client.post(here, {"go": "send", "verdict": "changes", "reason": "A long reason that took an evening."})
    assert "A long reason that took an evening." in answer.content.decode()


def test_two_verdicts_by_the_pages_make_a_story_public(client):
    row, round_, people = reviews.waiting()
    for person in people[:2]:
        review = reviews.accepted(round_, person)
        client.force_login(person)
        client.post(reverse("reviews:review", args=[review.pk]), {"go": "send", "verdict": "approve"})
    assert StoryPage.objects.get(pk=row.story_id).live
    assert client.get("/en/practices/a-desk-for-newcomers/").status_code == 200


def test_what_changed_since_the_last_round_is_marked(client):
    row, round_, people = reviews.waiting()
    for person in people[:2]:
        reviews.says(round_, person, "changes")
    row = Submission.objects.get(pk=row.pk)
    drafts.write(
        submission=row,
        by=row.author,
        base=None,
        change=lambda story: setattr(story, "challenge", "<p>Many closed doors.</p>"),
        now=clock.now(),
    )
    sending.send(submission=row, by=row.author, now=clock.now())
    again = Round.objects.open().get(page=row.story_id)
    review = reviews.accepted(again, again.reviews.first().reviewer)
    client.force_login(review.reviewer)
    page = client.get(reverse("reviews:review", args=[review.pk])).content.decode()
    assert "Many <ins>closed </ins>doors." in page or "Many<ins> closed</ins> doors." in page
    assert "What is new is underlined" in page


def test_a_hidden_partner_is_hidden_from_reviewers_too(client):
    def hide(story):
        submissions.fill(story)
        partner = {"name": "A secret bank", "role": "lead", "brought": "Money.", "hidden": True}
        story.partners = [("partner", partner)]

    reviews.house()
    person = reviews.reviewer()
    row = submissions.complete()
    drafts.write(submission=row, by=row.author, base=None, change=hide, now=clock.now())
    sending.send(submission=row, by=row.author, now=clock.now())
    review = reviews.accepted(Round.objects.open().get(page=row.story_id), person)
    client.force_login(person)
    page = client.get(reverse("reviews:review", args=[review.pk])).content.decode()
    assert "Money." in page
    assert "A secret bank" not in page


def test_authors_and_colleagues_are_never_asked():
    author, colleague = submissions.colleagues()
    colleague.profile.is_expert = True
    colleague.profile.save()
    row, round_, people = reviews.waiting(author, reviewers=0)
    assert not round_.reviews.exists()
    assert people == []
    assert row.state == State.SUBMITTED


def test_an_author_who_left_her_organisation_still_cannot_review_it():
    from home.reviews import candidates

    author = reviews.reviewer()
    _row, round_, people = reviews.waiting(author, reviewers=1)
    author.profile.organisation = None
    author.profile.save()
    assert list(candidates.eligible(Round.objects.for_listing().get(pk=round_.pk))) == people


def test_who_knows_the_theme_and_the_language_comes_before_who_does_not():
    from home.reviews import candidates
    from tests.factories import stories
    from tests.factories.taxonomy import TermFactory

    _row, round_, people = reviews.waiting()
    expert = UserFactory(profile__is_expert=True)
    expert.profile.themes.add(stories.theme())
    expert.profile.languages.add(TermFactory(vocabulary="languages", slug="en"))
    UserFactory(profile__is_expert=True)
    found = candidates.ranked(Round.objects.for_listing().get(pk=round_.pk), most=9)
    assert [candidate.member for candidate in found] == [expert, people[2]]
    assert found[0].reasons == [
        "works on remittances in English",
        "works in the language of the text",
        "0 open reviews",
    ]


def test_a_facilitator_asks_somebody_and_somebody_else_instead(client):
    _row, round_, people = reviews.waiting(reviewers=4)
    client.force_login(people[3])
    here = reverse("reviews:arrange", args=[round_.pk])
    assert people[2].name in client.get(here).content.decode()
    answer = client.post(
        reverse("reviews:assign", args=[round_.pk]),
        {"address": people[2].email, "instead_of": asked(round_, people[0]).pk},
    )
    assert answer["Location"] == here
    assert asked(round_, people[0]).state == ReviewState.RELEASED
    assert asked(round_, people[2]).asked_by == people[3]


def test_an_author_is_refused_as_a_reviewer_with_a_reason(client):
    author = reviews.reviewer()
    _row, round_, people = reviews.waiting(author, reviewers=1)
    client.force_login(people[0])
    answer = client.post(reverse("reviews:assign", args=[round_.pk]), {"address": author.email})
    assert answer.status_code == 422
    assert "This person cannot review it" in answer.content.decode()
    assert f'value="{author.email}"' in answer.content.decode()
    client.force_login(author)
    assert client.get(reverse("reviews:arrange", args=[round_.pk])).status_code == 404
    assert client.post(reverse("reviews:claim", args=[round_.pk])).status_code == 404


def test_a_text_that_misses_a_reviewer_can_be_taken_once(client):
    reviews.house()
    row = submissions.sent()
    round_ = Round.objects.open().get(page=row.story_id)
    editor = UserFactory(role=RoleGroup.EDITORS)
    client.force_login(editor)
    assert "Take it" in client.get(reverse("reviews:index")).content.decode()
    first = client.post(reverse("reviews:claim", args=[round_.pk]))
    second = client.post(reverse("reviews:claim", args=[round_.pk]))
    assert first["Location"] == second["Location"] == asked(round_, editor).get_absolute_url()


def test_the_queue_costs_the_same_for_one_and_for_three(client):
    _row, _round, people = reviews.waiting()
    client.force_login(people[2])
    client.get(reverse("reviews:index"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("reviews:index"))
    for _number in range(2):
        submissions.sent()
    with CaptureQueriesContext(connection) as three:
        page = client.get(reverse("reviews:index")).content.decode()
    assert page.count("/reviews/rounds/") == 3
    assert len(three) <= len(one)


def test_a_remark_is_kept_with_its_paragraph():
    _row, round_, people = reviews.waiting()
    reviews.says(round_, people[0], "changes", remarks={("challenge", 0): "Which?", ("challenge", 9): "Nowhere."})
    remark = Remark.objects.get()
    assert (remark.paragraph, remark.text) == ("Many doors.", "Which?")


def test_paragraphs_are_the_same_whoever_reads_them_in_any_language():
    from django.utils import translation

    from home.reviews.paragraphs import parts_of
    from tests.factories.taxonomy import TermFactory

    TermFactory(vocabulary="partner_roles", slug="lead")
    _row, round_, _people = reviews.waiting()
    found = []
    for language in ("en", "ar"):
        with translation.override(language):
            found.append([part.paragraphs for part in parts_of(round_.revision.as_object())])
    assert found[0] == found[1]
    assert ("The town. lead in English. The room.",) in found[0]


def test_a_members_page_leads_to_her_reviews(client):
    _row, round_, people = reviews.waiting()
    client.force_login(people[0])
    assert asked(round_, people[0]).get_absolute_url() in client.get("/en/me/").content.decode()


def test_the_site_asks_no_two_experts_without_a_facilitator_or_an_editor():
    from tests.factories import stories

    experts = [UserFactory(profile__is_expert=True) for _number in range(2)]
    for expert in experts:
        expert.profile.themes.add(stories.theme())
    _row, round_, _people = reviews.waiting(reviewers=0)
    assert [review.reviewer for review in round_.reviews.all()] == [experts[0]]
    _row, round_, people = reviews.waiting(reviewers=1)
    assert {review.reviewer for review in round_.reviews.all()} == {experts[1], people[0]}


def test_an_expert_takes_nothing_from_the_queue_herself(client):
    _row, round_, _people = reviews.waiting(reviewers=0)
    client.force_login(UserFactory(profile__is_expert=True))
    assert "A desk for newcomers" not in client.get(reverse("reviews:index")).content.decode()
    assert client.post(reverse("reviews:claim", args=[round_.pk])).status_code == 404


def test_a_new_version_is_compared_with_the_public_one_which_stays_meanwhile(client):
    row, round_, people = reviews.waiting()
    for person in people[:2]:
        reviews.says(round_, person, "approve")
    new = drafts.revise(story=StoryPage.objects.get(pk=row.story_id), by=row.author, now=clock.now())
    drafts.write(
        submission=new,
        by=row.author,
        base=None,
        change=lambda story: setattr(story, "lessons", [("lesson", "Ask first.")]),
        now=clock.now(),
    )
    Submission.objects.filter(pk=new.pk).update(nobody_named=True, rights_held=True, partners_agree=True)
    sending.send(submission=Submission.objects.get(pk=new.pk), by=row.author, now=clock.now())
    again = Round.objects.open().get(page=row.story_id)
    review = reviews.accepted(again, again.reviews.first().reviewer)
    client.force_login(review.reviewer)
    page = client.get(reverse("reviews:review", args=[review.pk])).content.decode()
    assert "<ins>Ask first.</ins>" in page
    assert "<ins>Many doors." not in page
    assert "Ask first." not in client.get("/en/practices/a-desk-for-newcomers/").content.decode()


def test_the_pages_of_a_round_cost_the_same_for_one_and_for_three(client):
    _row, round_, people = reviews.waiting(reviewers=3)
    pages = [reverse("reviews:arrange", args=[round_.pk]), reverse("reviews:history", args=[round_.page_id])]
    client.force_login(people[2])

    def costs():
        found = []
        for page in pages:
            with CaptureQueriesContext(connection) as spent:
                client.get(page)
            found.append(len(spent))
        return found

    costs()
    one = costs()
    for verdict, person in zip(("approve", "changes"), people, strict=False):
        reviews.says(round_, person, verdict)
    for _number in range(3):
        reviews.reviewer()
    assert [after <= before for before, after in zip(one, costs(), strict=True)] == [True, True]
