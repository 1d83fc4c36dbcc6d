"""Addresses: reviews."""

from django.urls import path

from home.reviews.views import queue, reviewing

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
]
