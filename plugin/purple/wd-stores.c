/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-stores.h"

#include <glib/gi18n-lib.h>

#include "engine/wd-error.h"
#include "store/wd-paths.h"

#define RETRY_MS      2000 /* of a trail that could not be opened: opening reads its last file */
#define LAST_LINES_MS 300  /* what quitting may wait for the last lines to leave */
#define MEGABYTE      (1024 * 1024)

typedef struct {
	WdStoresProblem problem;
	gpointer data;
} Listener;

static void
report(const Listener *listener, const char *id, const char *what, const GError *error)
{
	g_autofree char *text = NULL;

	/* Translators: the first %s is a whole sentence, the second the reason the system gave. */
	text = g_strdup_printf(_("%s (%s)"), what, error != NULL ? error->message : "?");
	listener->problem(id, text, listener->data);
}

static void
report_damaged(const Listener *listener, const char *path)
{
	g_autofree char *text = NULL;

	/* Translators: %s is a path. */
	text = g_strdup_printf(
		_("The review list was damaged and could not be read. It was moved to %s, "
		  "and a new one was started. Who is trusted was in it, too."),
		path);
	listener->problem("queue", text, listener->data);
}

static void
open_keys(WdStores *stores, const char *base, const Listener *listener)
{
	g_autoptr(GError) error = NULL;

	stores->keys = wd_keys_open(base, &error);
	if (stores->keys == NULL)
		report(listener,
		       "keys",
		       _("Your keys could not be opened, so nothing can be kept for review and no "
			 "log is written. What would be kept is shown with a warning instead."),
		       error);
}

static void
limit_queue(WdStores *stores)
{
	const WdPolicy *policy = wd_policy_store_get(stores->policy);

	if (stores->queue == NULL)
		return;
	wd_queue_set_limits(stores->queue,
			    (guint)wd_policy_get_integer(policy, WD_KEY_CONTACTS_QUEUE_ROWS),
			    (guint)wd_policy_get_integer(policy, WD_KEY_CONTACTS_QUEUE_MEGABYTES),
			    (guint)wd_policy_get_integer(policy, WD_KEY_CONTACTS_QUEUE_DAYS));
	wd_queue_set_file_limits(
		stores->queue,
		(guint)wd_policy_get_integer(policy, WD_KEY_FILES_QUARANTINE_MEGABYTES),
		(guint)wd_policy_get_integer(policy, WD_KEY_FILES_QUARANTINE_DAYS));
}

/* One sentence for all that lies in the database: the person has one thing to do. */
static void
report_newer(const Listener *listener)
{
	listener->problem(
		"queue",
		_("A newer version of Purple Warden was used here before. The review list and the "
		  "people you trust are as it left them and cannot be read: what would be kept for "
		  "review is shown with a warning, and who you trust is treated as a stranger. "
		  "Install the newer version again."),
		listener->data);
}

static void
open_queue(WdStores *stores, const char *base, const Listener *listener)
{
	g_autoptr(GError) error = NULL;

	stores->queue = wd_queue_open(base, stores->keys, &error);
	if (g_error_matches(error, WD_ERROR, WD_ERROR_UNSUPPORTED))
		report_newer(listener);
	else if (stores->queue == NULL)
		report(listener,
		       "queue",
		       _("The review list could not be opened. What would be kept there is shown "
			 "with a warning instead."),
		       error);
	else if (wd_queue_get_damaged_path(stores->queue) != NULL)
		report_damaged(listener, wd_queue_get_damaged_path(stores->queue));
	limit_queue(stores);
}

static void
open_trust(WdStores *stores, const char *base, const Listener *listener)
{
	g_autoptr(GError) error = NULL;

	stores->trust = wd_trust_open(base, stores->keys, &error);
	if (stores->trust == NULL && !g_error_matches(error, WD_ERROR, WD_ERROR_UNSUPPORTED))
		report(listener,
		       "trust",
		       _("The list of people you trust could not be opened. Until it can, they "
			 "are treated as strangers."),
		       error);
}

static void
open_audit(WdStores *stores, gint64 now_ms, GError **error)
{
	const WdAuditOptions options = wd_audit_options_get(wd_policy_store_get(stores->policy));

	stores->audit = wd_audit_open(stores->base, stores->keys, &options, now_ms, error);
	stores->is_audit_missed = stores->audit == NULL;
	stores->audit_tried_ms = now_ms;
}

static void
open_first_audit(WdStores *stores, gint64 now_ms, const Listener *listener)
{
	g_autoptr(GError) error = NULL;

	if (!wd_policy_get_boolean(wd_policy_store_get(stores->policy), WD_KEY_AUDIT_ENABLED))
		return;
	open_audit(stores, now_ms, &error);
	if (stores->audit == NULL)
		report(listener, "audit", _("The audit trail could not be opened."), error);
}

