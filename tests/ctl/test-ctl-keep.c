/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How long logs are kept and what becomes of those in the clear, as an administrator meets it. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "ctl-run.h"

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
	return g_test_run();
}
