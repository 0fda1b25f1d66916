/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-log-view.h"

#include <glib/gi18n-lib.h>
#include <time.h>

#include "engine/wd-error.h"
#include "purple/wd-log-images.h"
#include "purple/wd-log-markup.h"

#define MS_A_SECOND  1000
#define READ_AT_ONCE 30 /* files that no index knows, a third of a millisecond each */

static const PurpleLogType types[] = {
	[WD_LOG_IM] = PURPLE_LOG_IM,
	[WD_LOG_CHAT] = PURPLE_LOG_CHAT,
	[WD_LOG_SYSTEM] = PURPLE_LOG_SYSTEM,
};

/**
 * wd_log_class_from_type:
 * @type: libpurple's word for it
 * @log_class: (out): ours
 *
 * Returns: whether there is one
 */
gboolean
wd_log_class_from_type(PurpleLogType type, WdLogClass *log_class)
{
	for (guint i = 0; i < G_N_ELEMENTS(types); i++) {
		if (types[i] == type) {
			*log_class = (WdLogClass)i;
			return TRUE;
		}
	}
	return FALSE;
}

/* purple_normalize() answers in a static buffer: one of the two has to be copied. */
static gboolean
is_same_name(PurpleAccount *account, const char *a, const char *b)
{
	g_autofree char *first = g_strdup(purple_normalize(account, a));

	return purple_strequal(first, purple_normalize(account, b));
}

static gboolean
is_of_account(const WdLogEntry *entry, PurpleAccount *account)
{
	return purple_strequal(entry->protocol, purple_account_get_protocol_id(account)) &&
	       is_same_name(account, entry->account, purple_account_get_username(account));
}

/* purple_log_new() takes the logger of the moment, which may be another's. */
static PurpleLog *
make_log(const WdLogView *view,
	 const WdLogListing *listing,
	 PurpleLogType type,
	 PurpleAccount *account)
{
	const WdLogEntry *entry = listing->entry;
	WdLogTicket *ticket = g_new0(WdLogTicket, 1);
	PurpleLog *log = purple_log_new(
		type, entry->peer, account, NULL, (time_t)(entry->time_ms / MS_A_SECOND), NULL);

	ticket->path = g_strdup(listing->path);
	ticket->size = listing->size;
	log->logger = view->logger;
	log->logger_data = ticket;
	return log;
}

/* Without an index there may be thousands to read: then these are the newest, and the rest follows
 * in idle moments. */
static GPtrArray *
list_archive(const WdLogView *view)
{
	GPtrArray *listings = view->archive != NULL
				      ? wd_log_archive_list_some(view->archive, READ_AT_ONCE, NULL)
				      : NULL;

	return listings != NULL ? listings : g_ptr_array_new(); /* locked: there is no history */
}

static gboolean
is_locked(const WdLogView *view)
{
	return view->keys != NULL && wd_keys_is_locked(view->keys);
}

/* Stands for logs of which nobody can tell yet whose they are, so that a person does not take them
 * for lost. */
static PurpleLog *
make_notice(const WdLogView *view, PurpleLogType type, const char *name, PurpleAccount *account)
{
	PurpleLog *log = purple_log_new(type,
					name != NULL ? name : purple_account_get_username(account),
					account,
					NULL,
					time(NULL),
					NULL);

	log->logger = view->logger;
	log->logger_data = g_new0(WdLogTicket, 1);
	return log;
}

/* While locked one stands for all, if there are any. */
static GList *
list_notice(const WdLogView *view, PurpleLogType type, const char *name, PurpleAccount *account)
{
	if (view->archive == NULL || !wd_log_archive_has_any(view->archive))
		return NULL;
	return g_list_prepend(NULL, make_notice(view, type, name, account));
}

static char *
format_unread(guint n_left)
{
	g_autofree char *words = g_strdup_printf(
		g_dngettext(
			GETTEXT_PACKAGE,
			"The list of logs is being made: %u is still to be looked at. Come back "
			"in a moment.",
			"The list of logs is being made: %u are still to be looked at. Come back "
			"in a moment.",
			n_left),
		n_left);

	return g_strdup_printf("<i>%s</i>", words);
}

/**
 * wd_log_view_read_notice:
 * @view: the view
 *
 * Returns: (transfer full): what stands in the place of logs that are locked or not looked at yet;
 * it asks nobody anything
 */
char *
wd_log_view_read_notice(const WdLogView *view)
{
	g_autoptr(GError) error = NULL;

	if (!is_locked(view))
		return view->archive != NULL && wd_log_archive_get_n_left(view->archive) > 0
			       ? format_unread(wd_log_archive_get_n_left(view->archive))
			       : g_strdup("");
	g_set_error(&error, WD_ERROR, WD_ERROR_LOCKED, "the private key is locked");
	return wd_log_markup_problem(error);
}

