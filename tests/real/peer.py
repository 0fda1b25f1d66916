# SPDX-License-Identifier: GPL-2.0-or-later
"""The other side: XMPP users written with slixmpp, in a thread of their own."""
import asyncio
import threading

import slixmpp
from slixmpp.exceptions import IqError, IqTimeout
from slixmpp.plugins.xep_0096 import File

from processes import wait_for
from server import HOST, PASSWORD


FILE_PROFILE = "http://jabber.org/protocol/si/profile/file-transfer"  # XEP-0096


class Peers:
    """An asyncio loop that all peers of a test share."""

    def __init__(self, server):
        self.server = server
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.all = []

    def run(self, coroutine, timeout=30):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(timeout)

    def add(self, name, kind=None):
        peer = self.run(self._connect(name, kind or Peer))
        wait_for(lambda: peer.is_ready, 20, f"{name} signs on")
        self.all.append(peer)
        return peer

    async def _connect(self, name, kind):
        peer = kind(self, name)
        peer.connect(("127.0.0.1", self.server.port))
        return peer

    def stop(self):
        async def end():
            for peer in self.all:
                peer.abort()
            for task in asyncio.all_tasks(self.loop) - {asyncio.current_task()}:
                task.cancel()
            await asyncio.sleep(0.1)  # lets the cancelled tasks end

        self.run(end())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)


class Peer(slixmpp.ClientXMPP):
    def __init__(self, peers, name):
        super().__init__(f"{name}@{HOST}/peer", PASSWORD)
        self.peers = peers
        self.ca_certs = str(peers.server.certificate)
        self.is_ready = False
        self.got = []  # bodies of messages, in order
        self.errors = []  # conditions under which messages of ours came back
        self.offers = {}  # sid -> what became of an offer
        for plugin in ("xep_0030", "xep_0047", "xep_0095", "xep_0096"):
            self.register_plugin(plugin)
        self.add_event_handler("session_start", self._started)
        self.add_event_handler("message", self._message)
        self.add_event_handler("message_error", lambda message: self.errors.append(message["error"]["condition"]))

    async def _started(self, _):
        self.send_presence()
        await self.get_roster()
        self.is_ready = True

    def _message(self, message):
        if message["body"]:
            self.got.append(message["body"])

    def say(self, to, text, html=None):
        async def send():
            self.send_message(mto=to, mbody=text, mtype="chat", mhtml=html)

        self.peers.run(send())

    def offer_file(self, to, name, size):
        """Offer a file by stream initiation (XEP-0096); what becomes of it lands in offers."""
        sid = f"offer-{len(self.offers)}"
        file = File()
        file["name"], file["size"] = name, size
        self.offers[sid] = "open"

        async def offer():
            try:
                # slixmpp's own request_file_transfer() builds a form that it cannot write.
                await self["xep_0095"].offer(to, sid=sid, profile=FILE_PROFILE, payload=file, timeout=300,
                                             methods=[{"value": "http://jabber.org/protocol/ibb"}])
                self.offers[sid] = "accepted"
            except IqError as error:
                self.offers[sid] = "refused: " + error.condition
            except IqTimeout:
                self.offers[sid] = "timeout"
            except Exception as problem:  # must not pass for an open offer
                self.offers[sid] = f"broken: {problem!r}"

        asyncio.run_coroutine_threadsafe(offer(), self.loop)
        return sid
