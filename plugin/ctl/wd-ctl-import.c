/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "ctl/wd-ctl-keep.h"
#include "ctl/wd-ctl-passphrase.h"
#include "ctl/wd-ctl-settings.h"
#include "ctl/wd-ctl-trail.h"
#include "ctl/wd-json-text.h"
#include "store/wd-log-import.h"
#include "store/wd-log-policy.h"

#define PAUSE_US 2000 /* while the disk works */

static void
print_result(const WdCtl *ctl, const WdLogImportProgress *progress, gboolean is_kept)
{
	if (ctl->is_json) {
		wd_ctl_print(ctl,
			     "{\"files\":%u,\"sealed\":%u,\"messages\":%u,\"pictures\":%u,"
			     "\"failed\":%u}\n",
			     progress->n_files,
			     progress->n_sealed,
			     progress->n_messages,
			     progress->n_images,
			     progress->n_failed);
		return;
	}
	wd_ctl_print(ctl,
		     g_dngettext(GETTEXT_PACKAGE,
				 "%u log sealed. Messages in it: %u.\n",
				 "%u logs sealed. Messages in them: %u.\n",
				 progress->n_sealed),
		     progress->n_sealed,
		     progress->n_messages);
	if (!is_kept && progress->n_sealed > 0)
		wd_ctl_print(ctl,
			     "%s",
			     _("The old files were deleted. A disk, a snapshot or a backup may "
			       "still have their contents.\n"));
}

static WdCtlExit
import_all(WdCtl *ctl, WdLogImport *import, gboolean is_kept)
{
	const WdLogImportProgress *progress = wd_log_import_get_progress(import);
	gboolean is_watched = isatty(fileno(ctl->err));
	guint n_said = 0;

	while (wd_log_import_step(import)) {
		if (progress->n_done == progress->n_files)
			g_usleep(PAUSE_US);
		else if (is_watched && progress->n_done > n_said)
			(void)fprintf(ctl->err, "\r%u/%u ", progress->n_done, progress->n_files);
		n_said = progress->n_done;
	}
	if (is_watched)
		(void)fputc('\n', ctl->err);
	print_result(ctl, progress, is_kept);
	if (progress->n_failed == 0)
		return WD_CTL_GOOD;
	wd_ctl_complain(ctl,
			g_dngettext(GETTEXT_PACKAGE,
				    "%u log was left as it is: %s",
				    "%u logs were left as they are, the first: %s",
				    progress->n_failed),
			progress->n_failed,
			progress->problem);
	return WD_CTL_FOUND;
}

/* Afterwards: nothing is lost when it cannot be said, and whoever runs the command hears of it. */
static void
note_sealed(const char *path, gboolean is_kept, gpointer trail)
{
	(void)wd_ctl_trail_note(trail, "log.import", is_kept ? "copy" : "import", path);
}

static WdCtlExit
import_for(WdCtl *ctl, const char *base, WdKeys *keys, const WdPolicy *policy, gboolean is_kept)
{
	g_autofree char *profile = g_path_get_dirname(base);
	g_autofree char *folder = g_build_filename(profile, "logs", NULL);
	guint n_bad;
	g_auto(GStrv) escrow =
		wd_log_policy_get_escrow(policy, wd_keys_get_recipient(keys), &n_bad);
	const WdLogHome home = {
		.base = base,
		.keys = keys,
		.escrow = (const char *const *)escrow,
		.policy = wd_policy_get_digest(policy),
		.hold_key = wd_log_policy_get_hold_key(policy),
	};
	g_autoptr(WdCtlTrail) trail = NULL;
	g_autoptr(WdLogImport) import = NULL; /* goes before the trail, which it still tells */

	if (!wd_log_policy_may_write(policy, escrow, n_bad)) {
		wd_ctl_complain(ctl,
				_("policy wants a recovery key for logs, and the one it names "
				  "cannot be used; nothing was imported"));
		return WD_CTL_CANNOT;
	}
	if (n_bad > 0)
		wd_ctl_complain(ctl, _("a recovery key that policy names cannot be used"));
	trail = wd_ctl_trail_open(ctl, base, policy);
	if (trail == NULL)
		return WD_CTL_CANNOT;
	import = wd_log_import_new(folder, &home, is_kept);
	wd_log_import_watch(import, note_sealed, trail);
	return import_all(ctl, import, is_kept);
}

/**
 * wd_ctl_logs_import:
 * @ctl: the command
 *
 * Converts the client's old logs in HTML and plain text, reads each back, and removes it; with
 * --keep it stays.
 *
 * Returns: %WD_CTL_FOUND when one was left as it was, %WD_CTL_CANNOT when policy wants none written
 */
WdCtlExit
wd_ctl_logs_import(WdCtl *ctl)
{
	gboolean is_kept = FALSE;
	g_auto(GStrv) policies = NULL;
	const GOptionEntry entries[] = {
		{"keep", 0, 0, G_OPTION_ARG_NONE, &is_kept, NULL, NULL},
		{"policy", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &policies, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};
	g_autofree char *base = NULL;
	g_autoptr(WdKeys) keys = NULL;
	g_autoptr(WdPolicyStore) store = NULL;
	g_autoptr(GError) error = NULL;

	if (!wd_ctl_parse(ctl, entries, 0, 0))
		return WD_CTL_USAGE;
	store = wd_ctl_settings_open(ctl, policies);
	if (store == NULL)
		return WD_CTL_CANNOT;
	base = wd_ctl_get_base(ctl);
	keys = wd_keys_load(base, &error);
	if (keys == NULL) {
		wd_ctl_complain(ctl, "%s", error->message);
		return WD_CTL_CANNOT;
	}
	if (!wd_ctl_unlock(ctl, base, keys))
		return WD_CTL_CANNOT;
	return import_for(ctl, base, keys, wd_policy_store_get(store), is_kept);
}
