/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "crypto/wd-crypto.h"
#include "ctl-output.h"
#include "engine/spim/wd-spim-features.h"
#include "store-fixture.h"
#include "store/wd-lessons.h"
#include "store/wd-paths.h"

#define NOW_MS G_GINT64_CONSTANT(1700000000000)
#define TEXT   "Hello Anna, we pay 300 dollars a day for liking videos at home, write to our manager"
#define ID_1   "a1111111111111111111111111111111"
#define ID_2   "a2222222222222222222222222222222"

/* A profile as a client has it, and what the tool said last. */
typedef struct {
	char *profile;
	StoreFixture store; /* its base is PROFILE/warden */
	WdLessons *lessons; /* the running client's */
	char *out;
	char *err;
} Fixture;

static void
add(Fixture *fixture, const char *id, guint n_parts, gboolean is_spim, gint64 time_ms)
{
	g_autoptr(GArray) buckets = wd_spim_features_get(TEXT);
	g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) error = NULL;

	for (guint i = 0; i < n_parts; i++) {
		WdSpimLesson *part = g_new0(WdSpimLesson, 1);

		g_strlcpy(part->id, id, sizeof part->id);
		part->part = i;
		part->is_spim = is_spim;
		part->source = n_parts > 1 ? WD_SPIM_FROM_CONTACT : WD_SPIM_FROM_QUEUE;
		part->time_ms = time_ms;
		g_assert_true(
			wd_spim_lesson_fill(part, (const guint32 *)buckets->data, buckets->len));
		g_ptr_array_add(parts, part);
	}
	g_assert_true(wd_lessons_add(
		fixture->lessons, (const WdSpimLesson *const *)parts->pdata, parts->len, &error));
	g_assert_no_error(error);
}

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
	fixture->lessons = wd_lessons_open(fixture->store.base, fixture->store.keys, &error);
	g_assert_no_error(error);
	add(fixture, ID_2, 3, FALSE, NOW_MS + 60000);
	add(fixture, ID_1, 1, TRUE, NOW_MS);
	fixture->out = fixture->err = NULL;
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_lessons_close(fixture->lessons);
	wd_keys_free(fixture->store.keys);
	store_fixture_remove_tree(fixture->profile);
	g_free(fixture->store.base);
	g_free(fixture->profile);
	free(fixture->out);
	free(fixture->err);
}

/* What the tool thinks of TEXT from a stranger. */
static WdCtlExit
judge(Fixture *fixture, const char *profile)
{
	static const char event[] =
		"{\"kind\":\"im\",\"direction\":\"in\",\"protocol\":\"prpl-jabber\","
		"\"account\":\"me@a.example\",\"peer\":\"x@b.example\",\"text\":\"" TEXT
		"\",\"time_ms\":0}\n";
	const char *words[] = {"judge", "--unmanaged", profile ? "--profile" : NULL, profile, NULL};

	return ctl_output_feed(event, words, &fixture->out);
}

/* Runs "spim VERB --profile … ARGUMENT…"; arguments are separated by spaces. */
static WdCtlExit
run(Fixture *fixture, const char *verb, const char *arguments)
{
	g_autofree char *command = g_strconcat("spim ", verb, NULL);
	WdCtlExit result = ctl_output_run_on(
		fixture->profile, command, arguments, &fixture->out, &fixture->err);

	g_assert_true(wd_lessons_refresh(fixture->lessons, NULL));
	return result;
}

static void
test_list(Fixture *fixture, gconstpointer data)
{
	g_auto(GStrv) lines = NULL;

	g_assert_cmpint(run(fixture, "lessons", ""), ==, WD_CTL_GOOD);
	lines = g_strsplit(fixture->out, "\n", -1);
	g_assert_cmpuint(g_strv_length(lines), ==, 3);
	g_assert_true(g_str_has_prefix(lines[0], "a1111111 "));
	g_assert_true(g_str_has_suffix(lines[0], "  spim      queue    1"));
	g_assert_true(g_str_has_prefix(lines[1], "a2222222 "));
	g_assert_true(g_str_has_suffix(lines[1], "  not-spim  contact  3"));
	g_assert_null(strstr(fixture->out, "Anna"));
}

