/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "wd-judging.h"
#include "wd-rows.h"

/* One file of tests/data/tongues, and how much of its SPIM must be held: below what was seen, so
 * that a phrase may go, but no language. */
typedef struct {
	const char *name;
	guint floor;
} Case;

static const Case cases[] = {
	{"ar", 54},
	{"de", 57},
	{"es", 55},
	{"fr", 56},
	{"id", 55},
	{"it", 53},
	{"ja", 51},
	{"nl", 54},
	{"pl", 54},
	{"pt", 55},
	{"ru", 54},
	{"tr", 55},
	{"uk", 53},
	{"zh-tw", 9},
	{"zh", 49},
};

static char **
load(const char *name)
{
	g_autofree char *file = g_strdup_printf("lines-%s.tsv", name);
	g_autofree char *path = g_test_build_filename(G_TEST_DIST, "data", "tongues", file, NULL);
	g_autofree char *text = NULL;

	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	g_strchomp(text);
	return g_strsplit(text, "\n", -1);
}

static gboolean
is_held(const char *text)
{
	g_autoptr(WdVerdict) verdict = wd_test_judge(
		&(WdEvent){.peer = "eve", .text = text}, &wd_test_stranger, (WdTestSetting){0});

	return verdict->action >= WD_ACTION_HOLD;
}

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_auto(GStrv) lines = load(row->name);
	guint n_held = 0;
	guint n_ordinary = 0;

	for (guint i = 1; lines[i] != NULL; i++) { /* the first names the columns */
		g_auto(GStrv) fields = g_strsplit(lines[i], "\t", 2);

		if (g_str_equal(fields[0], "spam")) {
			n_held += is_held(fields[1]);
			continue;
		}
		g_assert_cmpstr(fields[0], ==, "ham");
		g_test_message("%s", fields[1]);
		g_assert_false(is_held(fields[1]));
		n_ordinary++;
	}
	g_test_message("held %u", n_held);
	g_assert_cmpuint(n_held, >=, row->floor);
	g_assert_cmpuint(n_ordinary, >, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/spim-tongues/", cases, test_case);
	return g_test_run();
}
