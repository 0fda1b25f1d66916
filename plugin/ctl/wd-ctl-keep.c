/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-keep.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "ctl/wd-ctl-archive.h"
#include "ctl/wd-ctl-settings.h"
#include "ctl/wd-ctl-trail.h"
#include "ctl/wd-json-text.h"
#include "store/wd-log-policy.h"
#include "store/wd-log-prune.h"
#include "store/wd-log-rewrap.h"

#define MS_A_SECOND 1000

static const char *const results[] = {
	[WD_LOG_PRUNED] = "deleted",
	[WD_LOG_PRUNE_HELD] = "held",
	[WD_LOG_PRUNE_IN_USE] = "in-use",
	[WD_LOG_PRUNE_FAILED] = "failed",
};

typedef struct {
	WdCtl *ctl;
	gboolean has_failed;
	GPtrArray *due; /* of char *: paths */
} Pruning;

static void
print_pruned(const Pruning *pruning, const char *path, const char *word)
{
	g_autofree char *id = wd_ctl_archive_get_id(path);

	if (pruning->ctl->is_json)
		wd_ctl_print(pruning->ctl, "{\"id\":\"%s\",\"result\":\"%s\"}\n", id, word);
	else
		wd_ctl_print(pruning->ctl, "%s  %s\n", id, word);
}

static void
collect_due(const char *path, WdLogPruned result, gpointer data)
{
	Pruning *pruning = data;

	if (result == WD_LOG_PRUNED)
		g_ptr_array_add(pruning->due, g_strdup(path));
	else
		print_pruned(pruning, path, results[result]);
}

/* The line first: what the trail does not say is not deleted. */
static gboolean
delete_log(WdCtlTrail *trail, const char *path)
{
	if (!wd_ctl_trail_note(trail, "log.delete", "retention", path))
		return FALSE;
	if (wd_log_remove_files(path))
		return TRUE;
	(void)wd_ctl_trail_note(trail, "log.delete_failed", "retention", path); /* it complains */
	return FALSE;
}

/* Of the class and of the month, if nothing is left in them. */
static void
remove_folders(const char *path)
{
	g_autofree char *class_folder = g_path_get_dirname(path);
	g_autofree char *month_folder = g_path_get_dirname(class_folder);

	if (g_rmdir(class_folder) == 0)
		(void)g_rmdir(month_folder); /* there may be other classes */
}

static void
delete_due(Pruning *pruning, WdCtlTrail *trail)
{
	for (guint i = 0; i < pruning->due->len; i++) {
		const char *path = g_ptr_array_index(pruning->due, i);
		gboolean is_deleted = delete_log(trail, path);

		print_pruned(
			pruning, path, results[is_deleted ? WD_LOG_PRUNED : WD_LOG_PRUNE_FAILED]);
		pruning->has_failed |= !is_deleted;
		remove_folders(path);
	}
}

static void
print_due(const Pruning *pruning)
{
	for (guint i = 0; i < pruning->due->len; i++)
		print_pruned(pruning, g_ptr_array_index(pruning->due, i), "due");
}

static WdCtlExit
prune(WdCtl *ctl, const char *base, const WdPolicy *policy, gboolean is_dry_run)
{
	WdLogRetention retention = wd_log_policy_get_retention(policy);
	g_autoptr(WdLogHold) hold = wd_log_policy_make_hold(policy);
	g_autoptr(GPtrArray) due = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(WdCtlTrail) trail = NULL;
	Pruning pruning = {.ctl = ctl, .due = due};
	gint64 now_ms = g_get_real_time() / MS_A_SECOND;

	wd_log_prune(base, &retention, hold, now_ms, TRUE, collect_due, &pruning);
	if (is_dry_run) {
		print_due(&pruning);
		return WD_CTL_GOOD;
	}
	if (due->len == 0)
		return WD_CTL_GOOD;
	trail = wd_ctl_trail_open(ctl, base, policy);
	if (trail == NULL)
		return WD_CTL_CANNOT;
	delete_due(&pruning, trail);
	return pruning.has_failed ? WD_CTL_CANNOT : WD_CTL_GOOD;
}

/**
 * wd_ctl_logs_prune:
 * @ctl: the command
 *
 * Deletes logs that policy keeps no longer, by their month alone, and prints each; --dry-run only
 * prints. What is on hold stays. Each deletion is in the audit trail before it happens.
 *
 * Returns: %WD_CTL_CANNOT when one could not be deleted, or a policy not be read
 */
