/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <sqlite3.h>
#include <string.h>

#include "crypto/wd-crypto.h"
#include "ctl-output.h"
#include "store-fixture.h"
#include "store/wd-paths.h"
#include "store/wd-quarantine.h"
#include "store/wd-queue.h"
#include "store/wd-trust.h"

#define NOW_MS G_GINT64_CONSTANT(1700000000000)

static const WdEvent message = {
	.kind = WD_EVENT_IM,
	.protocol = "prpl-jabber",
	.account = "me@corp.example",
	.peer = "evil\x1b[2Jpeer@elsewhere.example",
	.text = "you won \u202e a unicorn",
	.time_ms = NOW_MS,
};

/* A profile as a client has it, and what the tool said last. */
typedef struct {
	char *profile;
	StoreFixture store; /* its base is PROFILE/warden */
	WdQueue *queue;     /* the running client's */
	char *id;           /* of one waiting message */
	char *out;
	char *err;
} Fixture;

/* Another process sees a row within a tenth of a second; who looks in this one need not wait. */
static void
settle(Fixture *fixture)
{
	g_autoptr(GPtrArray) rows = wd_queue_list(fixture->queue, NULL);

	g_assert_nonnull(rows);
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(WdHeld) held = NULL;

	g_assert_true(wd_crypto_start(&error));
	fixture->profile = g_dir_make_tmp("wd-ctl-XXXXXX", &error);
	g_assert_no_error(error);
	fixture->store.base = g_build_filename(fixture->profile, "warden", NULL);
	g_assert_true(wd_path_prepare(fixture->store.base, &error));
	fixture->store.keys = wd_keys_open(fixture->store.base, &error);
	g_assert_no_error(error);
	fixture->queue = wd_queue_open(fixture->store.base, fixture->store.keys, &error);
	g_assert_no_error(error);
	held = store_fixture_new_held(&message, NOW_MS);
	g_assert_true(wd_queue_add(fixture->queue, held, &error));
	fixture->id = g_strdup(held->id);
	settle(fixture);
	fixture->out = fixture->err = NULL;
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_queue_close(fixture->queue);
	wd_keys_free(fixture->store.keys);
	store_fixture_remove_tree(fixture->profile);
	g_free(fixture->store.base);
	g_free(fixture->profile);
	g_free(fixture->id);
	free(fixture->out);
	free(fixture->err);
}

/* Runs "queue VERB --profile … ARGUMENT…"; arguments are separated by spaces. */
static WdCtlExit
run(Fixture *fixture, const char *verb, const char *arguments)
{
	g_autofree char *command = g_strconcat("queue ", verb, NULL);

	return ctl_output_run_on(
		fixture->profile, command, arguments, &fixture->out, &fixture->err);
}

static WdHeldState
get_state(Fixture *fixture)
{
	g_autoptr(WdHeld) held = wd_queue_find(fixture->queue, fixture->id, NULL);

	g_assert_nonnull(held);
	return held->state;
}

static void
test_list(Fixture *fixture, gconstpointer data)
{
	g_autofree char *short_id = g_strndup(fixture->id, 8);

	g_assert_cmpint(run(fixture, "list", ""), ==, WD_CTL_GOOD);
	g_assert_true(g_str_has_prefix(fixture->out, short_id));
	g_assert_nonnull(strstr(fixture->out, "spim.text"));
	g_assert_nonnull(strstr(fixture->out, "waiting"));
	/* A peer's name must not steer the terminal. */
	g_assert_null(strchr(fixture->out, '\x1b'));
}

static void
test_list_json(Fixture *fixture, gconstpointer data)
{
	g_autoptr(JsonNode) node = NULL;
	JsonObject *row;

	g_assert_cmpint(run(fixture, "list", "--json"), ==, WD_CTL_GOOD);
	node = json_from_string(fixture->out, NULL);
	g_assert_cmpuint(json_array_get_length(json_node_get_array(node)), ==, 1);
	row = json_array_get_object_element(json_node_get_array(node), 0);
	g_assert_cmpstr(json_object_get_string_member(row, "id"), ==, fixture->id);
	g_assert_cmpstr(json_object_get_string_member(row, "state"), ==, "waiting");
	g_assert_cmpstr(json_object_get_string_member(row, "peer"), ==, message.peer);
	g_assert_cmpstr(json_object_get_string_member(row, "text"), ==, message.text);
	g_assert_cmpint(json_object_get_int_member(row, "time_ms"), ==, NOW_MS);
}

