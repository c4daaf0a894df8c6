"""What reaches a person's eyes: the last hand that a finished page goes through."""


class Screen:
    """The portal shows what its templates say; here a page can come out other than it was meant."""

    def shown(self, html: str, template: str) -> str:  # noqa: ARG002  faults ask which page it is
        """The page as it is sent; ``template`` names the file that it was made from."""
        return html

    def for_browser(self, html: str, browser: str) -> str:  # noqa: ARG002  faults ask who is reading
        """The same page whatever browser or mini program asks; ``browser`` is what it calls itself (R0.2b)."""
        return html
