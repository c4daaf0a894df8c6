"""One candidate of the crowd: the scenarios' candidate, with documents out of the album."""

from fixtures.documents import Document
from fixtures.documents.materials import Material
from scenarios.actors import Candidate
from scenarios.load.crowd import album


class Member(Candidate):
    """Whoever is one of thousands."""

    number = 0

    def takes_photo(self) -> Document:
        """One of the album's photos."""
        return album.photo(self.number % album.PHOTOS)

    def scans(self, material: Material) -> Document:
        """The album's scan of that kind."""
        return album.scan(material)
