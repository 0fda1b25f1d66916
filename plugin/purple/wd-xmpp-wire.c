/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-xmpp-wire.h"

#include <string.h>

#include "purple/wd-purple-context.h"
#include "purple/wd-xmpp-stanza.h"

#define STATE      "xmpp-wire"
#define PROTOCOL   "prpl-jabber"
#define TIMEOUT_MS 30000
/* Open questions are answered before anybody forgets the connection they are about. */
#define FIRST     (PURPLE_SIGNAL_PRIORITY_DEFAULT - 1)
#define MAX_NAMED 500 /* peers whose last message is remembered by its name */

typedef struct {
	WdSession *session;
	PurplePlugin *protocol; /* (nullable): no XMPP in this client */
	GHashTable *questions;  /* id -> Question * */
	GHashTable *named;      /* key of a peer -> Named * */
	GQueue order;           /* of Named *, the oldest first; the table owns them */
} Wire;

/* What the server calls the last message of a peer. */
typedef struct {
	char *key;
	char *server_id;
	GList *link; /* in the order */
} Named;

typedef struct {
	Wire *wire;
	char *id;
	char *to; /* (nullable) the server; NULL: the person's own account */
	PurpleConnection *connection;
	guint timer;
	WdXmppAnswer answer;
	gpointer data;
	GDestroyNotify free_data; /* (nullable) */
} Question;

static void
free_question(gpointer pointer)
{
	Question *question = pointer;

	if (question->timer != 0)
		purple_timeout_remove(question->timer);
	if (question->free_data != NULL)
		question->free_data(question->data);
	g_free(question->id);
	g_free(question->to);
	g_free(question);
}

static void
free_named(gpointer pointer)
{
	Named *named = pointer;

	g_free(named->key);
	g_free(named->server_id);
	g_free(named);
}

static void
free_wire(gpointer pointer)
{
	Wire *wire = pointer;

	g_hash_table_unref(wire->questions);
	g_queue_clear(&wire->order);
	g_hash_table_unref(wire->named);
	g_free(wire);
}

/* Out of the table before the callback runs: it may ask again. */
static void
settle(Question *question, WdXmppOutcome outcome, const xmlnode *answer)
{
	(void)g_hash_table_steal(question->wire->questions, question->id);
	question->answer(outcome, answer, question->data);
	free_question(question);
}

static gboolean
timed_out(gpointer data)
{
	Question *question = data;

	question->timer = 0;
	settle(question, WD_XMPP_TIMEOUT, NULL);
	return FALSE;
}

/**
 * wd_xmpp_wire_is_xmpp:
 * @account: an account
 *
 * Returns: whether its protocol is libpurple's XMPP
 */
gboolean
wd_xmpp_wire_is_xmpp(PurpleAccount *account)
{
	return purple_strequal(purple_account_get_protocol_id(account), PROTOCOL);
}

/**
 * wd_xmpp_wire_get_own_jid:
 * @account: an XMPP account
 *
 * Returns: (transfer full): the person's own JID without a resource
 */
char *
wd_xmpp_wire_get_own_jid(PurpleAccount *account)
{
	return wd_purple_normalise_peer(account, purple_account_get_username(account));
}

/**
 * wd_xmpp_wire_get_server:
 * @account: an XMPP account
 *
 * Returns: (transfer full): its server's domain
 */
char *
wd_xmpp_wire_get_server(PurpleAccount *account)
{
	g_autofree char *own = wd_xmpp_wire_get_own_jid(account);
	const char *at = strchr(own, '@');

	return g_strdup(at != NULL ? at + 1 : own);
}

/* Ids can be guessed: an answer counts only if it comes from whom was asked (RFC 6120, 8.1.2.1). */
static gboolean
is_from_asked(const Question *question, const char *from)
{
	PurpleAccount *account = purple_connection_get_account(question->connection);
	g_autofree char *own = NULL;
	g_autofree char *server = NULL;
	g_autofree char *bare = NULL;

	if (question->to != NULL)
		return g_strcmp0(from, question->to) == 0;
	if (from == NULL)
		return TRUE;
	own = wd_xmpp_wire_get_own_jid(account);
	server = wd_xmpp_wire_get_server(account);
	bare = wd_purple_normalise_peer(account, from);
	return strcmp(bare, own) == 0 || strcmp(from, server) == 0;
}

