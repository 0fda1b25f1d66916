/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-checkup.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "engine/wd-fact.h"
#include "store/wd-audit-files.h"
#include "store/wd-forward-cursor.h"
#include "store/wd-keys.h"
#include "store/wd-paths.h"
#include "store/wd-state-schema.h"

#define LONG_SILENCE_MS (G_GINT64_CONSTANT(24) * 60 * 60 * 1000) /* of a collector */
#define MUCH_WAITING    (1024 * 1024) /* bytes: over two thousand lines */

static const struct {
	WdPolicyState state;
	const char *code;
	WdFactLevel level;
} states[] = {
	{WD_POLICY_UNMANAGED, "rules.unmanaged", WD_FACT_GOOD},
	{WD_POLICY_MANAGED, "rules.managed", WD_FACT_GOOD},
	{WD_POLICY_LAST_GOOD, "rules.last-good", WD_FACT_BAD},
	{WD_POLICY_FLOOR, "rules.floor", WD_FACT_BAD},
};

/**
 * wd_checkup_policy:
 * @store: what is in force
 * @facts: (element-type WdFact): added to
 */
void
wd_checkup_policy(WdPolicyStore *store, GPtrArray *facts)
{
	const WdPolicy *policy = wd_policy_store_get(store);
	const GPtrArray *problems = wd_policy_store_get_problems(store);

	for (guint i = 0; i < G_N_ELEMENTS(states); i++) {
		if (states[i].state == wd_policy_store_get_state(store))
			wd_facts_add(facts,
				     states[i].code,
				     states[i].level,
				     wd_policy_get_string(policy, WD_KEY_META_ORGANISATION));
	}
	for (guint i = 0; i < problems->len; i++) {
		const WdPolicyProblem *problem = g_ptr_array_index(problems, i);
		g_autofree char *text = wd_policy_problem_format(problem);

		if (problem->level >= WD_PROBLEM_WARNING)
			wd_facts_add(facts,
				     "rules.mistake",
				     problem->level == WD_PROBLEM_ERROR ? WD_FACT_BAD
									: WD_FACT_WARNING,
				     text);
	}
}

/* A switch that is off is no mistake when somebody chose so, but who asks wants to know. */
static const struct {
	WdPolicyKey key;
	const char *on;
	const char *off;
} switches[] = {
	{WD_KEY_SPIM_ENABLED, "on.spim", "off.spim"},
	{WD_KEY_WORMS_ENABLED, "on.worms", "off.worms"},
	{WD_KEY_LINKS_ENABLED, "on.links", "off.links"},
	{WD_KEY_LEAKS_ENABLED, "on.leaks", "off.leaks"},
	{WD_KEY_AUDIT_ENABLED, "on.audit", "off.audit"},
};

/**
 * wd_checkup_settings:
 * @policy: what is in force
 * @facts: (element-type WdFact): added to
 *
 * What is on, what is off, and what no plugin can cover.
 */
void
wd_checkup_settings(const WdPolicy *policy, GPtrArray *facts)
{
	for (guint i = 0; i < G_N_ELEMENTS(switches); i++) {
		gboolean is_on = wd_policy_get_boolean(policy, switches[i].key);

		wd_facts_add(facts,
			     is_on ? switches[i].on : switches[i].off,
			     is_on ? WD_FACT_GOOD : WD_FACT_NOTE,
			     wd_policy_get_source(policy, switches[i].key));
	}
	if (wd_policy_get_choice(policy, WD_KEY_LOGS_MODE) == WD_LOGS_NEVER)
		wd_facts_add(facts, "off.logs", WD_FACT_NOTE, NULL);
	if (wd_policy_get_list(policy, WD_KEY_LOGS_ESCROW_RECIPIENTS)[0] != NULL)
		wd_facts_add(facts, "logs.escrow", WD_FACT_NOTE, NULL);
	if (!wd_policy_get_boolean(policy, WD_KEY_ACCOUNTS_REQUIRE_TLS))
		wd_facts_add(facts, "off.require-tls", WD_FACT_NOTE, NULL);
	if (g_getenv("DBUS_SESSION_BUS_ADDRESS") != NULL)
		wd_facts_add(facts, "uncovered.dbus", WD_FACT_NOTE, NULL);
	wd_facts_add(facts, "uncovered.owner", WD_FACT_NOTE, NULL);
}

/**
 * wd_checkup_forward:
 * @all_status: (element-type WdForwardStatus): of a running client
 * @facts: (element-type WdFact): added to
 */
void
wd_checkup_forward(const GPtrArray *all_status, GPtrArray *facts)
{
	for (guint i = 0; i < all_status->len; i++) {
		const WdForwardStatus *status = g_ptr_array_index(all_status, i);
		g_autofree char *why = g_strdup_printf(
			"%s: %s", status->target, status->error != NULL ? status->error : "");

		if (status->error != NULL)
			wd_facts_add(facts, "forward.fails", WD_FACT_WARNING, why);
		else if (status->last_ms == 0)
			wd_facts_add(facts, "forward.nothing-yet", WD_FACT_NOTE, status->target);
		else
			wd_facts_add_count(facts,
					   status->is_certain ? "forward.works"
							      : "forward.uncertain",
					   status->is_certain ? WD_FACT_GOOD : WD_FACT_NOTE,
					   status->target,
					   status->n_sent);
		if (status->n_missing > 0)
			wd_facts_add_count(facts,
					   "forward.missing",
					   WD_FACT_WARNING,
					   status->target,
					   status->n_missing);
	}
}

