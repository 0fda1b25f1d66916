-- SPDX-License-Identifier: GPL-2.0-or-later
-- Takes spam reports (XEP-0377) and writes each block that comes with one or without into a file, for a test to read.
-- Debian 12 has no module that does the former.
local path = assert(module:get_option_string("warden_reports"));

module:depends("blocklist");
module:add_feature("urn:xmpp:reporting:1");

module:hook("iq-set/self/urn:xmpp:blocking:block", function (event)
	local file = assert(io.open(path, "a"));
	file:write(tostring(event.stanza), "\n");
	file:close();
end, 1);
