/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-leaks.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "engine/leak/wd-leak-rules.h"
#include "purple/wd-session-audit.h"
#include "store/wd-document-store.h"

#define STATE "leaks"

typedef struct {
	WdSession *session;
	WdLeakRules *rules;
	WdDocumentStore *documents; /* (nullable) none is named, or it cannot be used */
	GFileMonitor *monitor;      /* (nullable) of the index */
} Leaks;

static void
compile(Leaks *leaks)
{
	const WdPolicy *policy = wd_session_get_policy(leaks->session);
	WdKnowledge *knowledge = wd_session_get_knowledge(leaks->session);

	knowledge->leak_rules = NULL;
	wd_leak_rules_free(leaks->rules);
	leaks->rules = wd_leak_rules_new(wd_policy_get_list(policy, WD_KEY_LEAKS_KEYWORDS),
					 wd_policy_get_list(policy, WD_KEY_LEAKS_PATTERNS),
					 wd_policy_get_list(policy, WD_KEY_LEAKS_LABELS));
	knowledge->leak_rules = leaks->rules;
}

/* Until it can be used the engine says about every message that it could not look. */
static void
tell(Leaks *leaks, const GError *error)
{
	g_autofree char *text = NULL;

	if (error != NULL)
		/* Translators: %s is a file and what is wrong with it. */
		text = g_strdup_printf(_("The index of confidential documents cannot be used: %s"),
				       error->message);
	wd_session_banner(leaks->session, "documents", text);
	if (error != NULL)
		wd_session_audit(leaks->session,
				 "policy.rejected",
				 WD_SEVERITY_ERROR,
				 NULL,
				 NULL,
				 "documents");
}

static void
open_documents(Leaks *leaks)
{
	WdKnowledge *knowledge = wd_session_get_knowledge(leaks->session);
	g_autoptr(GError) error = NULL;

	knowledge->documents = NULL;
	g_clear_pointer(&leaks->documents, wd_document_store_close);
	leaks->documents =
		wd_document_store_open_for(wd_session_get_policy(leaks->session), &error);
	if (leaks->documents != NULL)
		knowledge->documents = wd_document_store_get_index(leaks->documents);
	tell(leaks, error);
}

/* A compiled index takes the place of the old one as a whole. */
static void
index_changed(
	GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer data)
{
	if (event != G_FILE_MONITOR_EVENT_CHANGED)
		open_documents(data);
}

static void
unwatch(Leaks *leaks)
{
	if (leaks->monitor != NULL)
		g_signal_handlers_disconnect_by_data(leaks->monitor, leaks);
	g_clear_object(&leaks->monitor);
}

static void
watch(Leaks *leaks)
{
	const char *path =
		wd_policy_get_string(wd_session_get_policy(leaks->session), WD_KEY_LEAKS_DOCUMENTS);
	g_autoptr(GFile) file = NULL;

	unwatch(leaks);
	if (*path == '\0')
		return;
	file = g_file_new_for_path(path);
	leaks->monitor = g_file_monitor_file(file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
	if (leaks->monitor != NULL) /* else it is opened again with the next policy */
		g_signal_connect(leaks->monitor, "changed", G_CALLBACK(index_changed), leaks);
}

static void
policy_changed(WdSession *session)
{
	Leaks *leaks = wd_session_get_state(session, STATE);

	compile(leaks);
	watch(leaks);
	open_documents(leaks);
}

static void
free_leaks(gpointer data)
{
	Leaks *leaks = data;

	unwatch(leaks);
	wd_leak_rules_free(leaks->rules);
	wd_document_store_close(leaks->documents);
	g_free(leaks);
}

/**
 * wd_purple_leaks_attach:
 * @session: the session
 *
 * Makes ready and opens what the policy names.
 */
void
wd_purple_leaks_attach(WdSession *session)
{
	Leaks *leaks = g_new0(Leaks, 1);

	leaks->session = session;
	wd_session_set_state(session, STATE, leaks, free_leaks);
	wd_session_add_policy_watch(session, policy_changed);
	policy_changed(session);
}

/**
 * wd_purple_leaks_detach:
 * @session: the session
 */
void
wd_purple_leaks_detach(WdSession *session)
{
	WdKnowledge *knowledge = wd_session_get_knowledge(session);

	wd_session_remove_policy_watch(session, policy_changed);
	knowledge->leak_rules = NULL;
	knowledge->documents = NULL;
	wd_session_set_state(session, STATE, NULL, NULL);
}
