/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-insight.h"

#include <glib/gi18n-lib.h>

#include "engine/wd-fact.h"
#include "purple/wd-purple-advisories.h"
#include "purple/wd-session-facts.h"
#include "purple/wd-tls-facts.h"
#include "store/wd-audit-deeds.h"
#include "store/wd-checkup.h"
#include "store/wd-paths.h"

#define STATE   "insight"
#define POLL_MS 50 /* a client's main loop need not be GLib's */

/* What goes on at the moment. */
typedef struct {
	GPtrArray *looks; /* of Look * */
	char *user_folder;
} Insight;

/* What is found is the thread's until it is done. */
typedef struct {
	WdSession *session;
	GThread *thread;
	guint timer;
	gint is_done;     /* atomic */
	gint is_unwanted; /* atomic: the thread may stop */
	char *folder;     /* of the client, or of the trail */
	gint64 from_ms;
	GPtrArray *facts;
	WdDeeds *deeds; /* (nullable) */
	GError *error;
	/* The main loop's: */
	WdFactsSeen facts_seen; /* one of the two, until it is forgotten */
	WdDeedsSeen deeds_seen;
	gpointer data;
} Look;

static void
free_look(gpointer pointer)
{
	Look *look = pointer;

	g_atomic_int_set(&look->is_unwanted, TRUE);
	(void)g_thread_join(look->thread); /* returns nothing */
	if (look->timer != 0)
		purple_timeout_remove(look->timer);
	g_clear_pointer(&look->facts, g_ptr_array_unref);
	wd_deeds_free(look->deeds);
	g_clear_error(&look->error);
	g_free(look->folder);
	g_free(look);
}

static void
tell(Look *look)
{
	g_autofree char *problem = NULL;

	if (look->facts_seen != NULL)
		look->facts_seen(look->facts, look->data);
	if (look->deeds_seen == NULL)
		return;
	if (look->deeds == NULL)
		/* Translators: %s is the reason the system gave. */
		problem = g_strdup_printf(_("The audit trail cannot be read: %s"),
					  look->error != NULL ? look->error->message : "");
	look->deeds_seen(g_steal_pointer(&look->deeds), problem, look->data);
}

static gboolean
tell_when_done(gpointer data)
{
	Look *look = data;
	Insight *insight = wd_session_get_state(look->session, STATE);
	guint place = 0;

	if (!g_atomic_int_get(&look->is_done))
		return TRUE;
	look->timer = 0; /* ends by itself */
	/* Out of the list first: whoever is told may look again. */
	if (g_ptr_array_find(insight->looks, look, &place))
		(void)g_ptr_array_steal_index(insight->looks, place);
	tell(look);
	free_look(look);
	return FALSE;
}

static gpointer
look_at_disk(gpointer data)
{
	Look *look = data;

	wd_checkup_profile(look->folder, look->facts);
	wd_checkup_home(g_get_home_dir(), look->facts);
	g_atomic_int_set(&look->is_done, TRUE);
	return NULL;
}

static gpointer
look_at_trail(gpointer data)
{
	Look *look = data;

	look->deeds =
		wd_audit_deeds_load(look->folder, look->from_ms, &look->is_unwanted, &look->error);
	g_atomic_int_set(&look->is_done, TRUE);
	return NULL;
}

static void
look_at_plugins(GPtrArray *facts)
{
	for (GList *l = purple_plugins_get_loaded(); l != NULL; l = l->next) {
		const PurplePlugin *plugin = l->data;

		if (plugin->path != NULL)
			wd_checkup_plugin(plugin->path, facts);
	}
}

static Look *
begin_look(WdSession *session, const char *folder, gpointer data)
{
	Insight *insight = wd_session_get_state(session, STATE);
	Look *look = g_new0(Look, 1);

	look->session = session;
	look->folder = g_strdup(folder);
	look->data = data;
	look->timer = purple_timeout_add(POLL_MS, tell_when_done, look);
	g_ptr_array_add(insight->looks, look);
	return look;
}

static void
look_at_facts(gpointer session, WdFactsSeen seen, gpointer data)
{
	const Insight *insight = wd_session_get_state(session, STATE);
	Look *look = begin_look(session, insight->user_folder, data);

	look->facts_seen = seen;
	look->facts = wd_facts_new();
	wd_session_gather_facts(session, look->facts);
	look_at_plugins(look->facts);
	wd_purple_advisories_gather_facts(session, look->facts);
	wd_tls_facts_gather(look->facts);
	look->thread = g_thread_new("warden-facts", look_at_disk, look);
}

static void
look_at_deeds(gpointer session, gint64 from_ms, WdDeedsSeen seen, gpointer data)
{
	g_autofree char *folder = wd_path_get(wd_session_get_base(session), WD_PATH_AUDIT);
	Look *look = begin_look(session, folder, data);

	look->deeds_seen = seen;
	look->from_ms = from_ms;
	look->thread = g_thread_new("warden-deeds", look_at_trail, look);
}

/* The thread goes on to its end, which is near, and nobody hears of it. */
static void
forget(gpointer session, gconstpointer data)
{
	const Insight *insight = wd_session_get_state(session, STATE);

	for (guint i = 0; i < insight->looks->len; i++) {
		Look *look = g_ptr_array_index(insight->looks, i);

		if (look->data != data)
			continue;
		look->facts_seen = NULL;
		look->deeds_seen = NULL;
		g_atomic_int_set(&look->is_unwanted, TRUE);
	}
}

static gint64
get_now_ms(gpointer session)
{
	return wd_session_now_ms(session);
}

static const WdInsightPort port = {
	.look_at_facts = look_at_facts,
	.look_at_deeds = look_at_deeds,
	.forget = forget,
	.get_now_ms = get_now_ms,
};

/**
 * wd_purple_insight_get_port:
 *
 * Returns: (transfer none): what a UI calls, while the part is attached
 */
const WdInsightPort *
wd_purple_insight_get_port(void)
{
	return &port;
}

static void
free_insight(gpointer data)
{
	Insight *insight = data;

	g_ptr_array_unref(insight->looks);
	g_free(insight->user_folder);
	g_free(insight);
}

/**
 * wd_purple_insight_attach:
 * @session: the session
 */
void
wd_purple_insight_attach(WdSession *session)
{
	Insight *insight = g_new0(Insight, 1);

	insight->looks = g_ptr_array_new_with_free_func(free_look);
	insight->user_folder = g_strdup(purple_user_dir());
	wd_session_set_state(session, STATE, insight, free_insight);
}

/**
 * wd_purple_insight_detach:
 * @session: the session
 *
 * Waits for looks that go on: a few folders, or one file of the trail.
 */
void
wd_purple_insight_detach(WdSession *session)
{
	wd_session_set_state(session, STATE, NULL, NULL);
}
