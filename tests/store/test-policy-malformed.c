/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What goes wrong with policy files, as a table: the company wants [Spim] Enabled=true and [Links]
 * Action=block, the person would like neither. Whatever the file looks like, the person's wish does
 * not hold, and somebody is told where the mistake is.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/wd-policy-fixture.h"
#include "store/wd-policy-store.h"

#define WISH "[Spim]\nEnabled=false\n[Links]\nEnabled=false\nAction=warn\n"
#define GOOD "[Meta]\nRevision=3\n[Spim]\nEnabled=true\n[Links]\nAction=block\n"

typedef enum {
	GOES, /* no mistake: the file means what it says */
	STRICT_VALUE,
	UNREADABLE,
} Outcome;

typedef struct {
	const char *name;
	const char *text;
	gsize len; /* 0: up to the nul */
	Outcome outcome;
	guint line; /* of the first mistake; 0: of the file as a whole, or none */
	guint column;
} Case;

#define BYTES(text) text, sizeof text - 1

static const Case cases[] = {
	{"good", GOOD, 0, GOES, 0, 0},
	{"byte-order-mark", "\xef\xbb\xbf" GOOD, 0, GOES, 0, 0},
	{"crlf", "[Spim]\r\nEnabled=true\r\n[Links]\r\nAction=block\r\n", 0, GOES, 0, 0},
	{"trailing-blanks", "[Spim]\nEnabled=true  \t\n[Links]\nAction=block \n", 0, GOES, 0, 0},
	{"group-twice", "[Spim]\n[Links]\nAction=block\n[Spim]\nEnabled=true\n", 0, GOES, 0, 0},
	{"yes", "[Spim]\nEnabled=yes\n[Links]\nAction=block\n", 0, STRICT_VALUE, 2, 9},
	{"no", "[Spim]\nEnabled=no\n[Links]\nAction=block\n", 0, STRICT_VALUE, 2, 9},
	{"capital", "[Spim]\nEnabled=True\n[Links]\nAction=block\n", 0, STRICT_VALUE, 2, 9},
	{"remark-behind-value",
	 "[Spim]\nEnabled=true # locked\n[Links]\nAction=block\n",
	 0,
	 STRICT_VALUE,
	 2,
	 9},
	{"no-value", "[Spim]\nEnabled=\n[Links]\nAction=block\n", 0, STRICT_VALUE, 2, 9},
	{"quoted", "[Spim]\nEnabled=\"true\"\n[Links]\nAction=block\n", 0, STRICT_VALUE, 2, 9},
	{"mistyped-key", "[Spim]\nEnbaled=true\n[Links]\nAction=block\n", 0, STRICT_VALUE, 2, 1},
	{"key-in-lower-case",
	 "[Spim]\nenabled=true\n[Links]\nAction=block\n",
	 0,
	 STRICT_VALUE,
	 2,
	 1},
	{"group-in-lower-case",
	 "[spim]\nEnabled=true\n[Links]\nAction=block\n",
	 0,
	 STRICT_VALUE,
	 1,
	 1},
	{"mistyped-group", "[Spimm]\nEnabled=true\n[Links]\nAction=block\n", 0, STRICT_VALUE, 1, 1},
	{"mistyped-choice", "[Spim]\nEnabled=true\n[Links]\nAction=blok\n", 0, STRICT_VALUE, 4, 8},
	{"two-choices",
	 "[Spim]\nEnabled=true\n[Links]\nAction=block;hold\n",
	 0,
	 STRICT_VALUE,
	 4,
	 8},
	{"semicolon-remark", "[Spim]\n; wrong\nEnabled=true\n", 0, UNREADABLE, 2, 0},
	{"slash-remark", "[Spim]\n// wrong\nEnabled=true\n", 0, UNREADABLE, 2, 0},
	{"no-group", "Enabled=true\n[Links]\nAction=block\n", 0, UNREADABLE, 1, 0},
	{"no-equals", "[Spim]\nEnabled true\n", 0, UNREADABLE, 2, 0},
	{"open-bracket", "[Spim]\nEnabled=true\n[Links\nAction=block\n", 0, UNREADABLE, 3, 0},
	{"cut-in-a-group", "[Spim]\nEnabled=true\n[Lin", 0, UNREADABLE, 3, 0},
	{"json", "{\"Spim\": {\"Enabled\": true}}\n", 0, UNREADABLE, 1, 0},
	{"not-utf-8", "[Spim]\nEnabled=true\n[Meta]\nContact=M\xfcller\n", 0, UNREADABLE, 4, 0},
	{"nul", BYTES("[Spim]\nEnabled=true\0\n[Links]\n"), UNREADABLE, 2, 0},
	{"utf-16", BYTES("\xff\xfe[\0S\0p\0i\0m\0]\0\n\0"), UNREADABLE, 1, 0},
	{"rule-without-action", "[Rules]\n10-x=kind=im\n", 0, UNREADABLE, 2, 0},
	{"empty", "", 0, UNREADABLE, 1, 0},
};

static void
write_bytes(PolicyFixture *fixture, const char *text, gsize len)
{
	g_autofree char *path = wd_policy_fixture_write(fixture, "etc/managed.d/50.conf", "#\n");
	FILE *file = g_fopen(path, "w");

	g_assert_nonnull(file);
	g_assert_cmpuint(fwrite(text, 1, len, file), ==, len);
	g_assert_cmpint(fclose(file), ==, 0);
}

static const WdPolicyProblem *
find_worst(WdPolicyStore *store)
{
	const GPtrArray *problems = wd_policy_store_get_problems(store);
	const WdPolicyProblem *worst = NULL;

	for (guint i = 0; i < problems->len; i++) {
		const WdPolicyProblem *problem = g_ptr_array_index(problems, i);

		if (worst == NULL || problem->level > worst->level)
			worst = problem;
	}
	return worst;
}

