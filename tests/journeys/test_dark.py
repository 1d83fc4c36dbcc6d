"""The same in dark colours: whoever's machine asks for them, and whoever chose them here."""

DARK = "rgb => rgb.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3"
BACKGROUND = "() => getComputedStyle(document.body).backgroundColor"


def is_dark(person):
    """Say whether the page's ground is darker than its text."""
    ground = person.page.evaluate(f"({DARK})(({BACKGROUND})())")
    return ground < 80


def test_a_member_reads_comments_and_registers_in_dark_colours(someone, logins):
    member = someone(dark=True)
    exchange = "/en/exchanges/help-desk-more-than-a-sign/"
    for path in (
        "/en/",
        "/en/practices/",
        "/en/practices/kayes-codevelopment-memory/",
        "/en/briefs/building-partnerships/",
        "/en/discussions/",
        "/en/exchanges/",
        "/en/organisations/",
        "/en/search/?q=Kayes",
        "/en/practices/never-was/",
    ):
        member.goes_to(path)
        assert is_dark(member), path
    member.signs_in(next(logins), to=exchange)
    assert is_dark(member)
    member.page.fill("#reply textarea", "Will it be recorded?")
    member.sends("#reply form")
    assert member.reads("Will it be recorded?")
    for path in (f"{exchange}register/", "/en/me/", "/en/me/profile/", "/en/me/digests/", "/en/me/data/"):
        member.goes_to(path)
        assert is_dark(member), path


def test_a_reader_chooses_dark_colours_here(someone):
    reader = someone()
    reader.goes_to("/en/display/")
    assert not is_dark(reader)
    reader.page.locator("input[name=colours][value=dark]").check()
    reader.sends()
    reader.goes_to("/en/")
    assert is_dark(reader)
