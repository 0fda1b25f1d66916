/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "audit-fixture.h"
#include "crypto/wd-crypto.h"
#include "ctl-output.h"
#include "store/wd-paths.h"

typedef struct {
	char *profile;
	StoreFixture store; /* its base is PROFILE/warden */
	char *out;
	char *err;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GError) error = NULL;

	g_assert_true(wd_crypto_start(&error));
	fixture->profile = g_dir_make_tmp("wd-ctl-XXXXXX", &error);
	g_assert_no_error(error);
	fixture->store.base = g_build_filename(fixture->profile, "warden", NULL);
	g_assert_true(wd_path_prepare(fixture->store.base, &error));
	fixture->store.keys = wd_keys_open(fixture->store.base, &error);
	g_assert_no_error(error);
	fixture->out = fixture->err = NULL;
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_keys_free(fixture->store.keys);
	store_fixture_remove_tree(fixture->profile);
	g_free(fixture->store.base);
	g_free(fixture->profile);
	free(fixture->out);
	free(fixture->err);
}

/* Runs "audit VERB --profile … ARGUMENT…"; arguments are separated by spaces. */
static WdCtlExit
run(Fixture *fixture, const char *verb, const char *arguments)
{
	g_autofree char *command = g_strconcat("audit ", verb, NULL);

	return ctl_output_run_on(
		fixture->profile, command, arguments, &fixture->out, &fixture->err);
}

static void
change_a_line(Fixture *fixture)
{
	gsize len;
	g_autofree char *bytes = audit_fixture_read(&fixture->store, 0, &len);

	memcpy(strstr(bytes, "spam.flagged"), "spam.allowed", 12);
	audit_fixture_replace(&fixture->store, 0, bytes, len);
}

static void
test_intact(Fixture *fixture, gconstpointer data)
{
	audit_fixture_make(&fixture->store, 3, NOW_MS);
	g_assert_cmpint(run(fixture, "verify", ""), ==, WD_CTL_GOOD);
	g_assert_nonnull(strstr(fixture->out, "5 records in 1 file\n"));
	g_assert_nonnull(strstr(fixture->out, "intact"));
	g_assert_nonnull(strstr(fixture->out, "closed"));
}

static void
test_changed(Fixture *fixture, gconstpointer data)
{
	audit_fixture_make(&fixture->store, 3, NOW_MS);
	change_a_line(fixture);
	g_assert_cmpint(run(fixture, "verify", ""), ==, WD_CTL_FOUND);
	g_assert_true(
		g_str_has_prefix(fixture->out, "2024-10-04-0001.jsonl:2: this line was changed\n"));
	g_assert_null(strstr(fixture->out, "intact"));
}

static void
test_json(Fixture *fixture, gconstpointer data)
{
	g_autoptr(JsonNode) good = NULL;
	g_autoptr(JsonNode) bad = NULL;
	JsonObject *object;

	audit_fixture_make(&fixture->store, 3, NOW_MS);
	g_assert_cmpint(run(fixture, "verify", "--json"), ==, WD_CTL_GOOD);
	good = json_from_string(fixture->out, NULL);
	object = json_node_get_object(good);
	g_assert_true(json_object_get_boolean_member(object, "intact"));
	g_assert_true(json_object_get_boolean_member(object, "closed"));
	g_assert_true(json_object_get_boolean_member(object, "mac_checked"));
	g_assert_cmpint(json_object_get_int_member(object, "records"), ==, 5);
	change_a_line(fixture);
	g_assert_cmpint(run(fixture, "verify", "--json"), ==, WD_CTL_FOUND);
	bad = json_from_string(fixture->out, NULL);
	object = json_node_get_object(bad);
	g_assert_false(json_object_get_boolean_member(object, "intact"));
	g_assert_nonnull(strstr(json_object_get_string_member(object, "problem"), ":2:"));
}