static void
test_list_all(Fixture *fixture, gconstpointer data)
{
	g_assert_cmpint(run(fixture, "delete", fixture->id), ==, WD_CTL_GOOD);
	g_assert_cmpint(run(fixture, "list", ""), ==, WD_CTL_GOOD);
	g_assert_cmpstr(fixture->out, ==, "Nothing is held.\n");
	g_assert_cmpint(run(fixture, "list", "--json"), ==, WD_CTL_GOOD);
	g_assert_cmpstr(fixture->out, ==, "[]\n");
	g_assert_cmpint(run(fixture, "list", "--all"), ==, WD_CTL_GOOD);
	g_assert_nonnull(strstr(fixture->out, "deleted"));
}

static void
test_show(Fixture *fixture, gconstpointer data)
{
	g_autofree char *prefix = g_strndup(fixture->id, 12);

	g_assert_cmpint(run(fixture, "show", prefix), ==, WD_CTL_GOOD);
	g_assert_nonnull(strstr(fixture->out, fixture->id));
	g_assert_nonnull(strstr(fixture->out, "unicorn"));
	g_assert_null(strchr(fixture->out, '\x1b'));
	g_assert_null(strstr(fixture->out, "\u202e"));
	g_assert_cmpint(run(fixture, "show", "--json"), ==, WD_CTL_USAGE);
}

typedef struct {
	const char *name;
	const char *verb;
	WdHeldState state;
	WdDecision decision;
	gboolean is_trusted;
} VerbCase;

static const VerbCase verbs[] = {
	{"release", "release", WD_HELD_RELEASED, WD_DECISION_RELEASE, FALSE},
	{"trust", "trust", WD_HELD_RELEASED, WD_DECISION_TRUST, TRUE},
	{"delete", "delete", WD_HELD_DELETED, WD_DECISION_DELETE, FALSE},
	{"report", "report", WD_HELD_DELETED, WD_DECISION_REPORT, FALSE},
};

/* The running client's own handle sees the decision, and it stands once. */
static void
test_verb(Fixture *fixture, gconstpointer data)
{
	const VerbCase *row = data;
	g_autoptr(WdTrust) trust = wd_trust_open(fixture->store.base, fixture->store.keys, NULL);
	WdDecision decision;

	g_assert_cmpint(run(fixture, row->verb, fixture->id), ==, WD_CTL_GOOD);
	g_assert_nonnull(strstr(fixture->out, row->verb));
	/* What is still to come is said where it is more than the word. */
	g_assert_cmpint(strstr(fixture->out, "blocks the sender") != NULL,
			==,
			row->decision == WD_DECISION_REPORT);
	g_assert_cmpint(get_state(fixture), ==, row->state);
	g_assert_true(wd_queue_get_decision(fixture->queue, fixture->id, &decision));
	g_assert_cmpint(decision, ==, row->decision);
	g_assert_cmpint(wd_trust_is_trusted(trust, message.protocol, message.account, message.peer),
			==,
			row->is_trusted);
	g_assert_cmpint(run(fixture, "release", fixture->id), ==, WD_CTL_CANNOT);
	g_assert_nonnull(strstr(fixture->err, "already"));
	g_assert_cmpint(get_state(fixture), ==, row->state);
}

static void
test_decided_makes_nobody_trusted(Fixture *fixture, gconstpointer data)
{
	g_autoptr(WdTrust) trust = wd_trust_open(fixture->store.base, fixture->store.keys, NULL);

	g_assert_cmpint(run(fixture, "delete", fixture->id), ==, WD_CTL_GOOD);
	g_assert_cmpint(run(fixture, "trust", fixture->id), ==, WD_CTL_CANNOT);
	g_assert_false(wd_trust_is_trusted(trust, message.protocol, message.account, message.peer));
}

static void
test_several_ids(Fixture *fixture, gconstpointer data)
{
	g_autofree char *ids = g_strdup_printf("zz %s", fixture->id);

	g_assert_cmpint(run(fixture, "release", ids), ==, WD_CTL_USAGE);
	g_assert_nonnull(strstr(fixture->err, "zz: "));
	g_assert_cmpint(get_state(fixture), ==, WD_HELD_RELEASED);
}

static void
test_ambiguous_id(Fixture *fixture, gconstpointer data)
{
	g_autofree char *prefix = g_strndup(fixture->id, 1);

	for (guint i = 0; i < 40; i++) {
		g_autoptr(WdHeld) held = store_fixture_new_held(&message, NOW_MS);

		held->id[0] = fixture->id[0];
		g_assert_true(wd_queue_add(fixture->queue, held, NULL));
	}
	settle(fixture);
	g_assert_cmpint(run(fixture, "delete", prefix), ==, WD_CTL_USAGE);
	g_assert_nonnull(strstr(fixture->err, "41 rows"));
	g_assert_cmpuint(wd_queue_count_waiting(fixture->queue), ==, 41);
}

