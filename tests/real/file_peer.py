# SPDX-License-Identifier: GPL-2.0-or-later
"""Files over XMPP from the other side: SOCKS5 (XEP-0065) and in-band (XEP-0047) bytestreams."""
import asyncio
import hashlib

from slixmpp import JID
from slixmpp.exceptions import IqError, IqTimeout
from slixmpp.plugins.xep_0096 import File
from slixmpp.xmlstream import ET
from slixmpp.xmlstream.handler import Callback
from slixmpp.xmlstream.matcher import StanzaPath

from peer import FILE_PROFILE

SOCKS5 = "http://jabber.org/protocol/bytestreams"
IN_BAND = "http://jabber.org/protocol/ibb"
BLOCK = 4096


class Offer:
    """One file on its way to somebody; a coroutine for each step."""

    def __init__(self, peer, to, name, content, method, claimed=None):
        self.peer, self.to, self.name, self.content, self.method = peer, JID(to), name, content, method
        self.claimed = len(content) if claimed is None else claimed
        self.sid = hashlib.sha1(f"{name}{id(self)}".encode()).hexdigest()[:16]
        self.state = "open"  # then "accepted", "refused: CONDITION", "sent", "broken: WHY"
        self.may_stream = asyncio.Event()  # set by the test where it wants to do something in between
        self.stops_after = None  # bytes: then the stream is closed
        self.stays_open = False  # in-band: it is not, so that the other side waits for more bytes

    async def _offer(self):
        file = File()
        file["name"], file["size"] = self.name, self.claimed
        await self.peer["xep_0095"].offer(self.to, sid=self.sid, profile=FILE_PROFILE, payload=file, timeout=300,
                                          methods=[{"value": self.method}])

    async def _stream_in_band(self):
        stream = await self.peer["xep_0047"].open_stream(self.to, sid=self.sid, block_size=BLOCK, timeout=60)
        end = len(self.content) if self.stops_after is None else self.stops_after
        await stream.sendall(self.content[:end])
        if self.stays_open:
            return
        closing = stream.close()  # libpurple has forgotten the stream when it has all bytes: no answer comes
        closing.add_done_callback(lambda future: future.cancelled() or future.exception())

    async def _serve(self, reader, writer):
        """The half of SOCKS5 that a sender plays: no authentication, one CONNECT."""
        _, n_methods = await reader.readexactly(2)
        await reader.readexactly(n_methods)
        writer.write(b"\x05\x00")
        head = await reader.readexactly(5)
        rest = await reader.readexactly(head[4] + 2)
        writer.write(b"\x05\x00" + head[2:5] + rest)
        await writer.drain()
        self.connection.set_result(writer)

    async def _stream_socks5(self):
        loop = asyncio.get_running_loop()
        self.connection = loop.create_future()
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        host, port = server.sockets[0].getsockname()
        iq = self.peer.Iq()
        iq["to"], iq["type"], iq["socks"]["sid"] = self.to, "set", self.sid
        iq["socks"].add_streamhost(str(self.peer.boundjid), host, str(port))
        await iq.send(timeout=60)
        writer = await asyncio.wait_for(self.connection, 30)
        end = len(self.content) if self.stops_after is None else self.stops_after
        writer.write(self.content[:end])
        try:
            await writer.drain()
        finally:
            writer.close()
            server.close()

    async def run(self):
        try:
            await self._offer()
            self.state = "accepted"
            await self.may_stream.wait()
            await (self._stream_in_band() if self.method == IN_BAND else self._stream_socks5())
            self.state = "sent"
        except IqError as error:
            self.state = f"refused: {error.condition}"
        except IqTimeout:
            self.state = "timeout"
        except Exception as problem:  # must not pass for an open offer
            self.state = f"broken: {problem!r}"


def offer(peer, to, name, content, method, may_stream=True, **options):
    """Starts an offer; what becomes of it stands in its state."""

    async def begin():
        one = Offer(peer, to, name, content, method, options.pop("claimed", None))
        one.stops_after = options.pop("stops_after", None)
        one.stays_open = options.pop("stays_open", False)
        if may_stream:
            one.may_stream.set()
        asyncio.ensure_future(one.run())
        return one

    return peer.peers.run(begin())


def let_stream(one):
    one.peer.peers.loop.call_soon_threadsafe(one.may_stream.set)


class Inbox:
    """Takes every file that is offered to a peer, by one method."""

    def __init__(self, peer, method):
        self.peer, self.method = peer, method
        self.names = []  # as offered: what left before the bytes
        self.files = {}  # name -> bytes
        self.refuses = False
        self.sids = set()  # of what is on its way here; streams of our own tell of themselves, too

        async def listen():
            # slixmpp's own handler is a coroutine that nobody awaits.
            peer.remove_handler("SI Request")
            peer.remove_handler("Offered files")
            peer.register_handler(Callback("Offered files", StanzaPath("iq@type=set/si"), self._asked))
            peer["xep_0047"].auto_accept = True
            peer["xep_0065"].auto_accept = True
            peer.add_event_handler("ibb_stream_start", self._in_band)
            peer.add_event_handler("socks5_stream", self._socks5)
            peer.add_event_handler("socks5_data", self._socks5_data)

        peer.peers.run(listen())

    def _asked(self, iq):
        file = iq.xml.find(".//{http://jabber.org/protocol/si/profile/file-transfer}file")
        self.names.append(file.get("name"))
        self.sids.add(iq.xml.find("{http://jabber.org/protocol/si}si").get("id"))
        self.size = int(file.get("size"))
        self.received = b""
        reply = self.peer.Iq()
        reply["id"], reply["to"] = iq["id"], iq["from"]
        if self.refuses:
            reply["type"] = "error"
            reply["error"]["condition"] = "forbidden"
        else:
            reply["type"] = "result"
            si = ET.SubElement(reply.xml, "{http://jabber.org/protocol/si}si")
            feature = ET.SubElement(si, "{http://jabber.org/protocol/feature-neg}feature")
            form = ET.SubElement(feature, "{jabber:x:data}x", type="submit")
            field = ET.SubElement(form, "{jabber:x:data}field", var="stream-method")
            ET.SubElement(field, "{jabber:x:data}value").text = self.method
        reply.send()

    def _take(self, data):
        self.received += data
        if len(self.received) >= self.size:
            self.files[self.names[-1]] = self.received

    async def _in_band(self, stream):
        if stream.sid not in self.sids:
            return
        self._take(await stream.gather(timeout=60))

    def _socks5(self, connection):
        self.connection = connection

    def _socks5_data(self, data):
        self._take(data)