static void
look_at_mode(const char *path, mode_t allowed, const char *code, GPtrArray *facts)
{
	struct stat status;

	if (stat(path, &status) == 0 && (status.st_mode & 0777 & ~allowed) != 0)
		wd_facts_add(facts, code, WD_FACT_WARNING, path);
}

/**
 * wd_checkup_keys:
 * @base: the Warden folder of a profile
 * @policy: what is in force
 * @facts: (element-type WdFact): added to
 *
 * Whether logs and what is held can be sealed, and opened again.
 */
void
wd_checkup_keys(const char *base, const WdPolicy *policy, GPtrArray *facts)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(WdKeys) keys = wd_keys_load(base, &error);
	const char *const *escrow = wd_policy_get_list(policy, WD_KEY_LOGS_ESCROW_RECIPIENTS);

	if (g_error_matches(error, WD_ERROR, WD_ERROR_NOT_FOUND))
		wd_facts_add(facts, "keys.none", WD_FACT_NOTE, base);
	else if (keys == NULL)
		wd_facts_add(facts, "keys.bad", WD_FACT_BAD, error->message);
	else if (wd_keys_is_locked(keys))
		wd_facts_add(facts, "keys.locked", WD_FACT_NOTE, wd_keys_get_recipient(keys));
	else
		wd_facts_add(facts, "keys.good", WD_FACT_GOOD, wd_keys_get_recipient(keys));
	for (guint i = 0; escrow[i] != NULL; i++) {
		if (!wd_recipient_check(escrow[i], NULL))
			wd_facts_add(facts, "keys.escrow-bad", WD_FACT_BAD, escrow[i]);
	}
	look_at_mode(base, 0700, "keys.open-folder", facts);
}

/**
 * wd_checkup_state:
 * @base: the Warden folder of a profile
 * @facts: (element-type WdFact): added to
 *
 * Whether this version can use the review list that lies there. Says nothing when it can.
 */
void
wd_checkup_state(const char *base, GPtrArray *facts)
{
	g_autofree char *path = wd_path_get(base, WD_PATH_STATE_DB);

	if (wd_state_schema_is_newer(path))
		wd_facts_add(facts, "review.newer", WD_FACT_BAD, path);
}

/* The writer's lock says whether a client keeps the trail at this moment. */
static gboolean
is_being_written(const char *folder)
{
	g_autofree char *path = g_build_filename(folder, "lock", NULL);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	gboolean is_taken = fd >= 0 && flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;

	if (fd >= 0)
		(void)close(fd); /* and the lock with it */
	return is_taken;
}

static gint64
get_age_ms(const char *path, gint64 now_ms)
{
	struct stat status;

	return stat(path, &status) == 0 ? now_ms - (gint64)status.st_mtime * 1000 : G_MAXINT64;
}

/**
 * wd_checkup_trail:
 * @base: the Warden folder of a profile
 * @policy: what is in force
 * @now_ms: the time
 * @facts: (element-type WdFact): added to
 *
 * Does not verify the trail: that is what `wardenctl audit verify` is for.
 */
void
wd_checkup_trail(const char *base, const WdPolicy *policy, gint64 now_ms, GPtrArray *facts)
{
	g_autofree char *folder = wd_path_get(base, WD_PATH_AUDIT);
	g_autoptr(GPtrArray) names = wd_audit_files_list(folder);

	if (!wd_policy_get_boolean(policy, WD_KEY_AUDIT_ENABLED))
		return;
	if (names->len == 0)
		wd_facts_add(facts, "trail.none", WD_FACT_NOTE, folder);
	else if (is_being_written(folder))
		wd_facts_add_count(facts, "trail.running", WD_FACT_GOOD, folder, names->len);
	else
		wd_facts_add_count(facts, "trail.idle", WD_FACT_NOTE, folder, names->len);
}

static void
look_at_target(const char *folder, const char *target, gint64 now_ms, GPtrArray *facts)
{
	g_autofree char *name = wd_forward_cursor_get_name(target);
	g_autofree char *path = g_build_filename(folder, name, NULL);
	WdForwardCursor cursor;
	guint64 n_bytes;

	if (!wd_forward_cursor_load(folder, target, &cursor)) {
		wd_facts_add(facts, "forward.nothing-yet", WD_FACT_WARNING, target);
		return;
	}
	n_bytes = wd_forward_cursor_count_waiting(folder, &cursor);
	if (n_bytes == 0)
		wd_facts_add(facts, "forward.all-sent", WD_FACT_GOOD, target);
	else
		wd_facts_add_count(facts,
				   "forward.waits",
				   n_bytes > MUCH_WAITING ||
						   get_age_ms(path, now_ms) > LONG_SILENCE_MS
					   ? WD_FACT_WARNING
					   : WD_FACT_NOTE,
				   target,
				   n_bytes);
}

/**
 * wd_checkup_spool:
 * @base: the Warden folder of a profile
 * @policy: what is in force
 * @now_ms: the time
 * @facts: (element-type WdFact): added to
 *
 * What waits for collectors, as far as it can be seen from outside of a client.
 */
void
wd_checkup_spool(const char *base, const WdPolicy *policy, gint64 now_ms, GPtrArray *facts)
{
	g_autofree char *folder = wd_path_get(base, WD_PATH_AUDIT);
	const char *const *targets = wd_policy_get_list(policy, WD_KEY_AUDIT_TARGET);

	if (targets[0] == NULL)
		wd_facts_add(facts, "forward.off", WD_FACT_NOTE, NULL);
	for (guint i = 0; targets[i] != NULL; i++)
		look_at_target(folder, targets[i], now_ms, facts);
}
