"""The documents that claims rest on: kept where no address leads, under a name that tells nothing."""

import secrets

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from community.members import documents
from community.members.models import Claim


def keep(*, claim: Claim, document: UploadedFile) -> None:
    """Store the document of a claim; it goes again when the transaction does not hold.

    Raises:
        ValidationError: it is neither a PDF nor a JPEG or PNG picture, or larger than 5 MB or 40 megapixels.
    """
    kind = documents.kind_of(document)
    claim.document.save(f"{secrets.token_hex(16)}.{kind}", documents.plain(document, kind), save=False)
    name, storage = claim.document.name or "", claim.document.storage
    try:
        claim.save(update_fields=["document"])
    except BaseException:
        storage.delete(name)
        raise


@transaction.atomic
def drop(*, claim: Claim) -> bool:
    """Delete the document of a claim, the file after the row says so."""
    name, storage = claim.document.name or "", claim.document.storage
    claim.document = ""
    claim.save(update_fields=["document"])
    transaction.on_commit(lambda: storage.delete(name))
    return True