static void
test_no_profile(Fixture *fixture, gconstpointer data)
{
	g_autofree char *other = g_build_filename(fixture->profile, "nobody", NULL);
	g_autofree char *arguments = g_strdup_printf("--profile %s", other);

	g_assert_cmpint(run(fixture, "list", arguments), ==, WD_CTL_CANNOT);
	g_assert_cmpstr(fixture->out, ==, "");
	g_assert_cmpstr(fixture->err, !=, "");
	g_assert_false(g_file_test(other, G_FILE_TEST_EXISTS));
}

/* A received file whose row is in the queue: its bytes lie under the same id. */
static void
add_file(Fixture *fixture, gboolean is_whole, const char *path)
{
	const WdEvent fields = {
		.kind = WD_EVENT_FILE,
		.direction = WD_DIRECTION_IN,
		.protocol = "prpl-jabber",
		.account = "me@corp.example",
		.peer = "x@elsewhere.example",
		.file_name = "holiday.zip",
		.file_path = path,
		.file_size = 5,
		.time_ms = NOW_MS,
	};
	g_autoptr(WdHeld) held = store_fixture_new_held(&fields, NOW_MS);
	g_autoptr(WdQuarantine) file =
		wd_quarantine_begin(fixture->store.base, fixture->store.keys, held, NULL);

	g_assert_cmpint(write(wd_quarantine_get_fd(file), "bytes", 5), ==, 5);
	if (is_whole)
		g_assert_true(wd_quarantine_complete(file, NULL));
	g_assert_true(wd_queue_add(fixture->queue, held, NULL));
	settle(fixture);
	g_free(fixture->id);
	fixture->id = g_strdup(held->id);
}

static void
test_save(Fixture *fixture, gconstpointer data)
{
	g_autofree char *arguments = NULL;
	g_autofree char *saved = g_build_filename(fixture->profile, "holiday.zip", NULL);
	g_autofree char *content = NULL;

	add_file(fixture, TRUE, "/nowhere/holiday.zip");
	arguments = g_strdup_printf("%s %s", fixture->id, fixture->profile);
	g_assert_cmpint(run(fixture, "save", arguments), ==, WD_CTL_GOOD);
	g_assert_true(g_file_get_contents(saved, &content, NULL, NULL));
	g_assert_cmpstr(content, ==, "bytes");
	g_assert_nonnull(strstr(fixture->out, saved));
	g_assert_cmpuint(strlen(fixture->err), >, 30); /* with its warning */
	g_assert_cmpint(get_state(fixture), ==, WD_HELD_WAITING);
	g_assert_true(wd_quarantine_has(fixture->store.base, fixture->id));
	/* Once more: nothing is replaced. */
	g_assert_cmpint(run(fixture, "save", arguments), ==, WD_CTL_GOOD);
	g_assert_nonnull(strstr(fixture->out, "holiday (2).zip"));
}

/* A file's name is the peer's choice as well, and must not steer the terminal. */
static void
test_save_shown(Fixture *fixture, gconstpointer data)
{
	g_autofree char *arguments = NULL;

	add_file(fixture, TRUE, "/nowhere/\x1b[2Jholiday.zip");
	arguments = g_strdup_printf("%s %s", fixture->id, fixture->profile);
	g_assert_cmpint(run(fixture, "save", arguments), ==, WD_CTL_GOOD);
	g_assert_null(strchr(fixture->out, '\x1b'));
	g_assert_nonnull(strstr(fixture->out, "holiday.zip"));
}

typedef struct {
	const char *name;
	gboolean is_whole;
	gboolean is_message; /* the row is no file at all */
	const char *place;
	WdCtlExit result;
} SaveCase;

static const SaveCase save_cases[] = {
	{"save-half", FALSE, FALSE, "x", WD_CTL_CANNOT},
	{"save-message", TRUE, TRUE, "x", WD_CTL_CANNOT},
	{"save-nowhere", TRUE, FALSE, "no/such/folder/x", WD_CTL_CANNOT},
	{"save-without-place", TRUE, FALSE, "", WD_CTL_USAGE},
};

static void
test_save_case(Fixture *fixture, gconstpointer data)
{
	const SaveCase *row = data;
	g_autofree char *arguments = NULL;

	if (!row->is_message)
		add_file(fixture, row->is_whole, "/nowhere/holiday.zip");
	arguments =
		*row->place == '\0'
			? g_strdup(fixture->id)
			: g_strdup_printf("%s %s/%s", fixture->id, fixture->profile, row->place);
	g_assert_cmpint(run(fixture, "save", arguments), ==, row->result);
	g_assert_cmpint(get_state(fixture), ==, WD_HELD_WAITING);
}