/* What is on its way to the targets before is found by their cursors when they are named again. */
static void
open_forward(WdStores *stores)
{
	const WdPolicy *policy = wd_policy_store_get(stores->policy);
	const char *const *targets = wd_policy_get_list(policy, WD_KEY_AUDIT_TARGET);
	gint64 megabytes = wd_policy_get_integer(policy, WD_KEY_AUDIT_SPOOL_MEGABYTES);
	gint64 number = wd_policy_get_integer(policy, WD_KEY_AUDIT_ENTERPRISE_NUMBER);
	const WdForwardOptions options = {
		.enterprise_number = (guint64)number,
		.max_waiting_bytes = (guint64)megabytes * MEGABYTE,
	};

	if (stores->audit == NULL || wd_forward_is_for(stores->forward, targets, &options))
		return;
	wd_forward_free(g_steal_pointer(&stores->forward), 0);
	stores->forward = wd_forward_new(stores->base, targets, &options);
}

/* The model before it is freed: nobody may hold it any more. */
static void
open_spim(WdStores *stores, const Listener *listener)
{
	g_autoptr(GError) error = NULL;

	g_clear_pointer(&stores->spim, wd_spim_store_close);
	stores->spim = wd_spim_store_open_for(wd_policy_store_get(stores->policy), &error);
	if (error != NULL)
		report(listener,
		       "spim",
		       _("The model of unwanted messages that the settings name cannot be used, so "
			 "the shipped one is."),
		       error);
	else
		listener->problem("spim", NULL, listener->data);
}

/**
 * wd_stores_open:
 * @stores: (out caller-allocates): filled
 * @base: the folder of wd-paths.h; made when missing
 * @now_ms: Unix time
 * @problem: called for each thing that does not work, before this returns
 * @data: for @problem
 *
 * Never fails as a whole: a client without its keys still judges what arrives.
 */
void
wd_stores_open(
	WdStores *stores, const char *base, gint64 now_ms, WdStoresProblem problem, gpointer data)
{
	const Listener listener = {problem, data};
	g_autoptr(GError) error = NULL;

	*stores = (WdStores){.base = g_strdup(base)};
	if (!wd_path_prepare(base, &error))
		report(&listener, "base", _("Warden's own folder could not be prepared."), error);
	stores->policy = wd_policy_store_open(base);
	open_spim(stores, &listener);
	open_keys(stores, base, &listener);
	if (stores->keys == NULL) /* said already; nothing below works without them */
		return;
	open_queue(stores, base, &listener);
	open_trust(stores, base, &listener);
	open_first_audit(stores, now_ms, &listener);
	open_forward(stores);
}

/**
 * wd_stores_find_audit:
 * @stores: open stores
 * @now_ms: Unix time
 *
 * A trail that could not be opened at the start is tried again from time to time: another program
 * of this profile had it for a while, or the disk was full.
 *
 * Returns: (transfer none) (nullable): the trail
 */
WdAudit *
wd_stores_find_audit(WdStores *stores, gint64 now_ms)
{
	if (!stores->is_audit_missed)
		return stores->audit;
	if (ABS(now_ms - stores->audit_tried_ms) >= RETRY_MS)
		open_audit(stores, now_ms, NULL); /* said at the start */
	if (stores->audit == NULL)
		return NULL;
	wd_audit_note_lost(stores->audit, stores->n_missed_lines);
	stores->n_missed_lines = 0;
	open_forward(stores);
	return stores->audit;
}

/**
 * wd_stores_apply_policy:
 * @stores: open stores, whose policy has changed
 * @problem: told when what the policy names does not work
 * @data: for @problem
 *
 * The trail goes on with the new recipients and digest. Whether there is a trail is decided at the
 * start: switching it off in mid-run would be the first thing to record. The model that
 * wd_stores_get_spim_model() gave before is freed, so it is to be taken back first.
 */
void
wd_stores_apply_policy(WdStores *stores, WdStoresProblem problem, gpointer data)
{
	const WdAuditOptions options = wd_audit_options_get(wd_policy_store_get(stores->policy));
	const Listener listener = {problem, data};

	limit_queue(stores);
	open_spim(stores, &listener);
	if (stores->audit != NULL)
		wd_audit_set_options(stores->audit, &options);
	open_forward(stores);
}

/**
 * wd_stores_get_spim_model:
 * @stores: open stores
 *
 * Returns: (transfer none) (nullable): the model that the policy names; NULL: the shipped one
 */
const WdSpimModel *
wd_stores_get_spim_model(const WdStores *stores)
{
	return stores->spim != NULL ? wd_spim_store_get_model(stores->spim) : NULL;
}

/**
 * wd_stores_close:
 * @stores: what wd_stores_open() filled
 * @now_ms: Unix time, for the last line of the audit trail
 */
void
wd_stores_close(WdStores *stores, gint64 now_ms)
{
	if (stores->audit != NULL)
		wd_audit_close(stores->audit, now_ms);
	wd_forward_wake(stores->forward);
	wd_forward_free(g_steal_pointer(&stores->forward), LAST_LINES_MS);
	g_clear_pointer(&stores->base, g_free);
	g_clear_pointer(&stores->spim, wd_spim_store_close);
	g_clear_pointer(&stores->trust, wd_trust_close);
	g_clear_pointer(&stores->queue, wd_queue_close);
	g_clear_pointer(&stores->keys, wd_keys_free);
	g_clear_pointer(&stores->policy, wd_policy_store_free);
	stores->audit = NULL;
}
