"""The weekly digest: chosen, received, stopped with one request, and never twice."""

import json
import signal
import urllib.error
import urllib.request
from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from tests.journeys.held_mail import HOLD
from tests.journeys.preparation import READERS
from tests.journeys.running_site import text_of, wait_for

DAY = 24 * 60 * 60
THEME = "capacity-building"


def test_a_member_gets_her_digest_and_stops_it_with_one_post(someone, running_site, logins):
    writer, reader = someone(), someone()
    title = f"Which training did people finish? {uuid4().hex[:8]}"
    writer.signs_in(next(logins), to="/en/discussions/new/")
    writer.page.fill("input[name=title]", title)
    writer.page.fill("textarea[name=text]", "Ours was too long.")
    writer.page.locator(f"input[name=themes][value={THEME}]").check()
    writer.page.select_option("select[name=space]", index=1)
    writer.opens_thread()

    tomorrow = (datetime.now(UTC) + timedelta(days=1)).weekday()
    address = reader.signs_in(next(logins), to="/en/me/digests/")
    assert reader.reads("No digest comes.")
    reader.page.locator("input[name=frequency][value=weekly]").check()
    reader.page.select_option("select[name=weekday]", str(tomorrow))
    reader.page.select_option("select[name=hour]", "0")
    reader.page.locator(f"input[name=themes][value={THEME}]").check()
    reader.sends()
    assert reader.reads("You get one message a week")

    running_site.manage("send_due")
    assert running_site.mails(address) == [], "her day has not come"
    running_site.manage("send_due", TIME_OFFSET=str(DAY))
    (mail,) = running_site.mails(address)
    text, html = text_of(mail), text_of(mail, "html")
    assert title in text
    assert title in html
    assert "You chose one message a week on: Capacity building." in " ".join(text.split())
    assert "Capacity building" in html
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Content-Language"] == "en"
    one_click = mail["List-Unsubscribe"].strip(" <>")
    assert one_click.startswith(running_site.url)

    reader.goes_to(one_click.removeprefix(running_site.url))
    assert reader.reads("Stop the digest?")
    reader.goes_to("/en/me/digests/")
    assert reader.reads("You get one message a week"), "looking stops nothing"
    # As a mail programme does it: no cookies, no token but the address itself.
    request = urllib.request.Request(one_click, data=b"List-Unsubscribe=One-Click", method="POST")
    with urllib.request.urlopen(request, timeout=30) as response:
        assert response.status == 200
        assert "The digest is stopped" in response.read().decode()
    reader.goes_to("/en/me/digests/")
    assert reader.reads("No digest comes.")
    reader.goes_to(one_click.removeprefix(running_site.url))
    assert reader.reads("Your digest is stopped already.")
    running_site.manage("send_due", TIME_OFFSET=str(8 * DAY))
    assert len(running_site.mails(address)) == 1


def test_a_worker_killed_in_the_middle_leaves_nobody_without_and_nobody_with_two(running_site):
    site = running_site
    addresses = {f"{login}@demo.example" for login in READERS}

    def got():
        return [mail for mail in site.all_mails() if mail["To"] in addresses]

    def states():
        return json.loads(site.shell("from tests.journeys import preparation; preparation.states_of_readers()"))

    site.manage("send_due")
    hold = site.data_dir / HOLD
    hold.write_text(str(len(site.all_mails()) + 10))
    try:
        site.shell("from tests.journeys import preparation; preparation.owe_readers()")
        wait_for("the worker to be in the middle", lambda: len(got()) >= 10)
    finally:
        site.stop("worker", signal.SIGKILL)
        hold.unlink()
        site.start_worker(TIME_OFFSET="300")  # later than the lease of the dead worker's claim
    assert wait_for("the rest of the digests", lambda: {mail["To"] for mail in got()} == addresses)
    assert wait_for("the last record", lambda: states() == {"sent": len(addresses)})
    site.stop("worker")
    site.start_worker()
    site.manage("send_due")
    numbers = {address: {mail["Message-ID"] for mail in got() if mail["To"] == address} for address in addresses}
    assert all(len(ids) == 1 for ids in numbers.values())
    assert len(set.union(*numbers.values())) == len(addresses)
    copies = Counter(mail["To"] for mail in got())
    assert sum(copies.values()) <= len(addresses) + 1, "only the mail that was out, not written down, may go twice"
