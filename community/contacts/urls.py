"""Addresses: messages between members, and to organisations."""

from django.urls import path

from community.contacts import views

app_name = "contacts"
urlpatterns = [
    path("", views.index, name="index"),
    path("to/<slug:handle>/", views.to_member, name="to_member"),
    path("to/organisation/<slug:slug>/", views.to_organisation, name="to_organisation"),
    path("organisations/<slug:slug>/", views.inbox, name="inbox"),
    path("blocks/<int:pk>/lift/", views.lift_block, name="lift_block"),
    path("<int:pk>/", views.conversation, name="conversation"),
    path("<int:pk>/block/", views.block, name="block"),
]