static gboolean
receiving_iq(PurpleConnection *connection,
	     const char *type,
	     const char *id,
	     const char *from,
	     xmlnode *iq,
	     gpointer data)
{
	Wire *wire = data;
	Question *question = id != NULL ? g_hash_table_lookup(wire->questions, id) : NULL;
	gboolean is_result = purple_strequal(type, "result");

	if (question == NULL || question->connection != connection ||
	    !(is_result || purple_strequal(type, "error")) || !is_from_asked(question, from))
		return FALSE;
	settle(question, is_result ? WD_XMPP_RESULT : WD_XMPP_ERROR, iq);
	return TRUE;
}

static char *
key_of(PurpleAccount *account, const char *raw_peer)
{
	g_autofree char *peer = wd_purple_normalise_peer(account, raw_peer);

	return g_strdup_printf("%s\n%s", purple_account_get_username(account), peer);
}

static void
forget_named(Wire *wire, Named *named)
{
	if (named == NULL)
		return;
	g_queue_delete_link(&wire->order, named->link);
	(void)g_hash_table_remove(wire->named, named->key);
}

static void
note_named(Wire *wire, char *key, char *server_id)
{
	Named *named = g_new0(Named, 1);

	if (g_queue_get_length(&wire->order) == MAX_NAMED)
		forget_named(wire, g_queue_peek_head(&wire->order));
	named->key = key;
	named->server_id = server_id;
	g_queue_push_tail(&wire->order, named);
	named->link = g_queue_peek_tail_link(&wire->order);
	g_hash_table_insert(wire->named, named->key, named);
}

/* Before libpurple makes a message of it: who asks while that message passes gets its name, and a
 * message without a name leaves none behind. Signs of typing are no messages. */
static void
receiving_xmlnode(PurpleConnection *connection, xmlnode **packet, gpointer data)
{
	Wire *wire = data;
	PurpleAccount *account = purple_connection_get_account(connection);
	const char *from = *packet != NULL ? xmlnode_get_attrib(*packet, "from") : NULL;
	g_autofree char *key = NULL;
	g_autofree char *own = NULL;
	g_autofree char *server_id = NULL;

	if (from == NULL || !purple_strequal((*packet)->name, "message") ||
	    xmlnode_get_child(*packet, "body") == NULL)
		return;
	own = wd_xmpp_wire_get_own_jid(account);
	key = key_of(account, from);
	server_id = wd_xmpp_stanza_find_server_id(*packet, own);
	forget_named(wire, g_hash_table_lookup(wire->named, key));
	if (server_id != NULL)
		note_named(wire, g_steal_pointer(&key), g_steal_pointer(&server_id));
}

static void
signed_off(PurpleConnection *connection, gpointer data)
{
	Wire *wire = data;
	g_autoptr(GList) questions = g_hash_table_get_values(wire->questions);

	for (GList *l = questions; l != NULL; l = l->next) {
		if (((Question *)l->data)->connection == connection)
			settle(l->data, WD_XMPP_GONE, NULL);
	}
}

static Question *
new_question(WdXmppAnswer answer, gpointer data, GDestroyNotify free_data)
{
	Question *question = g_new0(Question, 1);

	question->answer = answer;
	question->data = data;
	question->free_data = free_data;
	return question;
}

/**
 * wd_xmpp_wire_send:
 * @session: the session
 * @connection: an XMPP account's, connected
 * @iq: (transfer full): a get or set without an id
 * @answer: called once; perhaps from within this call
 * @data: for @answer
 * @free_data: (nullable): called once, after the answer or in its place
 */
