"""Which addresses `collect` may ask."""

import ipaddress
import socket

import pytest

from newsetl.errors import Rejected
from newsetl.inputs.collect.addresses import check_url, is_public, resolve_checked


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("127.9.9.9", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("255.255.255.255", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("192.0.2.1", False),
        ("198.18.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("fd12:3456::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("2002:7f00:0001::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::a9fe:a9fe", False),
        ("64:ff9b::5db8:d822", True),
    ],
)
def test_only_the_internet_is_public(address, expected):
    """Loopback, private, link-local, reserved and multicast addresses are none, nor what carries one of them."""
    assert is_public(ipaddress.ip_address(address)) is expected


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//example.org/",
        "http:///path",
        "http://user:password@example.org/",
        "http://[::1",
        "http://example.org:99999/",
        "http://example.org:0/",
        "",
    ],
)
def test_address_that_is_no_web_page_is_refused(url):
    """Only http and https addresses with a host and without a password are asked for."""
    with pytest.raises(Rejected):
        check_url(url)


def test_web_address_is_accepted():
    """A plain address passes."""
    check_url("https://example.org:8443/news?id=1")


def _answers(monkeypatch, *addresses):
    entries = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: entries)


def test_name_with_one_private_address_is_refused(monkeypatch):
    """A name that leads to a public and to a private address is not asked at all."""
    _answers(monkeypatch, "93.184.216.34", "127.0.0.1")
    with pytest.raises(Rejected, match=r"127\.0\.0\.1"):
        resolve_checked("rebind.example", 80, ())


def test_allowed_name_may_be_private(monkeypatch):
    """A host that the configuration names may lie anywhere."""
    _answers(monkeypatch, "10.0.0.5")
    assert resolve_checked("Intranet.example", 80, ("intranet.example",)) == ["10.0.0.5"]


def test_connection_goes_to_the_address_that_was_checked(monkeypatch, site):
    """The name is looked up once for a connection, so that a second answer cannot lead elsewhere."""
    import httpx

    from newsetl.inputs.collect.transport import CheckedTransport, Deadline

    site.page("/a", "page")
    look_ups = []
    real = socket.getaddrinfo

    def once(host, *args, **options):
        if host == "news.example":
            look_ups.append(host)
            host = "127.0.0.1" if len(look_ups) == 1 else "127.0.0.9"
        return real(host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", once)
    transport = CheckedTransport(("news.example",), Deadline(lambda: 0.0))
    with httpx.Client(transport=transport, trust_env=False) as client:
        answer = client.get(f"http://news.example:{site.server.server_port}/a")
    assert answer.text == "page"
    assert look_ups == ["news.example"]
    assert site.requests[0][1]["Host"] == f"news.example:{site.server.server_port}"
