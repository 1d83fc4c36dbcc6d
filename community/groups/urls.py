"""Addresses: groups."""

from django.urls import path

from community.groups.views import files, groups, managing, members

app_name = "groups"
urlpatterns = [
    path("", groups.index, name="index"),
    path("new/", managing.new_group, name="new"),
    path("invitations/<str:token>/", members.invitation, name="invitation"),
    path("<slug:slug>/", groups.group, name="group"),
    path("<slug:slug>/join/", members.join, name="join"),
    path("<slug:slug>/leave/", members.leave, name="leave"),
    path("<slug:slug>/members/", members.members, name="members"),
    path("<slug:slug>/members.csv", managing.members_csv, name="members_csv"),
    path("<slug:slug>/members/<int:pk>/remove/", managing.remove, name="remove"),
    path("<slug:slug>/members/<int:pk>/role/", managing.role, name="role"),
    path("<slug:slug>/requests/", managing.requests, name="requests"),
    path("<slug:slug>/invitations/", managing.invitations, name="invitations"),
    path("<slug:slug>/settings/", managing.settings, name="settings"),
    path("<slug:slug>/archive/", managing.archive, name="archive"),
    path("<slug:slug>/files/", files.files, name="files"),
    path("<slug:slug>/files/<int:pk>/", files.file, name="file"),
    path("<slug:slug>/files/<int:pk>/remove/", files.remove, name="remove_file"),
]
