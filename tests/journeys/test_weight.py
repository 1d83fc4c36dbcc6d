"""What a first visit costs: bytes and requests, as they go over the wire."""

import pytest

MOST_BYTES = 100_000
MOST_REQUESTS = 8
PAGES = {
    "home": "/en/",
    "practices": "/en/practices/",
    "story": "/en/practices/vic-integration-and-associations/",
    "brief": "/en/briefs/building-partnerships/",
    "discussions": "/en/discussions/",
    "thread": "",
    "exchange": "/en/exchanges/help-desk-more-than-a-sign/",
    "library": "/en/library/",
    "calls": "/en/calls/",
    "home in Arabic": "/ar/",
}


@pytest.mark.parametrize("width", [390], indirect=True)
@pytest.mark.parametrize("name", PAGES)
def test_a_first_visit_is_light(someone, record_property, capsys, name):
    path = PAGES[name]
    if not path:
        scout = someone()
        scout.page.goto(scout.origin + "/en/discussions/")
        path = scout.page.locator(".thread-row h3 a").first.get_attribute("href")
    reader = someone()
    bytes_of: dict[str, int] = {}
    addresses: dict[str, str] = {}
    session = reader.page.context.new_cdp_session(reader.page)
    session.on(
        "Network.requestWillBeSent", lambda event: addresses.update({event["requestId"]: event["request"]["url"]})
    )
    session.on(
        "Network.loadingFinished", lambda event: bytes_of.update({event["requestId"]: int(event["encodedDataLength"])})
    )
    session.send("Network.enable")
    reader.page.goto(reader.origin + path, wait_until="networkidle")
    wire = {url: bytes_of.get(number, 0) for number, url in addresses.items() if not url.startswith("data:")}
    total = sum(wire.values())
    record_property(f"bytes of {name}", total)
    with capsys.disabled():
        print(f"\n{name}: {total} bytes, {len(wire)} requests")  # the number that is reported
    report = "\n".join(f"{size:>8} {url}" for url, size in wire.items())
    assert [url for url in wire if not url.startswith(reader.origin)] == [], report
    assert len(wire) <= MOST_REQUESTS, report
    assert total < MOST_BYTES, f"{total} bytes\n{report}"
    assert all(wire.values()), f"the weight of every answer is known\n{report}"
