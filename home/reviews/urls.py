"""Addresses: reviews."""

from django.urls import path

from home.reviews.views import log, outside, queue, reviewing

app_name = "reviews"
urlpatterns = [
    path("", queue.index, name="index"),
    path("rounds/<int:pk>/", queue.arrange, name="arrange"),
    path("rounds/<int:pk>/assign/", queue.assign, name="assign"),
    path("rounds/<int:pk>/priority/", queue.priority, name="priority"),
    path("rounds/<int:pk>/take/", queue.claim, name="claim"),
    path("<int:pk>/", reviewing.review, name="review"),
    path("<int:pk>/declare/", reviewing.declare, name="declare"),
    path("<int:pk>/text/", reviewing.text, name="text"),
    path("pages/<int:pk>/history/", log.log, name="history"),
    path("pages/<int:pk>/links/", outside.manage, name="links"),
    path("links/<int:pk>/revoke/", outside.revoke, name="revoke"),
    path("outside/<str:token>/", outside.outside, name="outside"),
    path("outside/<str:token>/documents/<int:pk>/", outside.document, name="outside_document"),
]
