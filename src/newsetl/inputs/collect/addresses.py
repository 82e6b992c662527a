"""Which addresses may be asked: those of the public internet, and hosts that the configuration allows.

A feed names any address it likes; without this check it could make newsetl read an intranet's pages or a
cloud machine's credentials.
"""

import ipaddress
import socket
from collections.abc import Collection, Iterator
from typing import TypeAlias
from urllib.parse import urlsplit

from newsetl.errors import Rejected

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def check_url(url: str) -> None:
    """Raises Rejected (http_error) for what is not a plain http or https address."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Rejected("http_error", f"{url[:200]!r} is not an address: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise Rejected("http_error", f"{url[:200]!r} is not an http or https address")
    if parts.username or parts.password:
        raise Rejected("http_error", "an address with a password in it is not fetched")


def is_public(address: Address) -> bool:
    """True for an address of the public internet; of one that carries an IPv4 address, if both are."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = list(_embedded(address))
        if inner:
            return all(map(is_public, inner))
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _embedded(address: ipaddress.IPv6Address) -> Iterator[ipaddress.IPv4Address]:
    """IPv4 addresses that an IPv6 one is a way to: mapped, 6to4, Teredo, NAT64."""
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo
    if address in _NAT64:
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


def resolve_checked(host: str, port: int, allowed_hosts: Collection[str]) -> list[str]:
    """Addresses of a host to connect to, each of them checked.

    Raises:
        Rejected: http_error, if the name has no address or has one that is not public.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Rejected("http_error", f"{host!r} has no address: {error}") from error
    addresses = list(dict.fromkeys(str(entry[4][0]).split("%")[0] for entry in found))
    if host.lower() not in allowed_hosts and f"{host.lower()}:{port}" not in allowed_hosts:
        for address in addresses:
            if not is_public(ipaddress.ip_address(address)):
                raise Rejected(
                    "http_error",
                    f"{host!r} is at {address}, which is not public: name the host in the setting "
                    "allowed_hosts if you trust it",
                )
    return addresses
