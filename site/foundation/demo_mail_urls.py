"""Addresses of the demo's mailbox; included only where DEMO is set."""

from django.urls import path

from foundation import demo_mail

urlpatterns = [
    path("", demo_mail.inbox, name="demo_mail"),
    path("<str:key>/", demo_mail.letter, name="demo_mail_letter"),
    path("<str:key>/html/", demo_mail.letter_html, name="demo_mail_html"),
]
