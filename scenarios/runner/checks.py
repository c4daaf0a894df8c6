"""What is looked at once, by whoever directs a run, before scenarios are played that would all come to nothing."""

from scenarios.errors import Misuse, listing
from scenarios.runner.options import Wishes
from scenarios.shapes import hint
from scenarios.target import Target

CHANNELS = tuple(f"{brand}{branch}" for brand in ("chrome", "msedge") for branch in ("", "-beta", "-dev", "-canary"))


def refuse_unknown_faults(wishes: Wishes, target: Target) -> None:
    """Asks the target, which alone knows them.

    Raises:
        Misuse: it has no such fault, or cannot say.
    """
    from scenarios.prove.fault import faults_of, refuse_unknown

    refuse_unknown("fault", wishes.faults, [fault.name for fault in faults_of(target)])


def refuse_unknown_browsers(wishes: Wishes) -> None:
    """Asks Playwright, where something is wished that only it knows.

    Raises:
        Misuse: there is no such device, or no browser of that channel can be started.
    """
    channel = wishes.channel or ""
    if "browser" not in wishes.drivers or not (wishes.device or channel):
        return
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        if wishes.device and wishes.device not in playwright.devices:
            meant = hint(wishes.device, playwright.devices) or "; Playwright's documentation lists them"
            raise Misuse(f"expected --device to be one that Playwright knows, found {wishes.device}{meant}")
        for browser in wishes.browsers or ("chromium",) if channel else ():
            try:
                getattr(playwright, browser).launch(channel=channel).close()
            except Error as problem:
                words = problem.message.partition(": ")[2].partition("\n")[0]
                meant = "" if channel in CHANNELS else hint(channel, CHANNELS)
                others = meant or f"; leave it out, or install one of {listing(CHANNELS)}"
                raise Misuse(f"expected --browser-channel to be one that starts, found: {words}{others}") from None