static void
test_delete_removes_the_bytes(Fixture *fixture, gconstpointer data)
{
	add_file(fixture, TRUE, "/nowhere/holiday.zip");
	g_assert_cmpint(run(fixture, "delete", fixture->id), ==, WD_CTL_GOOD);
	g_assert_false(wd_quarantine_has(fixture->store.base, fixture->id));
}

static void
test_show_file(Fixture *fixture, gconstpointer data)
{
	add_file(fixture, TRUE, "/nowhere/holiday.zip");
	g_assert_cmpint(run(fixture, "show", fixture->id), ==, WD_CTL_GOOD);
	g_assert_nonnull(strstr(fixture->out, "Inside: not looked into"));
	g_assert_nonnull(strstr(fixture->out, "Virus scanner: was not asked"));
	g_assert_nonnull(strstr(fixture->out, "/nowhere/holiday.zip"));
}

/* Every verb refuses the file of a later version, in words, and leaves it as it is. */
static void
test_newer(Fixture *fixture, gconstpointer data)
{
	static const char *const newer_verbs[] = {"list", "show", "release", "trust", "delete"};
	g_autofree char *path = wd_path_get(fixture->store.base, WD_PATH_STATE_DB);
	g_autofree char *before = NULL;
	gsize before_len;
	sqlite3 *handle;

	wd_queue_close(g_steal_pointer(&fixture->queue));
	g_assert_cmpint(sqlite3_open(path, &handle), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_exec(handle, "PRAGMA user_version=2", NULL, NULL, NULL), ==, 0);
	g_assert_cmpint(sqlite3_close(handle), ==, SQLITE_OK);
	g_assert_true(g_file_get_contents(path, &before, &before_len, NULL));
	for (gsize i = 0; i < G_N_ELEMENTS(newer_verbs); i++) {
		const char *id = i == 0 ? "" : fixture->id;
		g_autofree char *after = NULL;
		gsize after_len;

		g_assert_cmpint(run(fixture, newer_verbs[i], id), ==, WD_CTL_CANNOT);
		g_assert_nonnull(strstr(fixture->err, "later version of Purple Warden"));
		g_assert_cmpstr(fixture->out, ==, "");
		g_assert_true(g_file_get_contents(path, &after, &after_len, NULL));
		g_assert_cmpmem(before, before_len, after, after_len);
	}
}

static void
test_usage(Fixture *fixture, gconstpointer data)
{
	g_assert_cmpint(run(fixture, "release", ""), ==, WD_CTL_USAGE);
	g_assert_cmpint(run(fixture, "list", "extra"), ==, WD_CTL_USAGE);
	g_assert_cmpint(run(fixture, "list", "--frob"), ==, WD_CTL_USAGE);
}

#define ADD(path, data, test) g_test_add(path, Fixture, data, set_up, test, tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(verbs); i++) {
		g_autofree char *path = g_strconcat("/ctl-queue/verb/", verbs[i].name, NULL);

		ADD(path, &verbs[i], test_verb);
	}
	ADD("/ctl-queue/list/text", NULL, test_list);
	ADD("/ctl-queue/list/json", NULL, test_list_json);
	ADD("/ctl-queue/list/all", NULL, test_list_all);
	ADD("/ctl-queue/show", NULL, test_show);
	ADD("/ctl-queue/decided-makes-nobody-trusted", NULL, test_decided_makes_nobody_trusted);
	ADD("/ctl-queue/several-ids", NULL, test_several_ids);
	ADD("/ctl-queue/ambiguous-id", NULL, test_ambiguous_id);
	ADD("/ctl-queue/no-profile", NULL, test_no_profile);
	ADD("/ctl-queue/newer", NULL, test_newer);
	ADD("/ctl-queue/usage", NULL, test_usage);
	ADD("/ctl-queue/save", NULL, test_save);
	ADD("/ctl-queue/save-shown", NULL, test_save_shown);
	for (guint i = 0; i < G_N_ELEMENTS(save_cases); i++) {
		g_autofree char *path = g_strconcat("/ctl-queue/", save_cases[i].name, NULL);

		ADD(path, &save_cases[i], test_save_case);
	}
	ADD("/ctl-queue/delete-removes-the-bytes", NULL, test_delete_removes_the_bytes);
	ADD("/ctl-queue/show-file", NULL, test_show_file);
	return g_test_run();
}
