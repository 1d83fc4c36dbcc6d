"""Becoming a member: the mail that confirms, the profile, the second factor."""

from tests.journeys.person import NEW_PASSWORD


def test_a_newcomer_signs_up_by_the_mail_and_fills_in_her_profile(someone):
    newcomer = someone()
    page = newcomer.page
    address = newcomer.signs_up("Nadia Newcomer")
    assert newcomer.reads("Nadia Newcomer")
    newcomer.clicks("Edit your profile", role="link")
    page.fill("input[name=name]", "")
    page.fill("[name=function]", "Head of planning")
    newcomer.clicks("Save")
    assert newcomer.is_shown(".error-summary")
    assert page.input_value("[name=function]") == "Head of planning"
    page.fill("input[name=name]", "Nadia Neighbour")
    page.select_option("[name=time_zone]", "Asia/Manila")
    newcomer.clicks("Save")
    assert newcomer.reads("Saved. Look at your page as others see it.")
    assert newcomer.reads("Nadia Neighbour")
    assert newcomer.reads("Asia/Manila")
    newcomer.clicks("Sign out")
    newcomer.goes_to("/en/accounts/login/")
    page.fill("input[name=login]", address)
    page.fill("input[name=password]", "not-her-password")
    newcomer.sends()
    assert page.input_value("input[name=login]") == address
    page.fill("input[name=password]", NEW_PASSWORD)
    newcomer.sends()
    page.wait_for_url("**/en/me/")
    newcomer.looks()


def test_a_bad_password_keeps_what_she_typed(someone):
    newcomer = someone()
    page = newcomer.page
    newcomer.goes_to("/en/accounts/signup/")
    page.fill("input[name=name]", "Nadia Newcomer")
    page.fill("input[name=email]", "nadia.newcomer@demo.example")
    page.fill("input[name=password1]", "12345678")
    newcomer.sends()
    assert page.locator("input[name=password1]").get_attribute("aria-invalid") == "true"
    assert page.title().startswith("Error:")
    assert page.input_value("input[name=name]") == "Nadia Newcomer"
    assert page.input_value("input[name=email]") == "nadia.newcomer@demo.example"
    assert newcomer.site.mails("nadia.newcomer@demo.example") == []


def test_a_member_meets_every_page_of_her_account(someone, logins):
    member = someone()
    member.signs_in(next(logins))
    for path in ("2fa/", "email/", "password/change/", "sessions/", "2fa/totp/activate/"):
        member.goes_to(f"/en/accounts/{path}")
    assert "/reauthenticate/" in member.page.url
    member.page.fill("input[name=password]", "corridor-demo")
    member.sends()
    image = member.page.locator("main img").first
    assert image.evaluate("one => one.complete && one.naturalWidth > 0"), "the square code is shown"
    assert member.page.locator("main input[name=code]").is_visible()


def test_a_member_adds_a_passkey_and_signs_in_with_it(someone, running_site, logins):
    # Browsers give passkeys to names only, never to 127.0.0.1.
    member = someone(origin=running_site.url.replace("127.0.0.1", "localhost"))
    page = member.page
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    member.signs_in(next(logins))
    member.goes_to("/en/accounts/2fa/webauthn/add/")
    page.fill("input[name=password]", "corridor-demo")
    member.sends()
    page.fill("input[name=name]", "My telephone")
    page.locator("#id_passwordless").check()
    member.looks()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/recovery-codes/**")
    member.looks()
    member.goes_to("/en/accounts/2fa/webauthn/")
    assert member.reads("My telephone")
    member.goes_to("/en/me/")
    member.clicks("Sign out")
    member.goes_to("/en/accounts/login/")
    page.locator("#passkey_login").click()
    page.wait_for_url("**/en/me/")
    member.looks()
