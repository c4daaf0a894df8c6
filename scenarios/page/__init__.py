"""A page as a person sees it, read back from HTML as data."""

from scenarios.page.elements import (
    Button,
    Field,
    FieldKind,
    Form,
    Image,
    Item,
    Link,
    Listing,
    Table,
)
from scenarios.page.page import Page, read_page

__all__ = [
    "Button",
    "Field",
    "FieldKind",
    "Form",
    "Image",
    "Item",
    "Link",
    "Listing",
    "Page",
    "Table",
    "read_page",
]
