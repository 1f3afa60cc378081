"""Which addresses a feed may reach: the public internet, and hosts that the configuration allows.

A feed's address, or a redirect from it, could name a machine of ours: loopback, a private network, the cloud's metadata
service. Checking the text of a URL isn't enough, for a public name may resolve to a private address, and to another one
the next time it is asked. So the check sits where the socket is made: the resolver drops forbidden addresses for a
name, and the socket factory refuses whatever is left, literal addresses included. Nothing between check and connect
can change.

Source: the IANA special-purpose address registries, as `ipaddress` knows them; RFC 6052 (64:ff9b::/96).
"""

import ipaddress
import socket
from collections.abc import Iterable

from aiohttp import AddrInfoType
from aiohttp.abc import AbstractResolver, ResolveResult

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class ForbiddenAddress(OSError):
    """A connection to an address that feeds may not reach. An OSError, so that the connector treats it as one."""


class AddressGuard:
    """Decides on addresses. `allow_hosts` names exceptions: host names, addresses, or networks in CIDR form."""

    def __init__(self, allow_hosts: Iterable[str] = ()) -> None:
        self._names: set[str] = set()
        self._networks: list[IPNetwork] = []
        self._resolved: set[IPAddress] = set()
        for host in allow_hosts:
            try:
                self._networks.append(ipaddress.ip_network(host.strip("[]"), strict=False))
            except ValueError:
                self._names.add(host.lower().rstrip("."))

    def allows_name(self, host: str) -> bool:
        """Whether the configuration lets `host` lie anywhere."""
        return host.lower().rstrip(".") in self._names

    def allows(self, address: str) -> bool:
        """Whether a feed may connect to `address`; text that is no address is not allowed."""
        try:
            ip = ipaddress.ip_address(address.partition("%")[0])
        except ValueError:
            return False
        if any(ip in network for network in self._networks) or ip in self._resolved:
            return True
        return all(_is_public(one) for one in _embedded(ip))

    def admit(self, address: str) -> None:
        """Remember what an allowed name resolved to."""
        self._resolved.add(ipaddress.ip_address(address.partition("%")[0]))

    def open_socket(self, info: AddrInfoType) -> socket.socket:
        """The connector's socket factory.

        Raises:
            ForbiddenAddress: the address about to be connected is not allowed.
        """
        family, kind, protocol, _, target = info
        if not self.allows(str(target[0])):
            raise ForbiddenAddress(f"address {target[0]} is not public")
        made = socket.socket(family, kind, protocol)
        made.setblocking(False)
        return made


class GuardedResolver(AbstractResolver):
    """Asks `inner`, and keeps of its answers what the guard allows."""

    def __init__(self, inner: AbstractResolver, guard: AddressGuard) -> None:
        self._inner = inner
        self._guard = guard

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The allowed addresses of `host`.

        Raises:
            ForbiddenAddress: it has addresses, but none that a feed may reach.
        """
        found = await self._inner.resolve(host, port, family)
        if self._guard.allows_name(host):
            for answer in found:
                self._guard.admit(answer["host"])
            return found
        allowed = [answer for answer in found if self._guard.allows(answer["host"])]
        if found and not allowed:
            raise ForbiddenAddress(f"{host} resolves to {found[0]['host']}, which is not public")
        return allowed

    async def close(self) -> None:
        """Release the inner resolver."""
        await self._inner.close()


def _embedded(ip: IPAddress) -> list[IPAddress]:
    """`ip` and the IPv4 addresses that it carries inside: mapped, 6to4, Teredo, NAT64."""
    if isinstance(ip, ipaddress.IPv4Address):
        return [ip]
    if ip.ipv4_mapped is not None:
        return [ip.ipv4_mapped]
    inner: list[IPAddress] = [ip]
    if ip.sixtofour is not None:
        inner.append(ip.sixtofour)
    if ip.teredo is not None:
        inner.extend(ip.teredo)
    if ip in _NAT64:
        return [ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)]
    return inner


def _is_public(ip: IPAddress) -> bool:
    return ip.is_global and not ip.is_multicast and not ip.is_reserved
