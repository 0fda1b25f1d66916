/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-trail.h"

#include <glib/gi18n-lib.h>

#include "crypto/wd-crypto.h"
#include "ctl/wd-ctl-archive.h"
#include "engine/wd-error.h"
#include "store/wd-audit-notes.h"
#include "store/wd-audit.h"

#define MS_A_SECOND 1000

struct WdCtlTrail {
	const WdCtl *ctl;
	char *base;
	gboolean is_off; /* policy wants no trail */
	WdKeys *keys;
	WdAudit *audit; /* (nullable) NULL: notes are left */
};

static gint64
now_ms(void)
{
	return g_get_real_time() / MS_A_SECOND;
}

/* A trail needs the public key only. A profile without keys has none: then notes wait for them. */
static gboolean
open_audit(WdCtlTrail *trail, const WdPolicy *policy, GError **error)
{
	const WdAuditOptions options = wd_audit_options_get(policy);
	g_autoptr(GError) failure = NULL;

	if (!wd_crypto_start(error))
		return FALSE;
	trail->keys = wd_keys_load(trail->base, &failure);
	if (trail->keys == NULL && g_error_matches(failure, WD_ERROR, WD_ERROR_NOT_FOUND))
		return TRUE;
	if (trail->keys != NULL)
		trail->audit =
			wd_audit_open(trail->base, trail->keys, &options, now_ms(), &failure);
	if (trail->audit != NULL || g_error_matches(failure, WD_ERROR, WD_ERROR_BUSY))
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&failure));
	return FALSE;
}

/**
 * wd_ctl_trail_open:
 * @ctl: the command
 * @base: the plugin's folder
 * @policy: what is in force
 *
 * Says what is wrong.
 *
 * Returns: (transfer full) (nullable): the way into the trail; NULL when there is none
 */
WdCtlTrail *
wd_ctl_trail_open(const WdCtl *ctl, const char *base, const WdPolicy *policy)
{
	g_autoptr(WdCtlTrail) trail = g_new0(WdCtlTrail, 1);
	g_autoptr(GError) error = NULL;

	trail->ctl = ctl;
	trail->base = g_strdup(base);
	trail->is_off = !wd_policy_get_boolean(policy, WD_KEY_AUDIT_ENABLED);
	if (trail->is_off || open_audit(trail, policy, &error))
		return g_steal_pointer(&trail);
	/* Translators: %s is the reason. */
	wd_ctl_complain(ctl, _("the audit trail cannot be written: %s"), error->message);
	return NULL;
}

/**
 * wd_ctl_trail_note:
 * @trail: the way into the trail
 * @event: an event's name, one of those that notes may have
 * @reason: a word, the same
 * @log_path: the log that it is about
 *
 * Says what is wrong.
 *
 * Returns: whether it is written
 */
gboolean
wd_ctl_trail_note(WdCtlTrail *trail, const char *event, const char *reason, const char *log_path)
{
	g_autofree char *id = wd_ctl_archive_get_id(log_path);
	const WdAuditNote note = {event, reason, id};
	const WdAuditRecord record = {
		.event = event,
		.severity = WD_SEVERITY_NOTICE,
		.reason = reason,
		.detail_key = "log",
		.detail = id,
		.time_ms = now_ms(),
	};
	g_autoptr(GError) error = NULL;
	gboolean is_written = trail->is_off;

	if (trail->audit != NULL)
		is_written = wd_audit_write(trail->audit, &record, &error);
	else if (!trail->is_off)
		is_written = wd_audit_notes_add(trail->base, &note, &error);
	if (!is_written)
		wd_ctl_complain(
			trail->ctl, _("the audit trail cannot be written: %s"), error->message);
	return is_written;
}

/**
 * wd_ctl_trail_close:
 * @trail: (nullable) (transfer full): the way into the trail
 *
 * Waits until the lines are on the disk.
 */
void
wd_ctl_trail_close(WdCtlTrail *trail)
{
	if (trail == NULL)
		return;
	if (trail->audit != NULL)
		wd_audit_close(trail->audit, now_ms());
	wd_keys_free(trail->keys);
	g_free(trail->base);
	g_free(trail);
}

/**
 * wd_ctl_trail_note_all:
 * @ctl: the command
 * @policy: what is in force
 * @event: as for wd_ctl_trail_note()
 * @reason: the same
 * @log_paths: (element-type utf8): logs of the profile
 *
 * Opens the trail, writes a line for each log and closes it. Says what is wrong.
 *
 * Returns: whether all of them are written
 */
gboolean
wd_ctl_trail_note_all(const WdCtl *ctl,
		      const WdPolicy *policy,
		      const char *event,
		      const char *reason,
		      const GPtrArray *log_paths)
{
	g_autofree char *base = wd_ctl_get_base(ctl);
	g_autoptr(WdCtlTrail) trail = NULL;

	if (log_paths->len == 0)
		return TRUE;
	trail = wd_ctl_trail_open(ctl, base, policy);
	for (guint i = 0; trail != NULL && i < log_paths->len; i++) {
		if (!wd_ctl_trail_note(trail, event, reason, g_ptr_array_index(log_paths, i)))
			return FALSE;
	}
	return trail != NULL;
}
