"""Addresses of members and organisations."""

from django.urls import path

from community.members.views import claims, confirm, directory, organisations, profiles, sessions, ties

app_name = "members"
urlpatterns = [
    path("me/", profiles.me, name="me"),
    path("me/confirm/", confirm.confirm_by_code, name="confirm_by_code"),
    path("me/sessions/<int:pk>/end/", sessions.end, name="session_end"),
    path("me/profile/", profiles.edit_profile, name="edit_profile"),
    path("me/profile/seen-by/<slug:who>/", profiles.seen_by, name="seen_by"),
    path("members/", directory.people, name="people"),
    path("members/<slug:handle>/", directory.profile, name="profile"),
    path("members/<slug:handle>/photograph/", directory.photograph, name="photograph"),
    path("organisations/", organisations.index, name="organisations"),
    path("organisations/add/", organisations.add, name="organisation_add"),
    path("organisations/ties/<int:pk>/confirm/", ties.confirm, name="tie_confirm"),
    path("organisations/ties/<int:pk>/end/", ties.end, name="tie_end"),
    path("organisations/claims/<int:pk>/withdraw/", claims.withdraw, name="claim_withdraw"),
    path("organisations/<slug:slug>/", organisations.organisation, name="organisation"),
    path("organisations/<slug:slug>/edit/", organisations.edit, name="organisation_edit"),
    path("organisations/<slug:slug>/contacts/", organisations.contact_roles, name="organisation_contacts"),
    path("organisations/<slug:slug>/ties/", ties.add, name="tie_add"),
    path("organisations/<slug:slug>/claim/", claims.claim, name="claim"),
]
