"""Who asks, as a type: views behind `login_required` have a member, and say so."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from community.members.models import User


def member_of(request: HttpRequest) -> User:
    """Return the signed-in member of a request.

    Raises:
        PermissionDenied: nobody is signed in.
    """
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
