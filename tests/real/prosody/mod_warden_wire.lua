-- SPDX-License-Identifier: GPL-2.0-or-later
-- Writes every message that a client sends into a file, as it came over the wire, for a test to read.
local path = assert(module:get_option_string("warden_wire"));

local function note(event)
	local file = assert(io.open(path, "a"));
	file:write((tostring(event.stanza):gsub("\n", " ")), "\n");
	file:close();
end

for _, target in ipairs({ "bare", "full", "host" }) do
	module:hook("pre-message/" .. target, note, 1000);
end

-- libpurple looks for PEP at the host, where Prosody no longer tells of it; without it OMEMO cannot publish its keys.
module:add_identity("pubsub", "pep", "Prosody");
