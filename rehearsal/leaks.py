"""The leaks of the service, each with the request that makes it happen and the handler that has it."""

from __future__ import annotations

from dataclasses import dataclass

from rehearsal.load import Request


@dataclass(frozen=True, slots=True)
class Leak:
    """One way to leak.

    ``function`` is the handler as Go prints it, ``pool`` where it takes its connections from. ``{ids}`` in the path
    stands for a list that differs from request to request.
    """

    name: str
    method: str
    path: str
    function: str
    pool: str = "orders"

    def request(self, number: int) -> Request:
        """The request for the ``number``-th time, from 0."""
        return Request(self.method, self.path.format(ids="&".join(f"id={id_}" for id_ in range(number + 1))))


HEALTHY = Request("GET", "/orders/1")
LEAKS = (
    Leak("a row does not scan, early return", "GET", "/orders/unpaid", "(*Shop).Unpaid"),
    Leak("never read, never closed", "GET", "/export/columns", "(*Shop).Columns"),
    Leak("one row read of many", "GET", "/orders/latest", "(*Shop).Latest"),
    Leak("read by a helper that does not close", "GET", "/orders/overdue", "(*Shop).Overdue"),
    Leak("rows of a prepared statement", "GET", "/orders/biggest", "(*Shop).Biggest"),
    Leak("a large result, hardly read", "GET", "/export/preview", "(*Shop).Preview"),
    Leak("rows in a transaction", "POST", "/orders/2/payment", "(*Shop).Pay"),
    Leak("a prepared statement", "GET", "/orders/found?{ids}", "(*Shop).Found"),
    Leak("pgxpool: one row read of many", "GET", "/reports/newest", "(*Reports).Newest", "reports"),
    Leak("pgxpool: Acquire without Release", "GET", "/reports/returns", "(*Reports).Returns", "reports"),
)


def traffic(requests: int, leaking_every: int) -> list[Request]:
    """Healthy requests, but for each ``leaking_every``-th, which takes its turn among the leaks of the orders' pool."""
    leaking = [leak for leak in LEAKS if leak.pool == "orders"]
    listed = []
    for number in range(requests):
        turn, rest = divmod(number, leaking_every)
        listed.append(HEALTHY if rest else leaking[turn % len(leaking)].request(turn))
    return listed
