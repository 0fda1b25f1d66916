/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "ctl-output.h"
#include "engine/spim/wd-spim-model.h"
#include "wd-tree.h"

#define RECIPE                                                                                     \
	"[Method]\nSeed=7\nFolds=2\nCost=10\nPower=0.5\n"                                          \
	"[table]\nPath=table.tsv\nFolded=true\nFalseAlarms=0\n"                                    \
	"[talk]\nPath=talk.txt\n"
#define TABLE                                                                                      \
	"#label\tcluster\ttext\n"                                                                  \
	"spam\t1\tclaim your free prize now\n"                                                     \
	"spam\t2\twin cash, claim it now\n"                                                        \
	"spam\t3\tfree casino bonus, claim now\n"                                                  \
	"spam\t4\tyou have won a free prize\\ncall now\n"                                          \
	"ham\t5\tsee you at lunch\n"                                                               \
	"ham\t6\tthe build is broken again\n"                                                      \
	"ham\t7\tcan you look at my patch?\n"                                                      \
	"ham\t8\tlunch at noon as always\n"
#define TALK "the meeting is at three\nI have read your mail\n"

typedef struct {
	char *folder;
	char *out;
	char *err;
} Fixture;

static void
set_file(const Fixture *fixture, const char *name, const char *content)
{
	g_autofree char *path = g_build_filename(fixture->folder, name, NULL);

	g_assert_true(g_file_set_contents(path, content, -1, NULL));
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
	fixture->folder = g_dir_make_tmp("wd-spim-XXXXXX", NULL);
	fixture->out = fixture->err = NULL;
	set_file(fixture, "recipe.conf", RECIPE);
	set_file(fixture, "table.tsv", TABLE);
	set_file(fixture, "talk.txt", TALK);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_test_remove_tree(fixture->folder);
	g_free(fixture->folder);
	free(fixture->out);
	free(fixture->err);
}

/* Every "%" in @line stands for the folder. */
static WdCtlExit
run(Fixture *fixture, const char *line)
{
	g_auto(GStrv) words = g_strsplit(line, " ", -1);

	for (guint i = 0; words[i] != NULL; i++) {
		g_auto(GStrv) parts = g_strsplit(words[i], "%", -1);

		g_free(words[i]);
		words[i] = g_strjoinv(fixture->folder, parts);
	}
	return ctl_output_run((const char *const *)words, &fixture->out, &fixture->err);
}

static char *
load(const Fixture *fixture, const char *name, gsize *len)
{
	g_autofree char *path = g_build_filename(fixture->folder, name, NULL);
	char *bytes = NULL;

	g_assert_true(g_file_get_contents(path, &bytes, len, NULL));
	return bytes;
}

static void
test_same_bytes(Fixture *fixture, gconstpointer data)
{
	g_autofree char *first = NULL;
	g_autofree char *second = NULL;
	gsize first_len, second_len;

	g_assert_cmpint(
		run(fixture, "spim train --output %/a.model %/recipe.conf"), ==, WD_CTL_GOOD);
	g_assert_nonnull(strstr(fixture->out, "table"));
	g_assert_nonnull(strstr(fixture->out, "threshold"));
	g_assert_cmpint(
		run(fixture, "spim train --output %/b.model %/recipe.conf"), ==, WD_CTL_GOOD);
	first = load(fixture, "a.model", &first_len);
	second = load(fixture, "b.model", &second_len);
	g_assert_cmpmem(first, first_len, second, second_len);
	g_assert_cmpuint(first_len, ==, WD_SPIM_MODEL_BYTES);
}

/* It has learnt what it was shown. */
static void
test_learns(Fixture *fixture, gconstpointer data)
{
	g_assert_cmpint(
		run(fixture, "spim train --output %/a.model %/recipe.conf"), ==, WD_CTL_GOOD);
	g_assert_cmpint(
		run(fixture, "spim eval --json --model %/a.model %/table.tsv"), ==, WD_CTL_GOOD);
	g_assert_nonnull(strstr(fixture->out, "\"auc\":1"));
	g_assert_nonnull(strstr(fixture->out, "\"spim\":4"));
	g_assert_nonnull(strstr(fixture->out, "\"ham\":4"));
}

