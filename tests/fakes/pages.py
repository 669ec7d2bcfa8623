"""Pages as they look in a real browser."""

from base64 import b64decode

from tests.fakes.chromium import running_browser


def picture_of(url: str, *, dark: bool = False) -> bytes:
    """Return a PNG of the page at `url`, on a screen for dark colours or light ones."""
    with running_browser() as browser:
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        browser.ask("Emulation.setEmulatedMedia", features=[scheme])
        browser.ask(
            "Emulation.setDeviceMetricsOverride", width=900, height=1200, deviceScaleFactor=1, mobile=False
        )
        browser.open(url)
        return b64decode(browser.ask("Page.captureScreenshot", format="png")["data"])
