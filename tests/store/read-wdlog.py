#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A second reader of WDLOG1 and age v1, written from plugin/store/README.md and C2SP's age.md alone.

usage: read-wdlog.py IDENTITY LOG; prints one JSON object a record, with the whole body and the
pictures in the last record of a message, then {"condition": …}. Bytes are in base64.
"""
import base64
import hashlib
import hmac
import json
import pathlib
import struct
import sys

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
TYPES = {0: "meta", 1: "message", 2: "gap", 3: "final", 4: "part", 5: "image"}


def mac(key, data):
    return hmac.new(key, data, hashlib.sha256).digest()


def hkdf(key, salt, info):
    return mac(mac(salt or bytes(32), key), info + b"\x01")


def bech32_bytes(text):
    """The payload; the checksum is the writer's test, here only the bytes matter."""
    values = [ALPHABET.index(c) for c in text.lower().rsplit("1", 1)[1][:-6]]
    bits = "".join(f"{v:05b}" for v in values)
    return bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits) - 7, 8))


def unpadded(text):
    return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)


def open_age(data, secret):
    private = X25519PrivateKey.from_private_bytes(secret)
    public = private.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    end = data.index(b"\n--- ")
    header, rest = data[: end + 4], data[end + 5 :]
    mac_text, payload = rest.split(b"\n", 1)
    lines = header.split(b"\n")
    assert lines[0] == b"age-encryption.org/v1"
    for stanza, body in zip(lines[1:], lines[2:]):
        if not stanza.startswith(b"-> X25519 "):
            continue
        ephemeral = unpadded(stanza.split(b" ")[2])
        shared = private.exchange(X25519PublicKey.from_public_bytes(ephemeral))
        key = hkdf(shared, ephemeral + public, b"age-encryption.org/v1/X25519")
        try:
            file_key = ChaCha20Poly1305(key).decrypt(bytes(12), unpadded(body), None)
        except InvalidTag:
            continue
        assert mac(hkdf(file_key, b"", b"header"), header) == unpadded(mac_text)
        key = hkdf(file_key, payload[:16], b"payload")
        return ChaCha20Poly1305(key).decrypt(bytes(11) + b"\x01", payload[16:], None)
    raise SystemExit("sealed for somebody else")


def parse_record(plain):
    kind, time_ms, flags, n_fields = struct.unpack(">BqIB", plain[:14])
    at, fields = 14, []
    for _ in range(n_fields):
        (length,) = struct.unpack(">I", plain[at : at + 4])
        assert at + 4 + length <= len(plain)
        fields.append(plain[at + 4 : at + 4 + length])
        at += 4 + length
    assert at <= len(plain) <= at + 63 and not any(plain[at:])
    return {"type": TYPES[kind], "time_ms": time_ms, "flags": flags, "fields": fields}


class Joiner:
    """Puts pieces together; take() is False where a record contradicts those before it."""

    def __init__(self):
        self.pieces, self.total, self.images = [], 0, []

    def is_whole(self, total):
        return len(self.pieces) + 1 == total and (not self.pieces or self.total == total)

    def take(self, record):
        number, total = record["flags"] >> 16, record["flags"] & 0xFFFF
        if record["type"] == "part":
            if not 0 < number < total or number != len(self.pieces) + 1 or (self.pieces and total != self.total):
                return False
            self.pieces.append(record["fields"][0])
            self.total = total
        elif record["type"] == "image":
            if not self.is_whole(total) or number != len(self.images) + 1:
                return False
            self.images.append(b"".join(self.pieces + record["fields"][:1]))
            self.pieces = []
        elif record["type"] in ("message", "gap"):
            if not self.is_whole(int(record["fields"][2]) if len(record["fields"]) > 2 else 1):
                return False
            record["body"] = b"".join(self.pieces + record["fields"][1:2]).decode()
            record["images"] = self.images
            self.pieces, self.images = [], []
        elif record["type"] == "final":
            return not self.pieces and not self.images
        return True


def read_log(data, secret):
    """Yields records, at the end the condition."""
    assert data[:8] == b"WDLOG1\n\x01"
    bound, (length,) = data[:24], struct.unpack(">I", data[24:28])
    chain = hkdf(open_age(data[28 : 28 + length], secret), bound, b"wdlog1 chain")
    at, number, tag, last = 28 + length, 0, bytes(16), None
    joiner = Joiner()
    while at < len(data):
        frame = data[at : at + 20]
        if len(frame) < 4 or not any(data[at:]):
            return (yield {"condition": "torn" if last != "final" else "damaged"})
        (size,) = struct.unpack(">I", frame[:4])
        if size < 80 or size > 66000 or last == "final":
            return (yield {"condition": "damaged"})
        if at + 20 + size > len(data):
            return (yield {"condition": "torn"})
        sealed = data[at + 20 : at + 20 + size]
        aad = bound + frame[:8] + tag
        try:
            assert struct.unpack(">I", frame[4:8])[0] == number
            plain = ChaCha20Poly1305(mac(chain, b"\x01")).decrypt(frame[8:20], sealed, aad)
            record = parse_record(plain)
            assert joiner.take(record)
        except (InvalidTag, AssertionError):
            return (yield {"condition": "damaged"})
        yield record
        chain, tag, last = mac(chain, b"\x02"), sealed[-16:], record["type"]
        at, number = at + 20 + size, number + 1
    if joiner.pieces or joiner.images:
        return (yield {"condition": "torn"})
    yield {"condition": "complete" if last == "final" else "open"}


def to_text(value):
    """Fields are text but in part and image."""
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return base64.b64encode(value).decode()
    raise TypeError(value)


def main():
    identity = [line for line in pathlib.Path(sys.argv[1]).read_text().splitlines() if line.startswith("AGE-SECRET-KEY-1")][0]
    for record in read_log(pathlib.Path(sys.argv[2]).read_bytes(), bech32_bytes(identity)):
        if record.get("images"):
            record["images"] = [base64.b64encode(image).decode() for image in record["images"]]
        print(json.dumps(record, default=to_text))


if __name__ == "__main__":
    main()