/* An auditor has a copy of the folder and a key file, and no profile. */
static void
test_copy_with_a_key(Fixture *fixture, gconstpointer data)
{
	g_autofree char *key = store_fixture_path(&fixture->store, "auditor.key");
	g_autofree char *folder = store_fixture_path(&fixture->store, "audit");
	g_autofree char *arguments = g_strdup_printf("--key %s %s", key, folder);
	g_autoptr(WdIdentity) identity = wd_identity_generate();
	g_autofree char *text = wd_identity_format(identity);
	g_autofree char *recipient = wd_identity_get_recipient(identity);
	const char *recipients[] = {recipient, NULL};
	const WdAuditOptions options = {.recipients = recipients};
	g_autoptr(GError) error = NULL;
	WdAudit *audit;

	g_assert_true(
		g_file_set_contents_full(key, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
	audit = wd_audit_open(fixture->store.base, fixture->store.keys, &options, NOW_MS, &error);
	g_assert_no_error(error);
	wd_audit_close(audit, NOW_MS);
	g_assert_cmpint(run(fixture, "verify", arguments), ==, WD_CTL_GOOD);
	g_assert_nonnull(strstr(fixture->out, "intact"));
}

static void
test_nothing_there(Fixture *fixture, gconstpointer data)
{
	g_assert_cmpint(run(fixture, "verify", ""), ==, WD_CTL_CANNOT);
	g_assert_nonnull(strstr(fixture->err, "no audit trail"));
	g_assert_cmpint(run(fixture, "verify", "--key /nonexistent"), ==, WD_CTL_CANNOT);
	g_assert_cmpint(run(fixture, "tail", ""), ==, WD_CTL_GOOD);
	g_assert_cmpstr(fixture->out, ==, "");
}

static void
test_tail(Fixture *fixture, gconstpointer data)
{
	g_auto(GStrv) lines = NULL;

	audit_fixture_make(&fixture->store, 3, NOW_MS);
	audit_fixture_make(&fixture->store, 1, NOW_MS);
	g_assert_cmpint(run(fixture, "tail", "-n 4"), ==, WD_CTL_GOOD);
	lines = g_strsplit(fixture->out, "\n", -1);
	g_assert_cmpuint(g_strv_length(lines), ==, 5);
	g_assert_nonnull(strstr(lines[0], "audit.close"));
	g_assert_nonnull(strstr(lines[1], "audit.genesis"));
	g_assert_nonnull(strstr(lines[2], "spam.flagged"));
	g_assert_nonnull(strstr(lines[2], "me@corp.example"));
	g_assert_nonnull(strstr(lines[3], "audit.close"));
}

static void
test_tail_json(Fixture *fixture, gconstpointer data)
{
	gsize len;
	g_autofree char *bytes = NULL;

	audit_fixture_make(&fixture->store, 3, NOW_MS);
	bytes = audit_fixture_read(&fixture->store, 0, &len);
	g_assert_cmpint(run(fixture, "tail", "--json"), ==, WD_CTL_GOOD);
	g_assert_cmpstr(fixture->out, ==, bytes);
}

/* What somebody else put into the file must not reach the terminal. */
static void
test_tail_of_garbage(Fixture *fixture, gconstpointer data)
{
	static const char garbage[] = "\x1b[2Jnonsense\n";

	audit_fixture_make(&fixture->store, 1, NOW_MS);
	audit_fixture_replace(&fixture->store, 0, garbage, sizeof garbage - 1);
	g_assert_cmpint(run(fixture, "tail", ""), ==, WD_CTL_FOUND);
	g_assert_null(strchr(fixture->out, '\x1b'));
	g_assert_cmpint(run(fixture, "tail", "--json"), ==, WD_CTL_FOUND);
	g_assert_null(strchr(fixture->out, '\x1b'));
}

/* What a collector has of the fixture's trail: its first lines. */
static char *
write_collected(const Fixture *fixture, guint n_lines)
{
	g_autoptr(GPtrArray) rows = audit_fixture_collect(&fixture->store);
	g_autoptr(GString) text = g_string_new(NULL);
	char *path = g_build_filename(fixture->profile, "events.jsonl", NULL);

	for (guint i = 0; i < MIN(n_lines, rows->len); i++)
		g_string_append_printf(text, "%s\n", (const char *)g_ptr_array_index(rows, i));
	g_assert_true(g_file_set_contents(path, text->str, -1, NULL));
	return path;
}

/* The trail has five lines, of 2024. */
static const struct {
	const char *name;
	const char *verb;
	const char *options;
	guint n_lines;
	WdCtlExit exit;
	const char *out; /* (nullable) */
} collected_cases[] = {
	{"verify/ended", "verify", "--collector %s", 5, WD_CTL_GOOD, "5 lines of 1 desktops"},
	{"verify/killed", "verify", "--collector %s", 4, WD_CTL_GOOD, "4 lines of 1 desktops"},
	{"watch/ended", "watch", "--once %s", 5, WD_CTL_GOOD, "5 lines of 1 desktops"},
	{"watch/killed",
	 "watch",
	 "--once %s",
	 4,
	 WD_CTL_FOUND,
	 "  mute       nothing has come for "},
	{"watch/killed-json",
	 "watch",
	 "--once --json %s",
	 4,
	 WD_CTL_FOUND,
	 "\"kind\":\"mute\",\"expected\":0,"},
	{"watch/patient", "watch", "--once --silence 2000000000 %s", 4, WD_CTL_GOOD, "4 lines"},
	{"watch/twice-the-same", "watch", "--once %s %s", 5, WD_CTL_GOOD, "5 came twice"},
	{"watch/no-silence", "watch", "--once --silence 0 %s", 5, WD_CTL_USAGE, NULL},
	{"watch/negative", "watch", "--once --silence -5 %s", 5, WD_CTL_USAGE, NULL},
	{"watch/no-number", "watch", "--once --silence soon %s", 5, WD_CTL_USAGE, NULL},
	{"watch/no-file", "watch", "--once", 5, WD_CTL_USAGE, NULL},
	{"watch/missing-file", "watch", "--once %s.1 %s", 5, WD_CTL_CANNOT, NULL},
	{"watch/missing-first", "watch", "%s.1 %s", 5, WD_CTL_CANNOT, NULL},
	{"watch/folder", "watch", "--once /", 5, WD_CTL_CANNOT, NULL},
};

static void
test_collected(Fixture *fixture, gconstpointer data)
{
	guint i = GPOINTER_TO_UINT(data);
	g_autofree char *path = NULL;
	g_autoptr(GString) arguments = g_string_new(collected_cases[i].options);

	audit_fixture_make(&fixture->store, 3, NOW_MS);
	path = write_collected(fixture, collected_cases[i].n_lines);
	(void)g_string_replace(arguments, "%s", path, 0);
	g_assert_cmpint(
		run(fixture, collected_cases[i].verb, arguments->str), ==, collected_cases[i].exit);
	if (collected_cases[i].out != NULL)
		g_assert_nonnull(strstr(fixture->out, collected_cases[i].out));
	else
		g_assert_cmpstr(fixture->err, !=, "");
}

#define ADD(path, test) g_test_add(path, Fixture, NULL, set_up, test, tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD("/ctl-audit/verify/intact", test_intact);
	ADD("/ctl-audit/verify/changed", test_changed);
	ADD("/ctl-audit/verify/json", test_json);
	ADD("/ctl-audit/verify/copy-with-a-key", test_copy_with_a_key);
	ADD("/ctl-audit/nothing-there", test_nothing_there);
	ADD("/ctl-audit/tail/text", test_tail);
	ADD("/ctl-audit/tail/json", test_tail_json);
	ADD("/ctl-audit/tail/garbage", test_tail_of_garbage);
	for (guint i = 0; i < G_N_ELEMENTS(collected_cases); i++) {
		g_autofree char *path = g_strconcat("/ctl-audit/", collected_cases[i].name, NULL);

		g_test_add(path, Fixture, GUINT_TO_POINTER(i), set_up, test_collected, tear_down);
	}
	return g_test_run();
}
