/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-omemo-devices.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "purple/wd-key-change.h"
#include "purple/wd-purple-context.h"
#include "store/wd-lurch-devices.h"

#define STATE         "omemo-devices"
#define XMPP_PROTOCOL "prpl-jabber"
#define EVENTS        "http://jabber.org/protocol/pubsub#event"
#define LURCH_FILE    "%s_omemo_db.sqlite" /* with the account's bare JID */
#define MAX_PEOPLE    5000

/* The node on which a list is announced, and the element that holds it. */
static const struct {
	const char *node;
	const char *list;
} forms[] = {
	{"eu.siacs.conversations.axolotl.devicelist", "list"},
	{"urn:xmpp:omemo:1:devices", "devices"},
	{"urn:xmpp:omemo:2:devices", "devices"},
};

typedef struct {
	WdSession *session;
	GHashTable *seen; /* "account\npeer" -> GArray of guint32: every device seen so far */
} Devices;

static gboolean
has_device(const GArray *devices, guint32 id)
{
	for (guint i = 0; i < devices->len; i++) {
		if (g_array_index(devices, guint32, i) == id)
			return TRUE;
	}
	return FALSE;
}

/* The list in an announcement; NULL: it is none. */
static xmlnode *
find_list(xmlnode *stanza)
{
	xmlnode *event = xmlnode_get_child_with_namespace(stanza, "event", EVENTS);
	xmlnode *items = event != NULL ? xmlnode_get_child(event, "items") : NULL;
	xmlnode *item = items != NULL ? xmlnode_get_child(items, "item") : NULL;
	const char *node = items != NULL ? xmlnode_get_attrib(items, "node") : NULL;

	for (guint i = 0; item != NULL && i < G_N_ELEMENTS(forms); i++) {
		if (g_strcmp0(node, forms[i].node) == 0)
			return xmlnode_get_child(item, forms[i].list);
	}
	return NULL;
}

static GArray *
read_list(xmlnode *list)
{
	GArray *devices = g_array_new(FALSE, FALSE, sizeof(guint32));

	for (xmlnode *device = xmlnode_get_child(list, "device");
	     device != NULL && devices->len < WD_LURCH_MAX_DEVICES;
	     device = xmlnode_get_next_twin(device)) {
		const char *text = xmlnode_get_attrib(device, "id");
		guint64 id = text != NULL ? g_ascii_strtoull(text, NULL, 10) : 0;
		guint32 short_id = (guint32)id;

		if (id > 0 && id <= G_MAXUINT32 && !has_device(devices, short_id))
			g_array_append_val(devices, short_id);
	}
	return devices;
}

/* What was known before: in this session, else what lurch remembers of earlier ones. */
static GArray *
find_known(Devices *devices, PurpleAccount *account, const char *peer)
{
	g_autofree char *me = g_strdup(purple_account_get_username(account));
	g_autofree char *key = NULL;
	g_autofree char *name = NULL;
	g_autofree char *path = NULL;
	GArray *known;

	me[strcspn(me, "/")] = '\0';
	key = g_strconcat(me, "\n", peer, NULL);
	known = g_hash_table_lookup(devices->seen, key);
	if (known != NULL)
		return known;
	if (g_hash_table_size(devices->seen) >= MAX_PEOPLE)
		return NULL;
	name = g_strdup_printf(LURCH_FILE, me);
	path = g_build_filename(purple_user_dir(), name, NULL);
	known = wd_lurch_devices_read(path, peer);
	g_hash_table_insert(devices->seen, g_steal_pointer(&key), known);
	return known;
}

/* The first list of a person is where counting begins. Devices that went stay known: that they
 * come back is nothing new. */
static gboolean
take_list(GArray *known, const GArray *announced)
{
	gboolean is_first = known->len == 0;
	gboolean has_new = FALSE;

	for (guint i = 0; i < announced->len; i++) {
		guint32 id = g_array_index(announced, guint32, i);

		if (has_device(known, id) || known->len >= WD_LURCH_MAX_DEVICES)
			continue;
		g_array_append_val(known, id);
		has_new = TRUE;
	}
	return has_new && !is_first;
}

static void
receiving(PurpleConnection *connection, xmlnode **packet, gpointer data)
{
	Devices *devices = data;
	PurpleAccount *account = purple_connection_get_account(connection);
	xmlnode *list;
	const char *from;
	GArray *known;
	g_autofree char *peer = NULL;
	g_autoptr(GArray) announced = NULL;

	if (*packet == NULL || g_strcmp0((*packet)->name, "message") != 0)
		return;
	from = xmlnode_get_attrib(*packet, "from");
	list = from != NULL ? find_list(*packet) : NULL;
	if (list == NULL || !g_utf8_validate(from, -1, NULL))
		return;
	/* An account speaks for itself: what bears a resource was sent by somebody. */
	peer = strchr(from, '/') == NULL ? wd_purple_normalise_peer(account, from) : NULL;
	if (peer == NULL || !wd_purple_is_contact(account, peer))
		return;
	known = find_known(devices, account, peer);
	announced = read_list(list);
	if (known != NULL && take_list(known, announced))
		wd_key_change_tell(
			devices->session,
			account,
			peer,
			"omemo",
			_("This contact reads with OMEMO on a device that was not there before. "
			  "Ask by telephone whether it is theirs before you write anything "
			  "confidential: somebody else may be reading."));
}

static void
watch_xmpp(PurplePlugin *protocol, gpointer data)
{
	Devices *devices = data;

	if (protocol == NULL || g_strcmp0(protocol->info->id, XMPP_PROTOCOL) != 0)
		return;
	/* Before lurch writes the list down. */
	purple_signal_connect_priority(protocol,
				       "jabber-receiving-xmlnode",
				       wd_session_get_plugin(devices->session),
				       PURPLE_CALLBACK(receiving),
				       devices,
				       PURPLE_SIGNAL_PRIORITY_LOWEST);
}

static void
free_devices(gpointer data)
{
	Devices *devices = data;

	g_hash_table_unref(devices->seen);
	g_free(devices);
}

/**
 * wd_purple_omemo_devices_attach:
 * @session: the session
 */
void
wd_purple_omemo_devices_attach(WdSession *session)
{
	Devices *devices = g_new0(Devices, 1);

	devices->session = session;
	devices->seen = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
	wd_session_set_state(session, STATE, devices, free_devices);
	watch_xmpp(purple_find_prpl(XMPP_PROTOCOL), devices);
	purple_signal_connect(purple_plugins_get_handle(),
			      "plugin-load",
			      wd_session_get_plugin(session),
			      PURPLE_CALLBACK(watch_xmpp),
			      devices);
}

/**
 * wd_purple_omemo_devices_detach:
 * @session: the session
 */
void
wd_purple_omemo_devices_detach(WdSession *session)
{
	PurplePlugin *plugin = wd_session_get_plugin(session);
	PurplePlugin *xmpp = purple_find_prpl(XMPP_PROTOCOL);

	if (xmpp != NULL)
		purple_signal_disconnect(
			xmpp, "jabber-receiving-xmlnode", plugin, PURPLE_CALLBACK(receiving));
	purple_signal_disconnect(
		purple_plugins_get_handle(), "plugin-load", plugin, PURPLE_CALLBACK(watch_xmpp));
	wd_session_set_state(session, STATE, NULL, NULL);
}
