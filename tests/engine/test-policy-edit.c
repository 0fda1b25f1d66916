/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-error.h"
#include "engine/wd-policy-edit.h"

typedef struct {
	const char *name;
	const char *before;
	const char *value; /* of [Links] Action; NULL takes it out */
	const char *after; /* NULL: refused */
} EditCase;

static const EditCase cases[] = {
	{"into-nothing", "", "plain", "[Links]\nAction=plain\n"},
	{"into-another-group",
	 "[Spim]\nEnabled=true\n",
	 "plain",
	 "[Spim]\nEnabled=true\n\n[Links]\nAction=plain\n"},
	{"beside-others",
	 "[Links]\nEnabled=true\n# note\n[Spim]\nEnabled=true\n",
	 "plain",
	 "[Links]\nEnabled=true\nAction=plain\n# note\n[Spim]\nEnabled=true\n"},
	{"in-its-place",
	 "# top\n[Links]\nAction=hold\n# end\n",
	 "plain",
	 "# top\n[Links]\nAction=plain\n# end\n"},
	{"twice-becomes-once",
	 "[Links]\nAction=hold\nAction=warn\n",
	 "plain",
	 "[Links]\nAction=plain\n"},
	{"no-last-newline", "[Links]\nAction=hold", "plain", "[Links]\nAction=plain\n"},
	{"out", "[Links]\nAction=hold\nEnabled=true\n", NULL, "[Links]\nEnabled=true\n"},
	{"out-of-nothing", "# only\n", NULL, "# only\n"},
	{"same-name-elsewhere", "[Spim]\nAction=hold\n", NULL, "[Spim]\nAction=hold\n"},
	{"wrong-value", "", "maybe", NULL},
	{"wrong-file", "[Links\n", "plain", NULL},
};

static void
test_edit(gconstpointer data)
{
	const EditCase *row = data;
	g_autoptr(GError) error = NULL;
	g_autofree char *after =
		wd_policy_edit(row->before, WD_KEY_LINKS_ACTION, row->value, &error);

	g_assert_cmpstr(after, ==, row->after);
	if (row->after == NULL)
		g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
	else
		g_assert_no_error(error);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/policy-edit/", cases[i].name, NULL);

		g_test_add_data_func(path, &cases[i], test_edit);
	}
	return g_test_run();
}
