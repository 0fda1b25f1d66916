/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How long logs are kept and what becomes of those in the clear, as an administrator meets it. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "ctl-run.h"
#include "store/wd-audit.h"

#define OLD_LOG                                                                                    \
	"logs/prpl-jabber/me@corp.example/nightjar@corp.example/2020-11-22.050000+0000UTC.txt"
#define OLD_TEXT                                                                                   \
	"Conversation with nightjar@corp.example at Sun Nov 22 05:00:00 2020 on me@corp.example "  \
	"(jabber)\n"                                                                               \
	"(05:00:01) nightjar: the heron lands at dusk\n"
#define LOW_ORDER "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z"

static void
assert_has(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		g_error("\"%s\" is not in \"%s\"", part, text);
}

static char *
write_below(const WdLogFixture *fixture, const char *name, const char *text)
{
	char *path = g_build_filename(fixture->profile, name, NULL);
	g_autofree char *folder = g_path_get_dirname(path);

	g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
	return path;
}

typedef struct {
	const char *name;
	const char *policy;
	int status;
	gboolean is_imported;
	const char *err;
} EscrowCase;

static const EscrowCase escrows[] = {
	{"none", "[Logs]\n", 0, TRUE, ""},
	{"one-that-works", "[Logs]\nRequireEscrow=true\nEscrowRecipients=GOOD\n", 0, TRUE, ""},
	{"required-and-none", "[Logs]\nRequireEscrow=true\n", 3, FALSE, "wants a recovery key"},
	{"required-and-low-order",
	 "[Logs]\nRequireEscrow=true\nEscrowRecipients=GOOD;" LOW_ORDER "\n",
	 3,
	 FALSE,
	 "wants a recovery key"},
	{"required-and-own",
	 "[Logs]\nRequireEscrow=true\nEscrowRecipients=OWN\n",
	 3,
	 FALSE,
	 "wants a recovery key"},
	{"bad-and-not-required",
	 "[Logs]\nEscrowRecipients=" LOW_ORDER "\n",
	 0,
	 TRUE,
	 "cannot be used"},
};

static void
test_import_escrow(gconstpointer data)
{
	const EscrowCase *row = data;
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autoptr(WdIdentity) escrow = wd_identity_generate();
	g_autofree char *good = wd_identity_get_recipient(escrow);
	g_autoptr(GString) policy = g_string_new(row->policy);
	g_autofree char *old = write_below(fixture, OLD_LOG, OLD_TEXT);
	g_autofree char *policy_path = NULL;
	g_auto(CtlResult) imported = {0};
	g_auto(CtlResult) listed = {0};

	g_string_replace(policy, "GOOD", good, 0);
	g_string_replace(policy, "OWN", wd_keys_get_recipient(fixture->keys), 0);
	policy_path = write_below(fixture, "policy.conf", policy->str);
	imported = ctl_run(
		fixture, NULL, "logs import --policy PROFILE/policy.conf --profile PROFILE");
	g_assert_cmpint(imported.status, ==, row->status);
	assert_has(imported.err, row->err);
	g_assert_cmpint(g_access(old, F_OK) == 0, ==, !row->is_imported); /* nothing is lost */
	listed = ctl_run(fixture, NULL, "logs list --profile PROFILE");
	g_assert_cmpint(strstr(listed.out, "nightjar") != NULL, ==, row->is_imported);
}

/* The fixture's log in a month that has long been over. */
static char *
write_old_log(WdLogFixture *fixture)
{
	static const char *const bodies[] = {"good morning", NULL};
	g_autofree char *now = wd_log_fixture_write(fixture, bodies, TRUE);
	g_autofree char *name = g_path_get_basename(now);
	g_autofree char *folder = g_build_filename(fixture->base, "logs", "2020-11", "im", NULL);
	char *old = g_build_filename(folder, name, NULL);

	g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
	g_assert_cmpint(g_rename(now, old), ==, 0);
	return old;
}

static char *
get_id(const char *path)
{
	char *id = g_path_get_basename(path);

	id[strcspn(id, ".")] = '\0';
	return id;
}

/* All lines of the trail. */
static char *
read_trail(const WdLogFixture *fixture)
{
	g_autofree char *folder = g_build_filename(fixture->base, "audit", NULL);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	GString *all = g_string_new(NULL);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		g_autofree char *text = NULL;

		if (g_str_has_suffix(name, ".jsonl") &&
		    g_file_get_contents(path, &text, NULL, NULL))
			g_string_append(all, text);
	}
	return g_string_free(all, FALSE);
}

#define PRUNE "logs prune --policy PROFILE/drop.conf --profile PROFILE"

