"""The doors: pages, forms, calendar, list; what each reader sees and may do."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from community.members.enums import Audience, RoleGroup
from community.members.middleware import ZONE_COOKIE
from community.outbox.models import Mail
from events.enums import ExchangeState
from events.models import ExchangePage, Registration
from events.services import registrations
from foundation import clock
from tests.factories import events as made
from tests.factories import pages
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.taxonomy import TerritoryFactory

pytestmark = pytest.mark.django_db


def url(page, form=""):
    return f"/en/exchanges/{page.slug}/{form}"


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def member(client):
    user = UserFactory(profile__time_zone="Africa/Bamako")
    client.force_login(user)
    return user


# The registration panel


def test_panel_not_signed_in_leads_to_the_form_by_way_of_signing_in(client):
    page = made.exchange(capacity=40)
    made.registered(page)
    body = text(client.get(url(page)))
    assert "39 of 40 places left" in body
    assert f'href="/en/accounts/login/?next={url(page, "register/")}"' in body
    assert "Ask to join Corridor" in body
    assert '<form method="post"' not in body


def test_panel_open_asks_for_language_and_telephone(client, member):
    page = made.exchange(capacity=40, closes_at=made.later() - timedelta(hours=2))
    body = text(client.get(url(page)))
    assert "40 of 40 places left" in body
    assert "10:00 in Bamako" in body
    assert 'name="listening_language"' in body
    assert 'name="by_telephone"' in body
    assert '<option value="en" selected>' in body


def test_panel_asks_nothing_that_the_exchange_leaves_no_choice_in(client, member):
    page = made.exchange(languages=("fr",), mode="in-person")
    body = text(client.get(url(page)))
    assert 'name="listening_language"' not in body
    assert 'name="by_telephone"' not in body
    assert "Register</button>" in body


@pytest.mark.parametrize(
    ("capacity", "taken", "words"), [(40, 36, "Nearly full"), (5, 3, "Nearly full"), (40, 35, "Open")]
)
def test_panel_is_nearly_full_from_a_tenth_or_two_places_on(client, member, capacity, taken, words):
    page = made.exchange(capacity=capacity)
    for _number in range(taken):
        made.registered(page)
    body = text(client.get(url(page)))
    assert f"<span>{words}</span>" in body
    assert f"{capacity - taken} of {capacity} places left" in body


def test_panel_full_offers_the_waiting_list(client, member):
    page = made.exchange(capacity=1)
    for _number in range(3):
        made.registered(page)
    body = text(client.get(url(page)))
    assert "Full, waiting list open" in body
    assert "2 people are waiting." in body
    assert "Join the waiting list</button>" in body


@pytest.mark.parametrize(("before", "words"), [(0, "First in line"), (2, "Third in line"), (11, "Number 12 in line")])
def test_panel_on_the_waiting_list_says_the_position_in_words(client, member, before, words):
    page = made.exchange(capacity=1)
    for _number in range(1 + before):
        made.registered(page)
    made.registered(page, member)
    body = text(client.get(url(page)))
    assert "You are on the waiting list" in body
    assert words in body
    assert f'href="{url(page, "cancel/")}"' in body


def test_panel_registered_offers_calendar_and_cancelling(client, member):
    page = made.exchange()
    made.registered(page, member, listening_language="fr", by_telephone=True)
    body = text(client.get(url(page)))
    assert "You are registered" in body
    assert "fr in English" in body
    assert "You join by telephone." in body
    assert f'href="{url(page, "calendar.ics")}"' in body
    assert f'href="{url(page, "cancel/")}"' in body


def test_panel_not_yet_open_says_when(client, member):
    page = made.exchange(opens_at=made.later(days=3, hour=9))
    body = text(client.get(url(page)))
    assert "Not yet open" in body
    assert "09:00 in Bamako. Come back then." in body
    assert "Register</button>" not in body


def test_panel_closed(client, member):
    page = made.exchange(closes_at=clock.now() - timedelta(minutes=1))
    assert "Registration has closed" in text(client.get(url(page)))


def test_panel_full_and_closed(client, member):
    page = made.exchange(capacity=1)
    made.registered(page)
    pages.publish(page, closes_at=clock.now() - timedelta(minutes=1))
    assert "Full, waiting list closed" in text(client.get(url(page)))


def test_panel_past_tells_how_many_and_what_came_of_it(client, member):
    page = made.exchange()
    made.registered(page)
    made.registered(page)
    pages.publish(
        page,
        starts_at=clock.now() - timedelta(days=2),
        ends_at=clock.now() - timedelta(days=2) + timedelta(hours=1),
        outcome_note="Two communes began.",
    )
    body = text(client.get(url(page)))
    assert "Held on" in body
    assert "2 people were registered." in body
    assert "Two communes began." in body
    assert "Register</button>" not in body


def test_panel_cancelled_gives_the_reason(client, member):
    page = made.exchange(state=ExchangeState.CANCELLED, cancelled_reason="The room is under repair.")
    body = text(client.get(url(page)))
    assert "This exchange will not take place" in body
    assert "The room is under repair." in body
    assert "See other exchanges" in body


@pytest.mark.parametrize(
    ("zone", "words"), [("Asia/Manila", "Late where you are"), ("America/Los_Angeles", "Early where you are")]
)
def test_panel_outside_working_hours_says_so_and_lets_register_anyway(client, zone, words):
    client.force_login(UserFactory(profile__time_zone=zone))
    page = made.exchange(starts_at=made.later(hour=12))
    body = text(client.get(url(page)))
    assert words in body
    assert "Register anyway</button>" in body
    local = page.starts_at.astimezone(ZoneInfo(zone))
    assert f"{local:%H:%M} to" in body


# Registering and cancelling


def test_registering_gives_the_place_and_leads_back_to_the_page(client, member):
    page = made.exchange()
    response = client.post(url(page, "register/"), {"listening_language": "fr", "by_telephone": "on"}, follow=True)
    assert response.redirect_chain == [(url(page), 302)]
    assert "You are registered. A confirmation is on its way" in text(response)
    row = Registration.objects.get()
    assert (row.member, row.listening_language, row.by_telephone) == (member, "fr", True)


def test_registering_for_a_full_exchange_says_that_one_waits(client, member):
    page = made.exchange(capacity=1)
    made.registered(page)
    response = client.post(url(page, "register/"), {"listening_language": "fr"}, follow=True)
    assert "We will write to you when a place is free." in text(response)


def test_sending_the_form_twice_is_one_registration_and_one_mail(client, member):
    page = made.exchange()
    for _number in range(2):
        client.post(url(page, "register/"), {"listening_language": "fr"})
    assert Registration.objects.count() == 1
    assert Mail.objects.count() == 1


@pytest.mark.parametrize("sent", [{}, {"listening_language": ""}, {"listening_language": "de"}])
def test_without_a_language_nothing_is_registered_and_the_field_says_why(client, member, sent):
    page = made.exchange()
    response = client.post(url(page, "register/"), sent)
    assert response.status_code == 422
    body = text(response)
    assert "Error:" in body
    assert "You are not registered yet." in body
    assert 'aria-invalid="true"' in body
    assert not Registration.objects.exists()


def test_the_form_is_a_page_of_its_own(client, member):
    page = made.exchange()
    body = text(client.get(url(page, "register/")))
    assert f'<form method="post" action="{url(page, "register/")}"' in body


@pytest.mark.parametrize("form", ["register/", "cancel/", "calendar.ics"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_an_account_every_form_leads_to_signing_in_and_back(client, form, method):
    page = made.exchange()
    response = getattr(client, method)(url(page, form), {"listening_language": "fr"} if method == "post" else None)
    assert response.status_code == 302
    assert response.headers["Location"] == f"/en/accounts/login/?next={url(page, form)}"
    assert not Registration.objects.exists()


@pytest.mark.parametrize("form", ["register/", "cancel/"])
def test_a_forged_request_is_refused(member, form):
    page = made.exchange()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member)
    assert strict.post(url(page, form), {"listening_language": "fr"}).status_code == 403
    assert not Registration.objects.exists()


@pytest.mark.parametrize("form", ["register/", "cancel/"])
def test_looking_at_a_form_changes_nothing(client, member, form):
    page = made.exchange()
    client.get(url(page, form))
    assert not Registration.objects.exists()
    assert client.put(url(page, form)).status_code == 405


def test_a_refusal_is_told_on_the_page(client, member):
    page = made.exchange(closes_at=clock.now() - timedelta(minutes=1))
    response = client.post(url(page, "register/"), {"listening_language": "fr"}, follow=True)
    assert "Registration has closed. Ask the facilitators" in text(response)
    assert 'role="alert"' in text(response)


def test_cancelling_asks_first_then_gives_the_place_to_the_next(client, member):
    page = made.exchange(capacity=1)
    made.registered(page, member)
    waiting = made.registered(page)
    assert "Give your place back?" in text(client.get(url(page, "cancel/")))
    response = client.post(url(page, "cancel/"), follow=True)
    assert "somebody else can come" in text(response)
    waiting.refresh_from_db()
    assert waiting.is_confirmed


def test_cancelling_without_a_place_is_told_so(client, member):
    page = made.exchange()
    made.registered(page)
    assert client.get(url(page, "cancel/")).headers["Location"] == url(page)
    response = client.post(url(page, "cancel/"), follow=True)
    assert "there is nothing to cancel" in text(response)
    assert page.registrations.get().is_confirmed


@pytest.mark.parametrize("form", ["register/", "cancel/", "calendar.ics"])
def test_what_may_not_be_read_answers_like_what_is_not_there(client, member, form):
    hidden, draft = made.exchange(), made.exchange(live=False)
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.PASSWORD, password="x")
    for page in (hidden, draft):
        assert client.get(url(page, form)).status_code == 404
        if form != "calendar.ics":
            assert client.post(url(page, form), {"listening_language": "fr"}).status_code == 404
    assert client.get(f"/en/exchanges/never-was/{form}").status_code == 404
    assert not Registration.objects.exists()


def test_a_stand_in_registers_for_its_source_and_shows_its_seats(client):
    page = made.exchange(capacity=5)
    made.stand_in(page, "fr")
    client.force_login(UserFactory(profile__time_zone="Africa/Bamako"))
    client.post(f"/fr/exchanges/{page.slug}/register/", {"listening_language": "fr"})
    assert Registration.objects.get().exchange_id == page.pk
    client.force_login(UserFactory(profile__time_zone="Africa/Bamako"))
    assert "4 of 5" in text(client.get(url(page)))
    assert 'progress-bar-line" value="1" max="5"' in text(client.get(f"/fr/exchanges/{page.slug}/"))


# The calendar file


def test_the_calendar_file_keeps_its_identifier_in_every_language(client, member):
    page = made.exchange(title="Registered, and; more", place="Town hall")
    made.stand_in(page, "fr")
    made.registered(page, member)
    responses = [client.get(f"/{code}/exchanges/{page.slug}/calendar.ics") for code in ("en", "fr")]
    events = [Calendar.from_ical(response.content).walk("VEVENT")[0] for response in responses]
    assert responses[0].headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert {str(event["UID"]) for event in events} == {f"{page.translation_key}@testserver"}
    assert events[0]["DTSTART"].dt == page.starts_at
    assert events[0]["DTEND"].dt == page.ends_at
    assert events[0]["SUMMARY"] == "Registered, and; more"
    assert events[0]["URL"] == f"http://testserver{url(page)}"


def test_the_calendar_file_is_for_those_who_have_a_place(client, member):
    page = made.exchange(capacity=1)
    assert client.get(url(page, "calendar.ics")).status_code == 404
    made.registered(page)
    made.registered(page, member)
    assert client.get(url(page, "calendar.ics")).status_code == 404


# Who is coming


def test_names_are_shown_to_those_registered_and_to_organisers_only(client, member):
    page = made.exchange(capacity=1)
    made.registered(page, UserFactory(name="Awa Example"))
    assert "Awa Example" not in text(client.get(url(page)))
    made.registered(page, member)
    assert "Awa Example" not in text(client.get(url(page))), "waiting is not coming"
    registrations.change_capacity(exchange=page, capacity=2, now=clock.now())
    assert "Awa Example" in text(client.get(url(page)))
    client.force_login(UserFactory(role=RoleGroup.ORGANISERS))
    assert "Awa Example" in text(client.get(url(page)))
    client.logout()
    body = text(client.get(url(page)))
    assert "Awa Example" not in body
    assert "2 people." in body


# Time zones


def test_times_are_told_on_the_readers_clock_and_on_the_hosts(client):
    page = made.exchange(starts_at=made.later(hour=12), zone="Asia/Kathmandu", capacity=5)
    client.force_login(UserFactory(profile__time_zone="America/Guayaquil"))
    body = text(client.get(url(page)))
    assert "07:00 to 08:30</strong> your time, Guayaquil" in body
    assert "17:45 to 19:15 in Kathmandu, where the host is" in body


def test_a_visitor_chooses_a_zone_that_is_kept_in_a_cookie(client):
    page = made.exchange(starts_at=made.later(hour=12))
    assert 'name="zone"' in text(client.get("/en/exchanges/time-zone/"))
    response = client.post("/en/exchanges/time-zone/", {"zone": "Asia/Manila", "next": url(page)})
    assert response.headers["Location"] == url(page)
    assert response.cookies[ZONE_COOKIE].value == "Asia/Manila"
    assert "20:00 to 21:30</strong> your time, Manila" in text(client.get(url(page)))


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:x"])
def test_choosing_a_zone_never_leads_elsewhere(client, back):
    made.exchange_index()
    response = client.post("/en/exchanges/time-zone/", {"zone": "Asia/Manila", "next": back})
    assert response.headers["Location"] == "/en/exchanges/"


def test_a_zone_that_does_not_exist_is_refused(client):
    made.exchange_index()
    response = client.post("/en/exchanges/time-zone/", {"zone": "Moon/Base"})
    assert "is not one of the available choices" in text(response)
    assert ZONE_COOKIE not in response.cookies


def test_members_choose_their_zone_in_the_profile(client, member):
    assert client.get("/en/exchanges/time-zone/").headers["Location"] == "/en/me/profile/"


# The list


def titles(response):
    context = response.context
    return [row.page.title for row in [*context["coming"], *context["past"]]]


def past_exchange(days, **fields):
    starts_at = clock.now() - timedelta(days=days)
    return made.exchange(starts_at=starts_at, ends_at=starts_at + timedelta(hours=1), **fields)


def test_the_list_is_empty_with_a_way_on(client):
    made.exchange_index()
    body = text(client.get("/en/exchanges/"))
    assert "No exchange is planned yet" in body
    assert 'href="/en/discussions/"' in body


def test_the_list_has_the_coming_by_nearness_then_the_past_by_nearness(client):
    past_exchange(30, title="Long ago")
    made.exchange(title="Later", starts_at=made.later(days=20))
    past_exchange(3, title="Lately")
    made.exchange(title="Soon", starts_at=made.later(days=2))
    made.exchange(title="Draft", live=False)
    assert titles(client.get("/en/exchanges/")) == ["Soon", "Later", "Lately", "Long ago"]


def test_a_row_tells_own_time_hosts_time_and_places_left(client):
    page = made.exchange(
        starts_at=made.later(hour=12), zone="Asia/Kathmandu", capacity=5, host=OrganisationFactory(name="Kayes")
    )
    made.registered(page)
    client.cookies[ZONE_COOKIE] = "Asia/Manila"
    body = text(client.get("/en/exchanges/"))
    assert "20:00</time>" in body
    assert "17:45" in body
    assert "4 places left" in body
    assert "Kayes" in body


def test_the_list_is_narrowed_by_kind_theme_and_language(client):
    made.exchange(title="One", kind="webinar", themes=("remittances",), languages=("fr",))
    made.exchange(title="Two", kind="workshop", themes=("integration",), languages=("fr", "en"))
    assert titles(client.get("/en/exchanges/?kind=workshop")) == ["Two"]
    assert titles(client.get("/en/exchanges/?theme=remittances")) == ["One"]
    assert titles(client.get("/en/exchanges/?language=en")) == ["Two"]
    assert titles(client.get("/en/exchanges/?language=fr")) == ["One", "Two"]
    nothing = client.get("/en/exchanges/?kind=webinar&language=en")
    assert titles(nothing) == []
    assert "No exchange fits these filters" in text(nothing)


@pytest.mark.parametrize("query", ["kind=nonsense", "theme='--", "page=0", "page=x"])
def test_a_filter_that_nobody_offers_is_left_out(client, query):
    made.exchange(title="One")
    assert titles(client.get(f"/en/exchanges/?{query}")) == ["One"]


def test_the_list_has_pages(client):
    for number in range(13):
        made.exchange(starts_at=made.later(days=2 + number))
    assert len(titles(client.get("/en/exchanges/"))) == 12
    body = text(client.get("/en/exchanges/?page=2&kind=webinar"))
    assert "Page 2 of 2" in body


def test_the_list_of_another_language_shows_the_same_seats(client):
    page = made.exchange(title="One", capacity=3)
    made.stand_in(page, "fr")
    made.registered(page)
    response = client.get("/fr/exchanges/")
    assert [row.seats.left for row in response.context["coming"]] == [2]


def test_the_list_takes_as_many_queries_for_three_as_for_one(client, count_queries):
    host = OrganisationFactory()
    made.registered(made.exchange(host=host, themes=("remittances",)))
    client.get("/en/exchanges/")
    one = count_queries(lambda: client.get("/en/exchanges/"))
    for _number in range(2):
        made.registered(made.exchange(host=OrganisationFactory(), themes=("integration",)))
    assert count_queries(lambda: client.get("/en/exchanges/")) == one


@pytest.mark.parametrize("signed_in", [False, True])
def test_an_exchange_takes_few_queries_whoever_comes(client, count_queries, signed_in):
    page = made.exchange(host=OrganisationFactory(), themes=("remittances",))
    pages.publish(page, preparation=[("page", made.exchange()), ("page", made.exchange())])
    user = UserFactory()
    if signed_in:
        client.force_login(user)
    made.registered(page, user)
    client.get(url(page))
    one = count_queries(lambda: client.get(url(page)))
    for _number in range(5):
        made.registered(page)
    assert count_queries(lambda: client.get(url(page))) == one
    # Wagtail itself takes eight to find a page and ask whether it may be read; an account takes four; comments two.
    assert one <= (18 if signed_in else 14)


# A member's own


def test_my_registrations_lists_what_comes_and_what_was(client, member):
    waiting, gone = made.exchange(title="Soon", capacity=1), made.exchange(title="Lately")
    cancelled = made.exchange(title="Called off")
    made.registered(waiting)
    for page in (waiting, gone, cancelled):
        made.registered(page, member)
    registrations.cancel(exchange=cancelled, member=member, now=clock.now())
    ExchangePage.objects.filter(pk=gone.pk).update(
        starts_at=clock.now() - timedelta(days=2), ends_at=clock.now() - timedelta(days=1)
    )
    response = client.get("/en/me/registrations/")
    body = text(response)
    assert [row.page.title for row in response.context["coming"]] == ["Soon"]
    assert [row.page.title for row in response.context["past"]] == ["Lately"]
    assert "First in line" in body
    assert "Called off" not in body


def test_my_registrations_shows_nobody_elses(client, member):
    made.registered(made.exchange(title="Not mine"))
    body = text(client.get("/en/me/registrations/"))
    assert "Not mine" not in body
    assert "You are not registered for an exchange" in body


def test_my_registrations_takes_as_many_queries_for_three_as_for_one(client, member, count_queries):
    made.registered(made.exchange(), member)
    client.get("/en/me/registrations/")
    one = count_queries(lambda: client.get("/en/me/registrations/"))
    for _number in range(2):
        made.registered(made.exchange(), member)
    assert count_queries(lambda: client.get("/en/me/registrations/")) == one


def test_my_own_page_shows_the_next_exchanges(client, member):
    made.exchange_index()
    page = made.exchange(title="Soon")
    made.registered(page, member)
    body = text(client.get("/en/me/"))
    assert "My registrations" in body
    assert "Soon" in body
    assert 'href="/en/me/registrations/"' in body


def test_the_current_zone_is_not_left_behind(client, member):
    client.get("/en/me/registrations/")
    assert timezone.get_current_timezone_name() == "UTC"


def test_from_where_people_come_is_counted_as_far_as_they_show_it(client):
    page = made.exchange(title="One")
    for audience in (Audience.EVERYONE, Audience.EVERYONE, Audience.NOBODY):
        made.registered(page, UserFactory(open_to=audience, profile__territory=TerritoryFactory()))
    assert "3 people from 2 places." in text(client.get(page.url))
