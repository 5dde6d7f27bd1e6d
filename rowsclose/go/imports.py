"""A file's imports: from the name a package goes by in the file to its import path.

The name of a package that is imported without one is in its package clause, which may be out of reach; then it is
guessed from the path, the way tools do that must not read the package (golang.org/x/tools/internal/imports does it too).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

from rowsclose.values import value

_VERSION_ELEMENT = re.compile(r"v[0-9]+")
_VERSION_SUFFIX = re.compile(r"\.v[0-9]+$")
_ESCAPE = re.compile(rb"\\(?:x([0-9a-fA-F]{2})|([0-7]{3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))")


@value
class Import:
    """One import; ``name`` is empty where the file gives none, ``.`` for a dot import, ``_`` for a blank one."""

    name: str
    path: str


def unquoted(literal: bytes) -> bytes:
    """The path that a string literal of Go stands for."""
    if literal.startswith(b"`") or b"\\" not in literal:
        return literal.strip(b'"`')
    return _ESCAPE.sub(_escaped, literal.strip(b'"'))


def _escaped(found: re.Match[bytes]) -> bytes:
    hexadecimal, octal, short, long, other = found.groups()
    if short or long:
        point = int(short or long, 16)
        return chr(point if point <= sys.maxunicode else 0xFFFD).encode("utf-8", "replace")
    if hexadecimal or octal:
        return bytes([int(hexadecimal, 16) if hexadecimal else int(octal, 8) & 0xFF])
    return bytes(other)


# The packages of Go's own library, as `go list std` of Go 1.26 tells those that a program may import.
GO_LIBRARY = frozenset(
    """
    archive/tar archive/zip bufio bytes cmp compress/bzip2 compress/flate compress/gzip compress/lzw
    compress/zlib container/heap container/list container/ring context crypto crypto/aes crypto/cipher
    crypto/des crypto/dsa crypto/ecdh crypto/ecdsa crypto/ed25519 crypto/elliptic crypto/fips140 crypto/hkdf
    crypto/hmac crypto/hpke crypto/md5 crypto/mlkem crypto/mlkem/mlkemtest crypto/pbkdf2 crypto/rand crypto/rc4
    crypto/rsa crypto/sha1 crypto/sha256 crypto/sha3 crypto/sha512 crypto/subtle crypto/tls crypto/x509
    crypto/x509/pkix database/sql database/sql/driver debug/buildinfo debug/dwarf debug/elf debug/gosym
    debug/macho debug/pe debug/plan9obj embed encoding encoding/ascii85 encoding/asn1 encoding/base32
    encoding/base64 encoding/binary encoding/csv encoding/gob encoding/hex encoding/json encoding/pem
    encoding/xml errors expvar flag fmt go/ast go/build go/build/constraint go/constant go/doc go/doc/comment
    go/format go/importer go/parser go/printer go/scanner go/token go/types go/version hash hash/adler32
    hash/crc32 hash/crc64 hash/fnv hash/maphash html html/template image image/color image/color/palette
    image/draw image/gif image/jpeg image/png index/suffixarray io io/fs io/ioutil iter log log/slog log/syslog
    maps math math/big math/bits math/cmplx math/rand math/rand/v2 mime mime/multipart mime/quotedprintable net
    net/http net/http/cgi net/http/cookiejar net/http/fcgi net/http/httptest net/http/httptrace
    net/http/httputil net/http/pprof net/mail net/netip net/rpc net/rpc/jsonrpc net/smtp net/textproto net/url
    os os/exec os/signal os/user path path/filepath plugin reflect regexp regexp/syntax runtime runtime/cgo
    runtime/coverage runtime/debug runtime/metrics runtime/pprof runtime/race runtime/trace slices sort strconv
    strings structs sync sync/atomic syscall testing testing/cryptotest testing/fstest testing/iotest
    testing/quick testing/slogtest testing/synctest text/scanner text/tabwriter text/template
    text/template/parse time time/tzdata unicode unicode/utf16 unicode/utf8 unique unsafe weak
""".split()  # noqa: SIM905 - one a line would be a page
)


def is_of_go(path: str) -> bool:
    """Whether an import path is one of Go's own library: its first part has no dot."""
    return "." not in path.partition("/")[0]


def likely_name(path: str) -> str:
    """The package name that a path most likely stands for: ``gopkg.in/gorp.v2`` -> ``gorp``, ``…/pgx/v5`` -> ``pgx``."""
    elements = path.split("/")
    last = elements[-1]
    if _VERSION_ELEMENT.fullmatch(last) and len(elements) > 1:
        last = elements[-2]
    return _VERSION_SUFFIX.sub("", last)


def possible_names(path: str) -> frozenset[str]:
    """Names that a package at ``path`` may well have: ``…/go-sqlite3`` may be ``sqlite3`` or ``go_sqlite3``."""
    name = likely_name(path)
    parts = re.split(r"[-.]", name)
    return frozenset({name, name.replace("-", "_"), name.replace("-", ""), *parts}) - {"go", ""}


class Imports:
    """The imports of one file."""

    def __init__(self, imports: tuple[Import, ...], name_of: Callable[[str], str | None]) -> None:
        """``name_of`` gives the package clause's name for an import path in reach, else None."""
        self.all = imports
        self.dots = tuple(i.path for i in imports if i.name == ".")
        self._name_of = name_of
        self._exact: dict[str, str] | None = None
        self._guessed: dict[str, str] = {}

    def path_of(self, name: str) -> str | None:
        """Import path of the package that ``name`` surely or most likely stands for."""
        if self._exact is None:
            self._exact = self._resolve()
        return self._exact.get(name)

    def guess(self, name: str) -> str | None:
        """Import path of a package that ``name`` may stand for, where nothing else of that name is in view."""
        self.path_of(name)
        return self._guessed.get(name)

    def _resolve(self) -> dict[str, str]:
        exact: dict[str, str] = {}
        for imported in self.all:
            if imported.name in (".", "_"):
                continue
            known = imported.name or self._name_of(imported.path)
            exact.setdefault(known or likely_name(imported.path), imported.path)
            if not known:
                for name in possible_names(imported.path):
                    self._guessed.setdefault(name, imported.path)
        return exact
