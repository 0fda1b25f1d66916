/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "fakes/wd-null-purple.h"
#include "purple/wd-wire-encryption.h"
#include "wd-rows.h"

#define OMEMO "eu.siacs.conversations.axolotl"

typedef struct {
	const char *name;
	const char *stanza;
	WdEncryption encryption;
} Case;

static const Case cases[] = {
	{"plain", "<message to='a@b'><body>hello</body></message>", WD_ENCRYPTION_NONE},
	{"omemo",
	 "<message to='a@b'><encrypted xmlns='" OMEMO
	 "'><header sid='1'/><payload>AAAA</payload></encrypted></message>",
	 WD_ENCRYPTION_OMEMO},
	{"omemo-2",
	 "<message to='a@b'><encrypted xmlns='urn:xmpp:omemo:2'><payload>AAAA</payload>"
	 "</encrypted></message>",
	 WD_ENCRYPTION_OMEMO},
	{"omemo-with-a-hint",
	 "<message to='a@b'><body>I sent you an OMEMO encrypted message.</body><encrypted "
	 "xmlns='" OMEMO "'><payload>AAAA</payload></encrypted></message>",
	 WD_ENCRYPTION_OMEMO},
	{"omemo-beside-the-words",
	 "<message to='a@b'><body>the secret is out</body><encrypted xmlns='" OMEMO
	 "'><payload>AAAA</payload></encrypted></message>",
	 WD_ENCRYPTION_NONE},
	{"omemo-beside-xhtml",
	 "<message to='a@b'><html xmlns='http://jabber.org/protocol/xhtml-im'><body>x</body></html>"
	 "<encrypted xmlns='" OMEMO "'><payload>AAAA</payload></encrypted></message>",
	 WD_ENCRYPTION_NONE},
	{"omemo-without-payload",
	 "<message to='a@b'><encrypted xmlns='" OMEMO "'><header/></encrypted></message>",
	 WD_ENCRYPTION_NONE},
	{"another-namespace",
	 "<message to='a@b'><encrypted xmlns='x'><payload>AAAA</payload></encrypted></message>",
	 WD_ENCRYPTION_NONE},
	{"openpgp",
	 "<message to='a@b'><body>This message is encrypted.</body>"
	 "<x xmlns='jabber:x:encrypted'>hQEMA</x></message>",
	 WD_ENCRYPTION_OPENPGP},
	{"openpgp-empty",
	 "<message to='a@b'><x xmlns='jabber:x:encrypted'/></message>",
	 WD_ENCRYPTION_NONE},
	{"openpgp-new",
	 "<message to='a@b'><openpgp xmlns='urn:xmpp:openpgp:0'>hQEMA</openpgp></message>",
	 WD_ENCRYPTION_OPENPGP},
	{"nothing", "<message to='a@b'/>", WD_ENCRYPTION_NONE},
};

static void
test_read(gconstpointer data)
{
	const Case *row = data;
	xmlnode *stanza = xmlnode_from_str(row->stanza, -1);

	g_assert_nonnull(stanza);
	g_assert_cmpint(wd_wire_encryption_read(stanza), ==, row->encryption);
	xmlnode_free(stanza);
}

int
main(int argc, char **argv)
{
	int status;

	g_test_init(&argc, &argv, NULL);
	wd_null_purple_start(); /* every node is known to libpurple's D-Bus */
	WD_ADD_ROWS("/wire-encryption/", cases, test_read);
	status = g_test_run();
	wd_null_purple_stop();
	return status;
}
