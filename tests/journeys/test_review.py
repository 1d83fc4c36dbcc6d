"""Two people read a practice before it is public: asked by mail, no conflict, accepted twice."""

from tests.journeys.running_site import link_in, wait_for
from tests.journeys.test_share import begins, fills_in


def sends_a_practice(someone, login):
    member = someone()
    begins(member, login)
    title = member.page.input_value("[name=title]")
    fills_in(member)
    member.clicks("Send to the reviewers")
    return member, title


def asked(site, title):
    """The mails that ask for a review of this text, by address."""
    subject = f"Will you review “{title}”"
    return {str(letter["To"]): letter for letter in site.all_mails() if subject in str(letter["Subject"])}


def reviews(person, letter):
    """Declare, read, accept."""
    login = str(letter["To"]).partition("@")[0]
    path = link_in(letter, "/reviews/").removeprefix(person.site.url)
    person.signs_in(login, to=path)
    assert not person.reads("Words about a desk.")
    person.clicks("I have no conflict of interest: open the text")
    assert person.reads("Words about a desk.")
    person.page.locator("[name=verdict][value=approve]").check()
    person.page.fill("[name=reason]", "Clear and honest.")
    person.clicks("Give the verdict")
    assert person.reads("Your verdict is given.")


def test_two_reviewers_accept_a_practice_and_everybody_reads_it(someone, logins):
    member, title = sends_a_practice(someone, next(logins))
    letters = wait_for("two mails that ask", lambda: len(found := asked(member.site, title)) == 2 and found)
    first, second = letters.values()
    reviews(someone(), first)
    member.page.reload()
    assert member.reads("In review")
    reviews(someone(), second)
    member.page.reload()
    member.looks()
    assert member.reads("Public")
    assert member.reads("Clear and honest.")
    visitor = someone()
    visitor.goes_to("/en/practices/")
    visitor.clicks(title, role="link")
    assert visitor.reads("Words about a desk.")