static void
test_broken_lines(Fixture *fixture, gconstpointer data)
{
	set_file(fixture,
		 "table.tsv",
		 TABLE "spam\n"
		       "eggs\t9\ttext\n"
		       "ham\t9\ta\\x\n"
		       "ham\t9\t\xff\n");
	g_assert_cmpint(
		run(fixture, "spim train --output %/a.model %/recipe.conf"), ==, WD_CTL_FOUND);
	g_assert_nonnull(strstr(fixture->err, "table.tsv:10: a column is missing"));
	g_assert_nonnull(strstr(fixture->err, "table.tsv:11: the label is neither spam nor ham"));
	g_assert_nonnull(strstr(fixture->err, "table.tsv:12: an escape is broken"));
	g_assert_nonnull(strstr(fixture->err, "table.tsv:13: not UTF-8"));
	g_assert_cmpint(run(fixture, "spim eval --model %/a.model %/talk.txt"), ==, WD_CTL_GOOD);
}

typedef struct {
	const char *name;
	const char *file;
	const char *content;
	const char *line;
	const char *complaint;
	WdCtlExit result;
} BadCase;

static const BadCase bad_cases[] = {
	{"no-recipe", "x", "", "spim train --output %/m %/none.conf", "none.conf", WD_CTL_USAGE},
	{"no-output", "x", "", "spim train %/recipe.conf", "--output", WD_CTL_USAGE},
	{"number-out-of-range",
	 "recipe.conf",
	 "[Method]\nCost=-1\n",
	 "spim train --output %/m %/recipe.conf",
	 "Cost",
	 WD_CTL_USAGE},
	{"one-fold",
	 "recipe.conf",
	 "[Method]\nFolds=1\n",
	 "spim train --output %/m %/recipe.conf",
	 "2 to 100 Folds",
	 WD_CTL_USAGE},
	{"corpus-without-path",
	 "recipe.conf",
	 "[Method]\n[a]\nHam=1\n",
	 "spim train --output %/m %/recipe.conf",
	 "Path",
	 WD_CTL_USAGE},
	{"corpus-is-missing",
	 "recipe.conf",
	 "[Method]\n[a]\nPath=none.tsv\n",
	 "spim train --output %/m %/recipe.conf",
	 "none.tsv",
	 WD_CTL_CANNOT},
	{"table-without-header",
	 "table.tsv",
	 "spam\t1\tx\n",
	 "spim train --output %/m %/recipe.conf",
	 "names no columns",
	 WD_CTL_CANNOT},
	{"model-is-missing", "x", "", "spim eval --model %/none %/talk.txt", "none", WD_CTL_CANNOT},
	{"model-is-none",
	 "m",
	 "hello",
	 "spim eval --model %/m %/talk.txt",
	 "this is no model of SPIM",
	 WD_CTL_CANNOT},
	{"not-gzip", "a.tsv.gz", "hello", "spim eval %/a.tsv.gz", "", WD_CTL_CANNOT},
};

static void
test_bad(Fixture *fixture, gconstpointer data)
{
	const BadCase *row = data;

	set_file(fixture, row->file, row->content);
	g_assert_cmpint(run(fixture, row->line), ==, row->result);
	g_assert_nonnull(strstr(fixture->err, row->complaint));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add("/ctl-spim/same-bytes", Fixture, NULL, set_up, test_same_bytes, tear_down);
	g_test_add("/ctl-spim/learns", Fixture, NULL, set_up, test_learns, tear_down);
	g_test_add("/ctl-spim/broken-lines", Fixture, NULL, set_up, test_broken_lines, tear_down);
	for (guint i = 0; i < G_N_ELEMENTS(bad_cases); i++) {
		g_autofree char *path = g_strconcat("/ctl-spim/bad/", bad_cases[i].name, NULL);

		g_test_add(path, Fixture, &bad_cases[i], set_up, test_bad, tear_down);
	}
	return g_test_run();
}