static void
assert_trail_is_sound(const WdLogFixture *fixture)
{
	g_auto(CtlResult) verified = ctl_run(fixture, NULL, "audit verify --profile PROFILE");

	g_assert_cmpint(verified.status, ==, 0);
}

/* Nobody runs: the command writes the trail itself, and the folders go with their last log. */
static void
test_prune_is_in_the_trail(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = write_old_log(fixture);
	g_autofree char *id = get_id(path);
	g_autofree char *policy = write_below(fixture, "drop.conf", "[Logs]\nRetention=P1D\n");
	g_autofree char *month = g_build_filename(fixture->base, "logs", "2020-11", NULL);
	g_autofree char *line =
		g_strdup_printf("\"ev\":\"log.delete\",\"sev\":\"notice\",\"outcome\":\"success\","
				"\"reason\":\"retention\",\"data\":{\"log\":\"%s\"}",
				id);
	g_auto(CtlResult) pruned = ctl_run(fixture, path, PRUNE);
	g_autofree char *trail = read_trail(fixture);

	g_assert_cmpint(pruned.status, ==, 0);
	g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
	g_assert_false(g_file_test(month, G_FILE_TEST_EXISTS));
	assert_has(trail, line);
	assert_trail_is_sound(fixture);
}

/* A client has the trail: it finds a note. */
static void
test_prune_beside_a_client(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = write_old_log(fixture);
	g_autofree char *id = get_id(path);
	g_autofree char *policy = write_below(fixture, "drop.conf", "[Logs]\nRetention=P1D\n");
	g_autofree char *notes_path = g_build_filename(fixture->base, "audit", "notes", NULL);
	g_autofree char *wanted = g_strdup_printf("log.delete retention %s\n", id);
	const WdAuditOptions options = {0};
	WdAudit *audit = wd_audit_open(fixture->base, fixture->keys, &options, LOG_TIME_MS, NULL);
	g_autofree char *notes = NULL;
	g_auto(CtlResult) pruned = ctl_run(fixture, path, PRUNE);

	g_assert_cmpint(pruned.status, ==, 0);
	g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
	g_assert_true(g_file_get_contents(notes_path, &notes, NULL, NULL));
	g_assert_cmpstr(notes, ==, wanted);
	wd_audit_close(audit, LOG_TIME_MS);
	assert_trail_is_sound(fixture);
}

/* What cannot be said is not done. */
static void
test_prune_without_a_trail(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = write_old_log(fixture);
	g_autofree char *policy = write_below(fixture, "drop.conf", "[Logs]\nRetention=P1D\n");
	g_autofree char *audit = g_build_filename(fixture->base, "audit", NULL);
	g_auto(CtlResult) pruned = {0};

	(void)g_rmdir(audit);
	g_assert_true(g_file_set_contents(audit, "a file", -1, NULL));
	pruned = ctl_run(fixture, path, PRUNE);
	g_assert_cmpint(pruned.status, ==, 3);
	assert_has(pruned.err, "the audit trail cannot be written");
	g_assert_true(g_file_test(path, G_FILE_TEST_EXISTS));
}

/* What lies among the logs may be called anything, and a client has the trail. */
static void
test_prune_of_a_foreign_name(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = write_old_log(fixture);
	g_autofree char *foreign =
		write_below(fixture, "warden/logs/2020-11/im/my copy.wdlog", "no log");
	g_autofree char *policy = write_below(fixture, "drop.conf", "[Logs]\nRetention=P1D\n");
	const WdAuditOptions options = {0};
	WdAudit *audit = wd_audit_open(fixture->base, fixture->keys, &options, LOG_TIME_MS, NULL);
	g_auto(CtlResult) pruned = ctl_run(fixture, path, PRUNE);

	g_assert_cmpint(pruned.status, ==, 3);
	assert_has(pruned.err, "my copy is no log");
	g_assert_true(g_file_test(foreign, G_FILE_TEST_EXISTS));
	g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
	wd_audit_close(audit, LOG_TIME_MS);
}

static void
test_import_is_in_the_trail(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *old = write_below(fixture, OLD_LOG, OLD_TEXT);
	g_auto(CtlResult) imported = ctl_run(fixture, NULL, "logs import --profile PROFILE");
	g_autofree char *trail = read_trail(fixture);

	g_assert_cmpint(imported.status, ==, 0);
	g_assert_false(g_file_test(old, G_FILE_TEST_EXISTS));
	assert_has(trail, "\"ev\":\"log.import\"");
	assert_has(trail, "\"reason\":\"import\"");
	assert_trail_is_sound(fixture);
}

typedef struct {
	const char *name;
	const char *command;
	const char *event;
	const char *reason;
} ReadCase;