WdCtlExit
wd_ctl_logs_prune(WdCtl *ctl)
{
	g_auto(GStrv) policies = NULL;
	gboolean is_dry_run = FALSE;
	const GOptionEntry entries[] = {
		{"policy", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &policies, NULL, NULL},
		{"dry-run", 0, 0, G_OPTION_ARG_NONE, &is_dry_run, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};
	g_autoptr(WdPolicyStore) store = NULL;
	g_autofree char *base = NULL;

	if (!wd_ctl_parse(ctl, entries, 0, 0))
		return WD_CTL_USAGE;
	base = wd_ctl_get_base(ctl);
	store = wd_ctl_settings_open(ctl, policies);
	if (store == NULL)
		return WD_CTL_CANNOT;
	return prune(ctl, base, wd_policy_store_get(store), is_dry_run);
}

/* The person, and those of the command line, else those of policy. */
static GPtrArray *
collect_recipients(const WdCtl *ctl, const WdKeys *keys, char **given, const WdPolicy *policy)
{
	g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(g_free);
	const char *own = wd_keys_get_recipient(keys);
	const char *const *more =
		given != NULL ? (const char *const *)given
			      : wd_policy_get_list(policy, WD_KEY_LOGS_ESCROW_RECIPIENTS);

	if (own != NULL)
		g_ptr_array_add(all, g_strdup(own));
	for (gsize i = 0; more != NULL && more[i] != NULL; i++) {
		g_autoptr(GError) error = NULL;

		if (!wd_recipient_check(more[i], &error)) {
			wd_ctl_complain(ctl, "%s: %s", more[i], error->message);
			return NULL;
		}
		if (g_strcmp0(own, more[i]) != 0)
			g_ptr_array_add(all, g_strdup(more[i]));
	}
	if (all->len == 0) {
		wd_ctl_complain(ctl, _("sealed to whom? --recipient names somebody"));
		return NULL;
	}
	g_ptr_array_add(all, NULL);
	return g_steal_pointer(&all);
}

static gboolean
rewrap_one(WdCtl *ctl, const WdCtlArchive *archive, const char *path, const GPtrArray *recipients)
{
	g_autofree char *id = wd_ctl_archive_get_id(path);
	g_autoptr(GError) error = NULL;

	if (!wd_log_rewrap(path, archive->keys, (const char *const *)recipients->pdata, &error)) {
		wd_ctl_complain(ctl, "%s", error->message);
		return FALSE;
	}
	wd_ctl_print(ctl, ctl->is_json ? "{\"id\":\"%s\"}\n" : "%s\n", id);
	return TRUE;
}

/* NULL when an argument names none. */
static GPtrArray *
find_logs(const WdCtl *ctl, const WdCtlArchive *archive)
{
	g_autoptr(GPtrArray) paths = g_ptr_array_new();

	for (guint i = 0; ctl->args[0] == NULL && i < archive->listings->len; i++) {
		const WdLogListing *listing = g_ptr_array_index(archive->listings, i);

		g_ptr_array_add(paths, listing->path);
	}
	for (guint i = 0; ctl->args[i] != NULL; i++) {
		const char *path = wd_ctl_archive_find(ctl, archive, ctl->args[i]);

		if (path == NULL)
			return NULL;
		g_ptr_array_add(paths, (char *)path);
	}
	return g_steal_pointer(&paths);
}

/* Of those that are the profile's: what lies elsewhere is not its trail's business. */
static gboolean
note_rewrap(const WdCtl *ctl,
	    const WdCtlArchive *archive,
	    const WdPolicy *policy,
	    const char *event,
	    const GPtrArray *paths)
{
	g_autoptr(GHashTable) ids = wd_ctl_archive_collect_ids(archive);
	g_autoptr(GPtrArray) own = g_ptr_array_new();

	for (guint i = 0; i < paths->len; i++) {
		g_autofree char *id = wd_ctl_archive_get_id(g_ptr_array_index(paths, i));

		if (g_hash_table_contains(ids, id))
			g_ptr_array_add(own, g_ptr_array_index(paths, i));
	}
	return wd_ctl_trail_note_all(ctl, policy, event, wd_ctl_archive_get_reason(archive), own);
}

/* The lines first: who can open a log is not changed without a word. */
static WdCtlExit
rewrap_all(WdCtl *ctl,
	   const WdCtlArchive *archive,
	   const WdPolicy *policy,
	   const GPtrArray *paths,
	   const GPtrArray *recipients)
{
	g_autoptr(GPtrArray) failed = g_ptr_array_new();

	if (!note_rewrap(ctl, archive, policy, "log.rewrap", paths))
		return WD_CTL_CANNOT;
	for (guint i = 0; i < paths->len; i++) {
		if (!rewrap_one(ctl, archive, g_ptr_array_index(paths, i), recipients))
			g_ptr_array_add(failed, g_ptr_array_index(paths, i));
	}
	(void)note_rewrap(ctl, archive, policy, "log.rewrap_failed", failed); /* it complains */
	return failed->len == 0 ? WD_CTL_GOOD : WD_CTL_CANNOT;
}

/**
 * wd_ctl_logs_rewrap:
 * @ctl: the command; its arguments name logs, none all of them
 *
 * Seals the keys of logs to the profile's key of now and to the recovery keys of policy, or those
 * of --recipient. Records are not touched. The audit trail has a line for each log of the profile.
 *
 * Returns: %WD_CTL_CANNOT when one was left as it was
 */
WdCtlExit
wd_ctl_logs_rewrap(WdCtl *ctl)
{
	g_autofree char *identity = NULL;
	g_auto(GStrv) policies = NULL;
	g_auto(GStrv) given = NULL;
	const GOptionEntry entries[] = {
		{"key", 0, 0, G_OPTION_ARG_FILENAME, &identity, NULL, NULL},
		{"policy", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &policies, NULL, NULL},
		{"recipient", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};
	g_autoptr(WdCtlArchive) archive = NULL;
	g_autoptr(WdPolicyStore) store = NULL;
	g_autoptr(GPtrArray) recipients = NULL;
	g_autoptr(GPtrArray) paths = NULL;
	const WdPolicy *policy;

	if (!wd_ctl_parse(ctl, entries, 0, G_MAXUINT))
		return WD_CTL_USAGE;
	store = wd_ctl_settings_open(ctl, policies);
	if (store == NULL)
		return WD_CTL_CANNOT;
	archive = wd_ctl_archive_open(ctl, identity);
	if (archive == NULL)
		return WD_CTL_CANNOT;
	policy = wd_policy_store_get(store);
	recipients = collect_recipients(ctl, archive->keys, given, policy);
	paths = recipients != NULL ? find_logs(ctl, archive) : NULL;
	if (paths == NULL)
		return WD_CTL_USAGE;
	return rewrap_all(ctl, archive, policy, paths, recipients);
}
