"""Connections that reach only public IP addresses, with a deadline even for slow responses."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterable
from ssl import SSLContext
from typing import Any
from urllib.request import getproxies

import httpcore
import httpx

from pipeline.fetch.outcome import Refused

#: In these networks the last 32 bits are an IPv4 address, and that is the host reached.
_HOLDS_IPV4 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


class Deadline:
    """The time by which a response must be complete, on the monotonic clock."""

    def __init__(self) -> None:
        self.until = float("inf")

    @property
    def left(self) -> float:
        """Seconds until the deadline; negative once it has passed."""
        return self.until - time.monotonic()


def transport(deadline: Deadline, *, private: bool) -> httpx.HTTPTransport | None:
    """The transport for a client; None behind a proxy, which makes its own connections.

    Args:
        deadline: for every read.
        private: also allow addresses that are not public.
    """
    if getproxies().keys() & {"http", "https", "all"}:
        return None
    http = httpx.HTTPTransport()
    http._pool = httpcore.ConnectionPool(  # noqa: SLF001 -- httpx has no option for a backend
        ssl_context=httpx.create_ssl_context(),
        max_connections=1,
        network_backend=_Backend(deadline, private=private),
    )
    return http


def is_public(address: str) -> bool:
    """Whether an IP address is public.

    >>> [is_public(a) for a in ("157.150.185.49", "2600:9000::1", "64:ff9b::9d96:b931")]
    [True, True, True]
    >>> [is_public(a) for a in ("127.0.0.1", "169.254.169.254", "10.0.0.1", "100.64.0.1")]
    [False, False, False, False]
    >>> [is_public(a) for a in ("::1", "fe80::1%eth0", "::ffff:10.0.0.1", "64:ff9b::a00:1")]
    [False, False, False, False]
    """
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        if any(ip in network for network in _HOLDS_IPV4):
            ip = ipaddress.IPv4Address(ip.packed[-4:])
        else:
            ip = ip.ipv4_mapped or ip.sixtofour or ip
    return ip.is_global and not ip.is_multicast


class _Backend(httpcore.SyncBackend):
    """Resolves each name itself, and connects to the very address it has checked."""

    def __init__(self, deadline: Deadline, *, private: bool) -> None:
        self._deadline = deadline
        self._private = private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connects to the first of a host's addresses that answers.

        Raises:
            Refused: none of its addresses is allowed.
        """
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as problem:
            raise httpcore.ConnectError(str(problem)) from problem
        addresses = dict.fromkeys(str(place[0]) for *_, place in found)
        allowed = [a for a in addresses if self._private or is_public(a)]
        if not allowed:
            raise Refused(
                "its host has no public address; set fetch.private_addresses to allow private ones"
            )
        for number, address in enumerate(allowed, start=1):
            try:
                stream = super().connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(allowed):
                    raise
            else:
                break
        return _Stream(stream, self._deadline)


class _Stream(httpcore.NetworkStream):
    """A stream whose reads end by the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """See `httpcore`."""
        left = self._deadline.left
        if left <= 0:
            raise httpcore.ReadTimeout
        return self._stream.read(max_bytes, left if timeout is None else min(timeout, left))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """See `httpcore`."""
        self._stream.write(buffer, timeout)

    def close(self) -> None:
        """See `httpcore`."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """See `httpcore`."""
        return _Stream(
            self._stream.start_tls(ssl_context, server_hostname, timeout), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        """See `httpcore`."""
        return self._stream.get_extra_info(info)
