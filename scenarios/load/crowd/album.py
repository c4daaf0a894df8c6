"""Photos and scans that the candidates of a worker share: to draw one anew for each costs more than a whole journey."""

from functools import cache

from fixtures.documents import Document, a_photo, a_scan
from fixtures.documents.materials import Material
from fixtures.people import a_candidate

PHOTOS = 12
MODELS = 0  # the seed of those who sat for the photos


@cache
def photo(number: int) -> Document:
    """One photo of the album."""
    return a_photo(a_candidate(MODELS, number))


@cache
def scan(material: Material) -> Document:
    """The scan of a kind."""
    return a_scan(a_candidate(MODELS, 0), material)


def open_album() -> None:
    """Makes everything in it, so that nobody has to wait for it later."""
    for number in range(PHOTOS):
        photo(number)
    for material in Material:
        scan(material)
