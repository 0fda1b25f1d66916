/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-otr-keys.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "purple/wd-key-change.h"
#include "purple/wd-otr-fingerprints.h"
#include "purple/wd-purple-context.h"

#define STATE     "otr-keys"
#define FILE_NAME "otr.fingerprints" /* pidgin-otr's, in libpurple's user folder */

typedef struct {
	WdSession *session;
	char *path;
	WdOtrFingerprints *keys;
	GFileMonitor *monitor; /* (nullable) */
} OtrKeys;

/* A file that is not there holds no keys. */
static WdOtrFingerprints *
load(const char *path)
{
	g_autofree char *bytes = NULL;
	gsize len = 0;

	if (!g_file_get_contents(path, &bytes, &len, NULL))
		return wd_otr_fingerprints_parse("", 0);
	return wd_otr_fingerprints_parse(bytes, len);
}

static void
tell(OtrKeys *otr, const WdOtrPerson *person)
{
	PurpleAccount *account = wd_purple_find_account(person->protocol, person->account);

	if (account != NULL)
		wd_key_change_tell(
			otr->session,
			account,
			person->user,
			"otr",
			_("The key of this contact for private conversations is another one "
			  "than before. Compare the fingerprints by telephone before you "
			  "write anything confidential: somebody else may be reading."));
}

static void
file_changed(
	GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer data)
{
	OtrKeys *otr = data;
	g_autoptr(WdOtrFingerprints) after = load(otr->path);
	g_autoptr(GPtrArray) changed = NULL;

	/* libotr writes the file anew: while it is short, keys are not gone. */
	if (wd_otr_fingerprints_count(after) < wd_otr_fingerprints_count(otr->keys) &&
	    event == G_FILE_MONITOR_EVENT_CHANGED)
		return;
	changed = wd_otr_fingerprints_list_changed(otr->keys, after);
	for (guint i = 0; i < changed->len; i++)
		tell(otr, g_ptr_array_index(changed, i));
	wd_otr_fingerprints_free(otr->keys);
	otr->keys = g_steal_pointer(&after);
}

static void
free_otr_keys(gpointer data)
{
	OtrKeys *otr = data;

	if (otr->monitor != NULL)
		g_signal_handlers_disconnect_by_data(otr->monitor, otr);
	g_clear_object(&otr->monitor);
	wd_otr_fingerprints_free(otr->keys);
	g_free(otr->path);
	g_free(otr);
}

/**
 * wd_purple_otr_keys_attach:
 * @session: the session
 *
 * Knows the keys of this moment, and watches for others. Reads a small file.
 */
void
wd_purple_otr_keys_attach(WdSession *session)
{
	OtrKeys *otr = g_new0(OtrKeys, 1);
	g_autoptr(GFile) file = NULL;

	otr->session = session;
	otr->path = g_build_filename(purple_user_dir(), FILE_NAME, NULL);
	otr->keys = load(otr->path);
	file = g_file_new_for_path(otr->path);
	otr->monitor = g_file_monitor_file(file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
	if (otr->monitor != NULL)
		g_signal_connect(otr->monitor, "changed", G_CALLBACK(file_changed), otr);
	wd_session_set_state(session, STATE, otr, free_otr_keys);
}

/**
 * wd_purple_otr_keys_detach:
 * @session: the session
 */
void
wd_purple_otr_keys_detach(WdSession *session)
{
	wd_session_set_state(session, STATE, NULL, NULL);
}
