"""One page from the web, without ever reaching into the private network.

Every host name, that of each redirect too, is resolved first; if any of its addresses is not a public one the
page is refused. The connection then goes to the address that was checked, with the name kept for the `Host`
header and for TLS, so that a second look-up cannot answer otherwise (DNS rebinding).
"""

import ipaddress
import socket
from dataclasses import dataclass
from typing import NoReturn

import httpx

from index.types import FetchError

MAX_PAGE = 20_000_000
"""Bytes of one page, as received and as expanded."""
MAX_REDIRECTS = 5
TIMEOUT = httpx.Timeout(20.0, connect=10.0)
USER_AGENT = "khabar/0.1 (reads one page at its user's request)"


@dataclass(frozen=True, slots=True)
class Page:
    """What the server sent. `url` is the address after redirects, without a fragment."""

    url: str
    data: bytes
    content_type: str | None


def download(url: str, *, allow_loopback: bool = False) -> Page:
    """Fetch `url` by http or https, following at most five redirects, each checked anew.

    `allow_loopback` is for tests against a server on this machine. Raises FetchError, in one line.
    """
    here = httpx.URL(url).copy_with(fragment=None) if _is_url(url) else _refuse(url, "is not a URL")
    with httpx.Client(timeout=TIMEOUT, trust_env=False, follow_redirects=False) as client:
        for _ in range(MAX_REDIRECTS + 1):
            try:
                answer = _get(client, here, allow_loopback)
            except httpx.TimeoutException:
                _refuse(here, "did not answer in time; try again later")
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                _refuse(here, f"could not be fetched ({error or type(error).__name__}); check the address")
            if isinstance(answer, Page):
                return answer
            here = answer
    raise FetchError(f"{url}: redirects more than {MAX_REDIRECTS} times; give the final address")


def _is_url(url: str) -> bool:
    try:
        return bool(httpx.URL(url).host)
    except httpx.InvalidURL:
        return False


def _refuse(url: object, why: str) -> NoReturn:
    raise FetchError(f"{url}: {why}") from None


def _get(client: httpx.Client, url: httpx.URL, allow_loopback: bool) -> Page | httpx.URL:
    """One request: the page, or where it redirects to."""
    if url.scheme not in ("http", "https"):
        _refuse(url, "only http and https are fetched")
    address = _checked_address(url, allow_loopback)
    request = client.build_request(
        "GET",
        url.copy_with(host=address),
        headers={"Host": url.netloc.decode("ascii"), "User-Agent": USER_AGENT},
        extensions={"sni_hostname": url.host},
    )
    answer = client.send(request, stream=True)
    try:
        if answer.has_redirect_location:
            return url.join(answer.headers["Location"]).copy_with(fragment=None)
        if not answer.is_success:
            _refuse(url, f"the server answered {answer.status_code} {answer.reason_phrase}".rstrip())
        return Page(str(url), _body(answer, url), answer.headers.get("Content-Type"))
    finally:
        answer.close()


def _body(answer: httpx.Response, url: httpx.URL) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in answer.iter_bytes(65_536):
        size += len(part)
        if size > MAX_PAGE:
            _refuse(url, f"is larger than {MAX_PAGE / 1e6:,.0f} MB; download it yourself and add the file")
        parts.append(part)
    return b"".join(parts)


def _checked_address(url: httpx.URL, allow_loopback: bool) -> str:
    """An address of the host, once all of its addresses are known to be public."""
    try:
        found = socket.getaddrinfo(url.host, url.port or 0, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        _refuse(url, f"the host {url.host} is not known; check the address and the connection")
    addresses = [str(entry[4][0]) for entry in found]
    for address in addresses:
        if not is_public(address, allow_loopback=allow_loopback):
            _refuse(url, f"{url.host} is {address}, not a public address; save the page and add the file")
    return addresses[0]


def is_public(address: str, *, allow_loopback: bool = False) -> bool:
    """Whether an IP address is on the open internet: not private, loopback, link-local, multicast, reserved.

    An IPv4 address inside an IPv6 one (mapped, 6to4, NAT64, Teredo) is judged as the IPv4 address.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner), allow_loopback=allow_loopback)
    if allow_loopback and ip.is_loopback:
        return True
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local)


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