static const ReadCase readings[] = {
	{"export", "logs export --output FOLDER --profile PROFILE", "log.export", "own-key"},
	{"export-with-another-key",
	 "logs export --key PROFILE/warden/keys/identity.txt --output FOLDER --profile PROFILE",
	 "log.export",
	 "other-key"},
	{"rewrap", "logs rewrap --profile PROFILE", "log.rewrap", "own-key"},
	{"rewrap-one", "logs rewrap --profile PROFILE LOG", "log.rewrap", "own-key"},
};

/* Who read a log out, or changed who can open it, stands in the trail. */
static void
test_reading_is_in_the_trail(gconstpointer data)
{
	const ReadCase *row = data;
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = write_old_log(fixture);
	g_autofree char *id = get_id(path);
	g_autofree char *line =
		g_strdup_printf("\"ev\":\"%s\",\"sev\":\"notice\",\"outcome\":"
				"\"success\",\"reason\":\"%s\",\"data\":{\"log\":\"%s\"}",
				row->event,
				row->reason,
				id);
	g_auto(CtlResult) done = ctl_run(fixture, path, row->command);
	g_autofree char *trail = read_trail(fixture);

	g_assert_cmpstr(done.err, ==, "");
	g_assert_cmpint(done.status, ==, 0);
	assert_has(trail, line);
	assert_trail_is_sound(fixture);
}

/* A client has the trail: it finds a note for each. */
static void
test_reading_beside_a_client(gconstpointer data)
{
	const ReadCase *row = data;
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = write_old_log(fixture);
	g_autofree char *id = get_id(path);
	g_autofree char *notes_path = g_build_filename(fixture->base, "audit", "notes", NULL);
	g_autofree char *wanted = g_strdup_printf("%s %s %s\n", row->event, row->reason, id);
	const WdAuditOptions options = {0};
	WdAudit *audit = wd_audit_open(fixture->base, fixture->keys, &options, LOG_TIME_MS, NULL);
	g_autofree char *notes = NULL;
	g_auto(CtlResult) done = ctl_run(fixture, path, row->command);

	g_assert_cmpint(done.status, ==, 0);
	g_assert_true(g_file_get_contents(notes_path, &notes, NULL, NULL));
	g_assert_cmpstr(notes, ==, wanted);
	wd_audit_close(audit, LOG_TIME_MS);
}

/* Sealing to others changes the profile and needs the trail; reading out of one that cannot be
 * written, such as a copy, does not. */
static void
test_reading_without_a_trail(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = write_old_log(fixture);
	g_autofree char *audit = g_build_filename(fixture->base, "audit", NULL);
	g_autofree char *before = NULL;
	g_autofree char *after = NULL;
	g_auto(CtlResult) rewrapped = {0};
	g_auto(CtlResult) exported = {0};
	gsize before_len;
	gsize after_len;

	(void)g_rmdir(audit);
	g_assert_true(g_file_set_contents(audit, "a file", -1, NULL));
	g_assert_true(g_file_get_contents(path, &before, &before_len, NULL));
	rewrapped = ctl_run(fixture, path, "logs rewrap --profile PROFILE");
	g_assert_cmpint(rewrapped.status, ==, 3);
	assert_has(rewrapped.err, "the audit trail cannot be written");
	g_assert_true(g_file_get_contents(path, &after, &after_len, NULL));
	g_assert_cmpmem(before, before_len, after, after_len);
	exported = ctl_run(fixture, path, "logs export --output FOLDER --profile PROFILE");
	g_assert_cmpint(exported.status, ==, 0);
	assert_has(exported.err, "the audit trail cannot be written");
}

#define ADD_ROWS(path, rows, test)                                                                 \
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {                                           \
		g_autofree char *name = g_strconcat("/ctl-keep/" path "/", rows[i].name, NULL);    \
                                                                                                   \
		g_test_add_data_func(name, &rows[i], test);                                        \
	}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	ADD_ROWS("import-escrow", escrows, test_import_escrow)
	g_test_add_func("/ctl-keep/prune-is-in-the-trail", test_prune_is_in_the_trail);
	g_test_add_func("/ctl-keep/prune-beside-a-client", test_prune_beside_a_client);
	g_test_add_func("/ctl-keep/prune-without-a-trail", test_prune_without_a_trail);
	g_test_add_func("/ctl-keep/prune-of-a-foreign-name", test_prune_of_a_foreign_name);
	g_test_add_func("/ctl-keep/import-is-in-the-trail", test_import_is_in_the_trail);
	ADD_ROWS("in-the-trail", readings, test_reading_is_in_the_trail)
	ADD_ROWS("beside-a-client", readings, test_reading_beside_a_client)
	g_test_add_func("/ctl-keep/reading-without-a-trail", test_reading_without_a_trail);
	return g_test_run();
}
