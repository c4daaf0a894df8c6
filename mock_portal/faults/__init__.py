"""Named defects: each a subclass of one of the portal's parts that gets one thing wrong, as real portals do."""

from functools import lru_cache

from mock_portal.parts import Parts


@lru_cache(maxsize=1024)
def compose(names: tuple[str, ...]) -> Parts:
    """The parts with these faults in them.

    Raises:
        KeyError: there is no fault of that name.
    """
    raise KeyError(names[0])