static void
test_json(Fixture *fixture, gconstpointer data)
{
	g_autoptr(JsonNode) node = NULL;
	JsonObject *row;

	g_assert_cmpint(run(fixture, "lessons", "--json"), ==, WD_CTL_GOOD);
	node = json_from_string(fixture->out, NULL);
	g_assert_cmpuint(json_array_get_length(json_node_get_array(node)), ==, 2);
	row = json_array_get_object_element(json_node_get_array(node), 1);
	g_assert_cmpstr(json_object_get_string_member(row, "id"), ==, ID_2);
	g_assert_cmpstr(json_object_get_string_member(row, "kind"), ==, "not-spim");
	g_assert_cmpstr(json_object_get_string_member(row, "source"), ==, "contact");
	g_assert_cmpint(json_object_get_int_member(row, "messages"), ==, 3);
	g_assert_cmpint(json_object_get_int_member(row, "time_ms"), ==, NOW_MS + 60000);
}

static void
test_forget(Fixture *fixture, gconstpointer data)
{
	g_assert_cmpint(run(fixture, "forget", "a2 ffff"), ==, WD_CTL_USAGE);
	g_assert_nonnull(strstr(fixture->err, "ffff"));
	g_assert_cmpuint(wd_lessons_get_n_rows(fixture->lessons), ==, 1);
	g_assert_cmpint(run(fixture, "forget", ID_1), ==, WD_CTL_GOOD);
	g_assert_cmpstr(fixture->err, ==, "");
	g_assert_cmpint(run(fixture, "lessons", ""), ==, WD_CTL_GOOD);
	g_assert_cmpstr(fixture->out, ==, "Nothing was taught.\n");
}

static void
test_ambiguous(Fixture *fixture, gconstpointer data)
{
	g_assert_cmpint(run(fixture, "forget", "a"), ==, WD_CTL_USAGE);
	g_assert_cmpuint(wd_lessons_get_n_rows(fixture->lessons), ==, 4);
}

static void
test_forget_all(Fixture *fixture, gconstpointer data)
{
	g_assert_cmpint(run(fixture, "forget", ""), ==, WD_CTL_USAGE);
	g_assert_cmpint(run(fixture, "forget", "--all " ID_1), ==, WD_CTL_USAGE);
	g_assert_cmpuint(wd_lessons_get_n_rows(fixture->lessons), ==, 4);
	g_assert_cmpint(run(fixture, "forget", "--all"), ==, WD_CTL_GOOD);
	g_assert_cmpuint(wd_lessons_get_n_rows(fixture->lessons), ==, 0);
}

static void
test_locked(Fixture *fixture, gconstpointer data)
{
	g_autofree char *path = store_fixture_path(&fixture->store, "keys/identity.txt");

	g_assert_cmpint(g_unlink(path), ==, 0);
	g_assert_cmpint(run(fixture, "lessons", ""), ==, WD_CTL_GOOD);
	g_assert_nonnull(strstr(fixture->out, "a2222222  cannot be opened"));
	g_assert_cmpint(run(fixture, "forget", "a2"), ==, WD_CTL_GOOD);
	g_assert_cmpuint(wd_lessons_get_n_rows(fixture->lessons), ==, 1);
}

static void
test_judge(Fixture *fixture, gconstpointer data)
{
	add(fixture, "b0000000000000000000000000000000", 1, TRUE, NOW_MS + 120000);
	g_assert_cmpint(judge(fixture, NULL), ==, WD_CTL_GOOD);
	g_assert_null(strstr(fixture->out, "\"hold\""));
	g_assert_cmpint(judge(fixture, fixture->profile), ==, WD_CTL_GOOD);
	g_assert_nonnull(strstr(fixture->out, "\"hold\""));
	g_assert_cmpint(judge(fixture, "/nowhere"), ==, WD_CTL_CANNOT);
}

static const struct {
	const char *name;
	void (*run)(Fixture *fixture, gconstpointer data);
} tests[] = {
	{"list", test_list},
	{"json", test_json},
	{"forget", test_forget},
	{"ambiguous", test_ambiguous},
	{"forget-all", test_forget_all},
	{"locked", test_locked},
	{"judge", test_judge},
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++) {
		g_autofree char *path = g_strconcat("/ctl/lessons/", tests[i].name, NULL);

		g_test_add(path, Fixture, NULL, set_up, tests[i].run, tear_down);
	}
	return g_test_run();
}
