/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-status.h"

#include <glib/gi18n-lib.h>

#include "engine/wd-fact.h"
#include "purple/wd-purple-advisories.h"
#include "purple/wd-session-facts.h"
#include "store/wd-checkup.h"
#include "ui/wd-fact-text.h"

#define STATE "status"

#define POLL_MS 50

/* One look at a time. The facts are the thread's until it is done. */
typedef struct {
	GThread *thread; /* (nullable) */
	guint timer;     /* polls: a client's main loop need not be GLib's */
	gint is_done;    /* atomic */
	GPtrArray *facts;
	char *user_folder;
} Status;

static const char *const colours[] = {
	[WD_FACT_GOOD] = "#2e7d32",
	[WD_FACT_NOTE] = "#555555",
	[WD_FACT_WARNING] = "#b35900",
	[WD_FACT_BAD] = "#b00020",
};

/**
 * wd_purple_status_format:
 * @facts: (element-type WdFact): what was found
 *
 * Returns: (transfer full): the page as libpurple's HTML, the worst first
 */
char *
wd_purple_status_format(const GPtrArray *facts)
{
	GString *html = g_string_new(NULL);

	for (int level = WD_FACT_BAD; level >= WD_FACT_GOOD; level--) {
		for (guint i = 0; i < facts->len; i++) {
			const WdFact *fact = g_ptr_array_index(facts, i);
			g_autofree char *text = wd_fact_text(fact);
			g_autofree char *escaped = NULL;

			if ((int)fact->level != level)
				continue;
			g_string_append_printf(html,
					       "<font color=\"%s\"><b>%s</b></font>: ",
					       colours[level],
					       wd_fact_text_for_level(fact->level));
			escaped = g_markup_escape_text(text, -1);
			g_string_append_printf(html, "%s<br>", escaped);
		}
	}
	return g_string_free(html, FALSE);
}

static gpointer
look_at_disk(gpointer data)
{
	Status *status = data;

	wd_checkup_profile(status->user_folder, status->facts);
	wd_checkup_home(g_get_home_dir(), status->facts);
	g_atomic_int_set(&status->is_done, TRUE);
	return NULL;
}

static void
end_look(Status *status)
{
	if (status->thread != NULL)
		(void)g_thread_join(g_steal_pointer(&status->thread)); /* returns nothing */
	if (status->timer != 0)
		purple_timeout_remove(status->timer);
	status->timer = 0;
}

static gboolean
show_when_done(gpointer data)
{
	WdSession *session = data;
	Status *status = wd_session_get_state(session, STATE);
	g_autofree char *html = NULL;

	if (!g_atomic_int_get(&status->is_done))
		return G_SOURCE_CONTINUE;
	status->timer = 0; /* ends by itself */
	end_look(status);
	html = wd_purple_status_format(status->facts);
	purple_notify_formatted(wd_session_get_plugin(session),
				_("Purple Warden"),
				_("How things are"),
				NULL,
				html,
				NULL,
				NULL);
	return G_SOURCE_REMOVE;
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

/**
 * wd_purple_status_show:
 * @session: the session
 *
 * Shows the page as soon as a thread has looked at the disk. Does not wait.
 */
void
wd_purple_status_show(WdSession *session)
{
	Status *status = wd_session_get_state(session, STATE);

	if (status->thread != NULL)
		return; /* it is coming */
	g_clear_pointer(&status->facts, g_ptr_array_unref);
	status->facts = wd_facts_new();
	status->is_done = FALSE;
	wd_session_gather_facts(session, status->facts);
	look_at_plugins(status->facts);
	wd_purple_advisories_gather_facts(session, status->facts);
	status->thread = g_thread_new("warden-status", look_at_disk, status);
	status->timer = purple_timeout_add(POLL_MS, show_when_done, session);
}

static void
free_status(gpointer data)
{
	Status *status = data;

	g_clear_pointer(&status->facts, g_ptr_array_unref);
	g_free(status->user_folder);
	g_free(status);
}

/**
 * wd_purple_status_attach:
 * @session: the session
 */
void
wd_purple_status_attach(WdSession *session)
{
	Status *status = g_new0(Status, 1);

	status->user_folder = g_strdup(purple_user_dir());
	wd_session_set_state(session, STATE, status, free_status);
}

/**
 * wd_purple_status_detach:
 * @session: the session
 *
 * Waits for a look that is going on: a few folders.
 */
void
wd_purple_status_detach(WdSession *session)
{
	end_look(wd_session_get_state(session, STATE));
	wd_session_set_state(session, STATE, NULL, NULL);
}
