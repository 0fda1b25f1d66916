/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "fakes/wd-null-purple.h"
#include "purple/wd-xmpp-stanza.h"
#include "wd-rows.h"

#define ME "dana@corp.example"

static const char *const two_ids[] = {"a&\"<1", "b2", NULL};

typedef struct {
	const char *name;
	WdXmppBlock block;
	const char *xml;
} BlockCase;

static const BlockCase blocks[] = {
	{"plain",
	 {.jid = "bot@b.example"},
	 "<iq type='set'><block xmlns='urn:xmpp:blocking'><item "
	 "jid='bot@b.example'/></block></iq>"},
	{"report",
	 {.jid = "bot@b.example", .has_report = TRUE},
	 "<iq type='set'><block xmlns='urn:xmpp:blocking'><item jid='bot@b.example'>"
	 "<report xmlns='urn:xmpp:reporting:1' "
	 "reason='urn:xmpp:reporting:spam'/></item></block></iq>"},
	{"report-of-two-messages",
	 {.jid = "bot@b.example", .has_report = TRUE, .archive = ME, .server_ids = two_ids},
	 "<iq type='set'><block xmlns='urn:xmpp:blocking'><item jid='bot@b.example'>"
	 "<report xmlns='urn:xmpp:reporting:1' reason='urn:xmpp:reporting:spam'>"
	 "<stanza-id xmlns='urn:xmpp:sid:0' by='" ME "' id='a&amp;&quot;&lt;1'/>"
	 "<stanza-id xmlns='urn:xmpp:sid:0' by='" ME "' id='b2'/></report></item></block></iq>"},
	{"name-that-would-end-the-attribute",
	 {.jid = "room@b.example/a'><x y=\"&"},
	 "<iq type='set'><block xmlns='urn:xmpp:blocking'>"
	 "<item jid='room@b.example/a&apos;&gt;&lt;x y=&quot;&amp;'/></block></iq>"},
};

static void
test_block(gconstpointer data)
{
	const BlockCase *row = data;
	xmlnode *iq = wd_xmpp_stanza_new_block(&row->block);
	xmlnode *expected = xmlnode_from_str(row->xml, -1);
	char *text = xmlnode_to_str(iq, NULL);
	char *expected_text = xmlnode_to_str(expected, NULL);

	g_assert_cmpstr(text, ==, expected_text);
	g_free(text);
	g_free(expected_text);
	xmlnode_free(iq);
	xmlnode_free(expected);
}

#define DISCO(features)                                                                            \
	"<iq type='result'><query xmlns='http://jabber.org/protocol/disco#info'>"                  \
	"<identity category='server' type='im'/>" features "</query></iq>"

typedef struct {
	const char *name;
	const char *xml;
	guint features;
} FeatureCase;

static const FeatureCase answers[] = {
	{"none", DISCO(""), 0},
	{"blocking", DISCO("<feature var='urn:xmpp:blocking'/>"), WD_XMPP_BLOCKING},
	{"both",
	 DISCO("<feature var='urn:xmpp:reporting:1'/><feature/><feature var='urn:xmpp:blocking'/>"),
	 WD_XMPP_BLOCKING | WD_XMPP_REPORTING},
	{"older-reporting", DISCO("<feature var='urn:xmpp:reporting:0'/>"), 0},
	{"other-query",
	 "<iq type='result'><query xmlns='x'><feature var='urn:xmpp:blocking'/></query></iq>",
	 0},
	{"empty", "<iq type='result'/>", 0},
};

static void
test_features(gconstpointer data)
{
	const FeatureCase *row = data;
	xmlnode *iq = xmlnode_from_str(row->xml, -1);

	g_assert_cmpuint(wd_xmpp_stanza_get_features(iq), ==, row->features);
	xmlnode_free(iq);
}

static void
test_disco(void)
{
	xmlnode *iq = wd_xmpp_stanza_new_disco("corp.example");
	xmlnode *query = xmlnode_get_child_with_namespace(
		iq, "query", "http://jabber.org/protocol/disco#info");

	g_assert_nonnull(query);
	g_assert_cmpstr(xmlnode_get_attrib(iq, "to"), ==, "corp.example");
	g_assert_cmpstr(xmlnode_get_attrib(iq, "type"), ==, "get");
	xmlnode_free(iq);
}

typedef struct {
	const char *name;
	const char *children;
	const char *id;
} NameCase;

static const NameCase names[] = {
	{"own", "<stanza-id xmlns='urn:xmpp:sid:0' by='" ME "' id='n1'/>", "n1"},
	{"behind-the-peers",
	 "<stanza-id xmlns='urn:xmpp:sid:0' by='b.example' id='x'/><stanza-id "
	 "xmlns='urn:xmpp:sid:0' by='" ME "' id='n2'/>",
	 "n2"},
	{"the-peers-only", "<stanza-id xmlns='urn:xmpp:sid:0' by='bot@b.example' id='x'/>", NULL},
	{"by-nobody", "<stanza-id xmlns='urn:xmpp:sid:0' id='x'/>", NULL},
	{"empty", "<stanza-id xmlns='urn:xmpp:sid:0' by='" ME "' id=''/>", NULL},
	{"other-namespace", "<stanza-id xmlns='y' by='" ME "' id='x'/>", NULL},
	{"none", "<body>hi</body>", NULL},
};

static void
test_name(gconstpointer data)
{
	const NameCase *row = data;
	g_autofree char *xml =
		g_strdup_printf("<message from='bot@b.example'>%s</message>", row->children);
	xmlnode *message = xmlnode_from_str(xml, -1);
	g_autofree char *id = wd_xmpp_stanza_find_server_id(message, ME);

	g_assert_cmpstr(id, ==, row->id);
	xmlnode_free(message);
}

/* As long as a peer likes: the queue would cut it, and a cut name names nothing. */
static void
test_name_that_is_too_long(void)
{
	g_autofree char *long_id = g_strnfill(100000, 'x');
	g_autofree char *xml = g_strdup_printf("<message><stanza-id xmlns='urn:xmpp:sid:0' by='" ME
					       "' id='%s'/></message>",
					       long_id);
	xmlnode *message = xmlnode_from_str(xml, -1);

	g_assert_null(wd_xmpp_stanza_find_server_id(message, ME));
	xmlnode_free(message);
}

int
main(int argc, char **argv)
{
	int status;

	g_test_init(&argc, &argv, NULL);
	wd_null_purple_start(); /* every node is known to libpurple's D-Bus */
	WD_ADD_ROWS("/xmpp-stanza/block/", blocks, test_block);
	WD_ADD_ROWS("/xmpp-stanza/features/", answers, test_features);
	WD_ADD_ROWS("/xmpp-stanza/name/", names, test_name);
	g_test_add_func("/xmpp-stanza/disco", test_disco);
	g_test_add_func("/xmpp-stanza/name-too-long", test_name_that_is_too_long);
	status = g_test_run();
	wd_null_purple_stop();
	return status;
}