void
wd_xmpp_wire_send(WdSession *session,
		  PurpleConnection *connection,
		  xmlnode *iq,
		  WdXmppAnswer answer,
		  gpointer data,
		  GDestroyNotify free_data)
{
	Wire *wire = wd_session_get_state(session, STATE);
	Question *question = new_question(answer, data, free_data);

	if (wire == NULL || wire->protocol == NULL ||
	    purple_connection_get_prpl(connection) != wire->protocol) {
		xmlnode_free(iq);
		answer(WD_XMPP_GONE, NULL, data);
		free_question(question);
		return;
	}
	question->wire = wire;
	question->id = g_strdup_printf("warden-%08x%08x", g_random_int(), g_random_int());
	question->to = g_strdup(xmlnode_get_attrib(iq, "to"));
	question->connection = connection;
	question->timer = purple_timeout_add(TIMEOUT_MS, timed_out, question);
	g_hash_table_insert(wire->questions, question->id, question);
	xmlnode_set_attrib(iq, "id", question->id);
	purple_signal_emit(wire->protocol, "jabber-sending-xmlnode", connection, &iq);
	if (iq != NULL)
		xmlnode_free(iq);
}

/**
 * wd_xmpp_wire_find_server_id:
 * @session: the session
 * @account: an account of any protocol
 * @peer: who sent a message
 *
 * While a message passes, the name is that message's; later it is the last one's.
 *
 * Returns: (transfer none) (nullable): what the server calls it; valid until the next message
 */
const char *
wd_xmpp_wire_find_server_id(WdSession *session, PurpleAccount *account, const char *peer)
{
	Wire *wire = wd_session_get_state(session, STATE);
	const Named *named;
	g_autofree char *key = NULL;

	if (wire == NULL || account == NULL || !wd_xmpp_wire_is_xmpp(account))
		return NULL;
	key = key_of(account, peer);
	named = g_hash_table_lookup(wire->named, key);
	return named != NULL ? named->server_id : NULL;
}

static const struct {
	const char *signal;
	PurpleCallback callback;
} hooks[] = {
	{"jabber-receiving-iq", PURPLE_CALLBACK(receiving_iq)},
	{"jabber-receiving-xmlnode", PURPLE_CALLBACK(receiving_xmlnode)},
};

/**
 * wd_xmpp_wire_attach:
 * @session: the session
 */
void
wd_xmpp_wire_attach(WdSession *session)
{
	PurplePlugin *plugin = wd_session_get_plugin(session);
	Wire *wire = g_new0(Wire, 1);

	wire->session = session;
	wire->questions = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_question);
	wire->named = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_named);
	g_queue_init(&wire->order);
	wire->protocol = purple_find_prpl(PROTOCOL);
	wd_session_set_state(session, STATE, wire, free_wire);
	for (guint i = 0; wire->protocol != NULL && i < G_N_ELEMENTS(hooks); i++)
		purple_signal_connect(
			wire->protocol, hooks[i].signal, plugin, hooks[i].callback, wire);
	purple_signal_connect_priority(purple_connections_get_handle(),
				       "signed-off",
				       plugin,
				       PURPLE_CALLBACK(signed_off),
				       wire,
				       FIRST);
}

/**
 * wd_xmpp_wire_detach:
 * @session: the session
 *
 * Open questions are not answered any more.
 */
void
wd_xmpp_wire_detach(WdSession *session)
{
	PurplePlugin *plugin = wd_session_get_plugin(session);
	const Wire *wire = wd_session_get_state(session, STATE);

	purple_signal_disconnect(
		purple_connections_get_handle(), "signed-off", plugin, PURPLE_CALLBACK(signed_off));
	/* At the client's end the protocols may have gone first, and their signals with them. */
	if (wire->protocol != NULL && purple_find_prpl(PROTOCOL) == wire->protocol) {
		for (guint i = 0; i < G_N_ELEMENTS(hooks); i++)
			purple_signal_disconnect(
				wire->protocol, hooks[i].signal, plugin, hooks[i].callback);
	}
	wd_session_set_state(session, STATE, NULL, NULL);
}
