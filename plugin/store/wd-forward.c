/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-forward.h"

#include "store/wd-paths.h"

struct WdForward {
	GPtrArray *runners; /* of WdForwardRunner * */
	GStrv targets;
	WdForwardOptions options;
};

/**
 * wd_forward_new:
 * @base: the Warden folder of the client
 * @targets: NULL-terminated: as policy writes them, see wd_audit_target_parse(); what is none is
 *   passed over, and so is what comes after %WD_FORWARD_MAX_TARGETS
 * @options: copied
 *
 * Starts sending. Does not wait for anything.
 *
 * Returns: (transfer full) (nullable): NULL when there is no target
 */
WdForward *
wd_forward_new(const char *base, const char *const *targets, const WdForwardOptions *options)
{
	g_autofree char *folder = wd_path_get(base, WD_PATH_AUDIT);
	WdForward *forward;

	if (targets[0] == NULL)
		return NULL;
	forward = g_new0(WdForward, 1);
	forward->runners = g_ptr_array_new();
	forward->targets = g_strdupv((GStrv)targets);
	forward->options = *options;
	for (guint i = 0; targets[i] != NULL && forward->runners->len < WD_FORWARD_MAX_TARGETS;
	     i++) {
		WdAuditTarget *target = wd_audit_target_parse(targets[i]);

		if (target != NULL)
			g_ptr_array_add(forward->runners,
					wd_forward_runner_new(folder, target, options));
	}
	return forward;
}

/**
 * wd_forward_is_for:
 * @forward: (nullable): what is running
 * @targets: NULL-terminated: as wd_forward_new() takes them
 * @options: the same
 *
 * Returns: whether a new one would do nothing else
 */
gboolean
wd_forward_is_for(const WdForward *forward,
		  const char *const *targets,
		  const WdForwardOptions *options)
{
	if (forward == NULL)
		return targets[0] == NULL;
	return g_strv_equal((const char *const *)forward->targets, targets) &&
	       forward->options.enterprise_number == options->enterprise_number &&
	       forward->options.max_waiting_bytes == options->max_waiting_bytes;
}

/**
 * wd_forward_wake:
 * @forward: (nullable): what is running
 *
 * Says that the trail has new lines. Does not wait.
 */
void
wd_forward_wake(WdForward *forward)
{
	for (guint i = 0; forward != NULL && i < forward->runners->len; i++)
		wd_forward_runner_wake(g_ptr_array_index(forward->runners, i));
}

/**
 * wd_forward_get_status:
 * @forward: (nullable): what is running
 *
 * Returns: (transfer full) (element-type WdForwardStatus): how it goes for each target
 */
GPtrArray *
wd_forward_get_status(const WdForward *forward)
{
	GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)wd_forward_status_free);

	for (guint i = 0; forward != NULL && i < forward->runners->len; i++)
		g_ptr_array_add(
			all, wd_forward_runner_get_status(g_ptr_array_index(forward->runners, i)));
	return all;
}

/**
 * wd_forward_free:
 * @forward: (nullable) (transfer full): what is running
 * @flush_ms: how long all of them together may take to send the last lines, in milliseconds
 *
 * What has not left by then is sent at the next start.
 */
void
wd_forward_free(WdForward *forward, guint flush_ms)
{
	gint64 deadline_us = g_get_monotonic_time() + (gint64)flush_ms * 1000;

	if (forward == NULL)
		return;
	for (guint i = 0; i < forward->runners->len; i++)
		wd_forward_runner_ask_to_stop(g_ptr_array_index(forward->runners, i));
	for (guint i = 0; i < forward->runners->len; i++)
		wd_forward_runner_free(g_ptr_array_index(forward->runners, i), deadline_us);
	g_ptr_array_unref(forward->runners);
	g_strfreev(forward->targets);
	g_free(forward);
}
