"""JSON and forms, read into shapes: dataclasses and structs, of which msgspec learns the fields when they are read first.

It must not learn them in several threads at once, which ends the process (seen with 0.22 under Python 3.11).
"""

from collections.abc import Mapping
from threading import Lock
from typing import Annotated, Any, TypeVar

import msgspec

Shape = TypeVar("Shape")
Words = Annotated[str, msgspec.Meta(pattern=r"\A[^\x00]*\Z")]  # text that any database keeps

_decoders: dict[type, "msgspec.json.Decoder[Any]"] = {}
_learning = Lock()


def read_json(content: bytes | str, shape: type[Shape]) -> Shape:
    """Read JSON into a shape.

    Raises:
        msgspec.DecodeError: it is not JSON, or, as a ``ValidationError``, has another shape; the message names the place.
    """
    found: Shape = decoder_of(shape).decode(content)
    return found


def read_words(words: Mapping[str, str], shape: type[Shape]) -> Shape:
    """Read what came as words, in an address for one, into a shape.

    Raises:
        msgspec.ValidationError: it has another shape; the message names the place.
    """
    decoder_of(shape)
    return msgspec.convert(dict(words), shape, strict=False)


def decoder_of(shape: type[Shape]) -> "msgspec.json.Decoder[Shape]":
    """A decoder whose shape is known by now, to be used by any number of threads."""
    if shape not in _decoders:
        with _learning:
            _decoders[shape] = msgspec.json.Decoder(shape)
    return _decoders[shape]