/**
 * wd_log_view_list:
 * @view: the view
 * @type: which kind of logs
 * @name: (nullable): buddy or room; NULL: whatever the account has
 * @account: whose logs
 *
 * Reads the META of logs that are new since the last time, 0.3 ms each, on the main loop: libpurple
 * asks in no other way. Where there are too many, a notice stands for what is not read yet.
 *
 * Returns: (transfer full) (element-type PurpleLog): the logs, newest first
 */
GList *
wd_log_view_list(const WdLogView *view,
		 PurpleLogType type,
		 const char *name,
		 PurpleAccount *account)
{
	g_autoptr(GPtrArray) listings = list_archive(view);
	WdLogClass log_class;
	GList *logs = NULL;

	if (account == NULL || !wd_log_class_from_type(type, &log_class))
		return NULL;
	if (is_locked(view))
		return list_notice(view, type, name, account);
	for (guint i = 0; i < listings->len; i++) {
		const WdLogListing *listing = g_ptr_array_index(listings, i);
		const WdLogEntry *entry = listing->entry;

		if (entry != NULL && entry->log_class == log_class &&
		    is_of_account(entry, account) &&
		    (name == NULL || is_same_name(account, entry->peer, name)))
			logs = g_list_prepend(logs, make_log(view, listing, type, account));
	}
	logs = g_list_reverse(logs);
	if (view->archive != NULL && wd_log_archive_get_n_left(view->archive) > 0)
		logs = g_list_prepend(logs, make_notice(view, type, name, account));
	return logs;
}

typedef struct {
	GString *page;
	gint64 started_ms;
	GArray *shelf;
} Page;

static gboolean
add_message(const WdLogMessage *message, gpointer data)
{
	Page *page = data;

	if (page->started_ms == 0)
		page->started_ms = message->time_ms;
	wd_log_markup_append(page->page, message, page->started_ms, page->shelf);
	return TRUE;
}

/**
 * wd_log_view_drop_page:
 * @view: the view
 *
 * Takes the pictures of the page that was read last out of libpurple's store; a window that shows
 * them has them still.
 */
void
wd_log_view_drop_page(WdLogView *view)
{
	g_clear_pointer(&view->shelf, g_array_unref);
}

/**
 * wd_log_view_read:
 * @view: the view
 * @path: a log; the one that is being written is fine
 *
 * Decrypts in memory; writes nothing. Pictures are in libpurple's store until the next page.
 *
 * Returns: (transfer full): GtkIMHtml; when the log cannot be read, a sentence that says so
 */
char *
wd_log_view_read(WdLogView *view, const char *path)
{
	Page page = {.page = g_string_new(NULL)};
	g_autoptr(GError) error = NULL;
	WdLogReport report;

	wd_log_view_drop_page(view);
	page.shelf = view->shelf = wd_log_images_new_shelf();

	if (view->keys != NULL &&
	    wd_log_read(path, view->keys, add_message, &page, &report, &error))
		wd_log_markup_append_condition(page.page, &report);
	if (error != NULL) {
		g_string_free(page.page, TRUE);
		return wd_log_markup_problem(error);
	}
	return g_string_free(page.page, FALSE);
}

/**
 * wd_log_view_add_sets:
 * @view: the view
 * @add: libpurple's function; sorts out what is there twice
 * @sets: for @add
 *
 * Names everybody there are logs of: the stock loggers have this in their folders' names, ours
 * tell nothing.
 */
void
wd_log_view_add_sets(const WdLogView *view, PurpleLogSetCallback add, GHashTable *sets)
{
	g_autoptr(GPtrArray) listings = list_archive(view);

	for (guint i = 0; i < listings->len; i++) {
		const WdLogEntry *entry = ((WdLogListing *)g_ptr_array_index(listings, i))->entry;
		PurpleLogSet *set;

		if (entry == NULL || entry->log_class == WD_LOG_SYSTEM)
			continue;
		set = g_slice_new0(PurpleLogSet); /* libpurple gives it back to the slice */
		set->type = types[entry->log_class];
		set->account = purple_accounts_find(entry->account, entry->protocol);
		set->name = g_strdup(entry->peer);
		set->normalized_name = g_strdup(purple_normalize(set->account, entry->peer));
		set->buddy = set->account != NULL &&
			     purple_find_buddy(set->account, entry->peer) != NULL;
		add(sets, set);
	}
}
