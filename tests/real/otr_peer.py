# SPDX-License-Identifier: GPL-2.0-or-later
"""The other side of a private conversation: an XMPP user who speaks OTR by potr, not by libotr."""
import potr
import potr.context
import potr.crypt
from Cryptodome.Cipher import AES
from Cryptodome.PublicKey import DSA
from Cryptodome.Random import random
from Cryptodome.Util.number import bytes_to_long, long_to_bytes
from potr.compatcrypto.pycrypto import DSAKey

from peer import Peer

# potr is older than the library that it computes with, whose names have changed since.


def _sign(key, data):
    r, s = key.priv._sign(bytes_to_long(data), random.randrange(2, int(key.priv.q)))
    return long_to_bytes(r, 20) + long_to_bytes(s, 20)


def _verify(key, data, signature):
    return key.pub._verify(bytes_to_long(data), (bytes_to_long(signature[:20]), bytes_to_long(signature[20:])))


def _cipher(key, counter=0):
    prefix = counter if isinstance(counter, int) else counter.prefix
    return AES.new(key, AES.MODE_CTR, nonce=b"", initial_value=long_to_bytes(prefix, 8) + bytes(8))


DSAKey.sign, DSAKey.verify = _sign, _verify
potr.crypt.AESCTR = _cipher

POLICY = {"ALLOW_V1": False, "ALLOW_V2": True, "REQUIRE_ENCRYPTION": False, "SEND_TAG": False,
          "WHITESPACE_START_AKE": True, "ERROR_START_AKE": False}


class _Context(potr.context.Context):
    def getPolicy(self, key):
        return POLICY[key]

    def inject(self, msg, appdata=None):
        """From whatever thread: potr answers while a message is being read."""
        peer = self.user.peer
        peer.loop.call_soon_threadsafe(lambda: peer.send_message(mto=self.peer, mbody=msg.decode(), mtype="chat"))


class _Account(potr.context.Account):
    contextclass = _Context

    def __init__(self, peer):
        super().__init__(peer.boundjid.bare, "xmpp", 4096)
        self.peer = peer

    def loadPrivkey(self):
        key = DSA.generate(1024)  # what OTR asks for
        return DSAKey((key.y, key.g, key.p, key.q, key.x), private=True)

    def savePrivkey(self):
        pass

    def saveTrusts(self):
        pass


class OtrPeer(Peer):
    """`read` holds what was decrypted, `got` what came otherwise."""

    def __init__(self, peers, name):
        super().__init__(peers, name)
        self.account = _Account(self)
        self.account.getPrivkey()  # takes a moment
        self.read = []

    def context(self, to):
        return self.account.getContext(to)

    def is_private(self, to):
        return self.context(to).state == potr.context.STATE_ENCRYPTED

    def invite(self, to):
        """Asks for a private conversation."""
        self.say(to, "?OTRv2?")

    def end(self, to):
        """Ends it, and tells the other side so."""
        self.context(to).disconnect()

    def _message(self, message):
        if not message["body"]:
            return
        try:
            text, _ = self.context(message["from"].bare).receiveMessage(message["body"].encode())
        except potr.context.UnencryptedMessage:
            self.got.append(message["body"])
            return
        if text is not None:
            self.read.append(str(text, "utf-8", "replace") if isinstance(text, bytes) else str(text))