/* A session writes policy.rejected and shows a banner for each mistake of this level, and no other.
 */
static void
expect_told(WdPolicyStore *store, const Case *row)
{
	const WdPolicyProblem *worst = find_worst(store);

	if (row->outcome == GOES) {
		g_assert_true(worst == NULL || worst->level == WD_PROBLEM_NOTICE);
		return;
	}
	g_assert_nonnull(worst);
	g_assert_cmpuint(worst->level, ==, WD_PROBLEM_ERROR);
	g_assert_true(worst->is_managed);
	g_assert_true(g_str_has_suffix(worst->path, "50.conf"));
	if (row->column > 0)
		g_assert_cmpuint(worst->column, ==, row->column);
	/* A mistyped group is named where it stands, its keys where they stand. */
	if (row->line > 1)
		g_assert_cmpuint(worst->line, ==, row->line);
	else
		g_assert_cmpuint(worst->line, >, 0);
}

/* Neither of the person's wishes, and nothing weaker than a company's. */
static void
expect_protected(WdPolicyStore *store)
{
	const WdPolicy *policy = wd_policy_store_get(store);

	g_assert_true(wd_policy_get_boolean(policy, WD_KEY_SPIM_ENABLED));
	g_assert_cmpuint(wd_policy_get_choice(policy, WD_KEY_LINKS_ACTION), >=, WD_LINK_HOLD);
	g_assert_true(wd_policy_is_locked(policy, WD_KEY_SPIM_ENABLED));
	g_assert_true(wd_policy_is_locked(policy, WD_KEY_LINKS_ACTION));
}

static gsize
length_of(const Case *row)
{
	return row->len == 0 ? strlen(row->text) : row->len;
}

static void
test_first_policy(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autoptr(WdPolicyStore) store = NULL;

	g_free(wd_policy_fixture_write(fixture, "base/settings.conf", WISH));
	write_bytes(fixture, row->text, length_of(row));
	store = wd_policy_store_open_at(fixture->base, &fixture->places);
	g_assert_cmpuint(wd_policy_store_get_state(store),
			 ==,
			 row->outcome == UNREADABLE ? WD_POLICY_FLOOR : WD_POLICY_MANAGED);
	expect_protected(store);
	expect_told(store, row);
}

/* The same while the client runs, and again after the next start. */
static void
test_after_a_good_one(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autoptr(WdPolicyStore) store = NULL;
	WdPolicyState expected =
		row->outcome == UNREADABLE ? WD_POLICY_LAST_GOOD : WD_POLICY_MANAGED;

	g_free(wd_policy_fixture_write(fixture, "base/settings.conf", WISH));
	write_bytes(fixture, GOOD, strlen(GOOD));
	store = wd_policy_store_open_at(fixture->base, &fixture->places);
	/* Its snapshot is on disk when the store is freed. */
	g_clear_pointer(&store, wd_policy_store_free);
	store = wd_policy_store_open_at(fixture->base, &fixture->places);
	write_bytes(fixture, row->text, length_of(row));
	(void)wd_policy_store_reload(store); /* the good one changes nothing */
	g_assert_cmpuint(wd_policy_store_get_state(store), ==, expected);
	expect_protected(store);
	g_clear_pointer(&store, wd_policy_store_free);
	store = wd_policy_store_open_at(fixture->base, &fixture->places);
	g_assert_cmpuint(wd_policy_store_get_state(store), ==, expected);
	expect_protected(store);
	expect_told(store, row);
}

/* Too long to be read, and not read. */
static void
test_ten_megabytes(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autoptr(WdPolicyStore) store = NULL;
	g_autofree char *text = g_strnfill(10 * 1024 * 1024, '#');
	gint64 start_us;

	memcpy(text, GOOD, strlen(GOOD));
	g_free(wd_policy_fixture_write(fixture, "base/settings.conf", WISH));
	write_bytes(fixture, text, strlen(text));
	start_us = g_get_monotonic_time();
	store = wd_policy_store_open_at(fixture->base, &fixture->places);
	g_test_message("%" G_GINT64_FORMAT " us", g_get_monotonic_time() - start_us);
	g_assert_cmpuint(wd_policy_store_get_state(store), ==, WD_POLICY_FLOOR);
	expect_protected(store);
	g_assert_cmpuint(find_worst(store)->level, ==, WD_PROBLEM_ERROR);
}

/* A company hides a file of the vendor's with an empty one of the same name. */
static void
test_empty_on_purpose(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autoptr(WdPolicyStore) store = NULL;

	g_free(wd_policy_fixture_write(fixture, "vendor/managed.d/50.conf", GOOD));
	write_bytes(fixture, "", 0);
	store = wd_policy_store_open_at(fixture->base, &fixture->places);
	g_assert_cmpuint(wd_policy_store_get_state(store), ==, WD_POLICY_MANAGED);
	g_assert_null(find_worst(store));
	g_assert_false(wd_policy_is_locked(wd_policy_store_get(store), WD_KEY_SPIM_ENABLED));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *first =
			g_strconcat("/policy-malformed/first/", cases[i].name, NULL);
		g_autofree char *later =
			g_strconcat("/policy-malformed/later/", cases[i].name, NULL);

		g_test_add_data_func(first, &cases[i], test_first_policy);
		g_test_add_data_func(later, &cases[i], test_after_a_good_one);
	}
	g_test_add_func("/policy-malformed/ten-megabytes", test_ten_megabytes);
	g_test_add_func("/policy-malformed/empty-on-purpose", test_empty_on_purpose);
	return g_test_run();
}
