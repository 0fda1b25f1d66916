/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-policy-strays.h"

#include <string.h>

#define POLICY_SUFFIX ".conf"

/* What is left behind on purpose, or lies beside a policy. */
static const char *const harmless_suffixes[] = {
	"~",
	".sig",
	".bak",
	".old",
	".orig",
	".disabled",
	".md",
	".txt",
};
static const char *const harmless_parts[] = {".dpkg-", ".ucf-", ".rpm", "README"};

static gboolean
is_harmless(const char *name)
{
	if (*name == '.')
		return TRUE;
	for (guint i = 0; i < G_N_ELEMENTS(harmless_suffixes); i++) {
		if (g_str_has_suffix(name, harmless_suffixes[i]))
			return TRUE;
	}
	for (guint i = 0; i < G_N_ELEMENTS(harmless_parts); i++) {
		if (strstr(name, harmless_parts[i]) != NULL)
			return TRUE;
	}
	return FALSE;
}

typedef struct {
	const char *part; /* (nullable) below the folder */
	gboolean is_managed;
	gboolean reads_conf; /* what ends in .conf is read there */
	const char *words;
} Kind;

static const Kind kinds[] = {
	{"managed.d", TRUE, TRUE, "it is not read: the name of a policy file ends in .conf"},
	{"recommended.d", FALSE, TRUE, "it is not read: the name of a policy file ends in .conf"},
	{NULL, TRUE, FALSE, "it is not read here: it belongs into managed.d or recommended.d"},
};

static void
look_into(const char *folder, const Kind *kind, GPtrArray *problems)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		WdPolicySpot spot = {path, 0, 0, kind->is_managed};
		gboolean is_conf = g_str_has_suffix(name, POLICY_SUFFIX);

		if (is_conf == kind->reads_conf || is_harmless(name) ||
		    g_file_test(path, G_FILE_TEST_IS_DIR))
			continue;
		wd_policy_problems_add(problems, &spot, WD_PROBLEM_WARNING, "%s", kind->words);
	}
}

/**
 * wd_policy_strays_find:
 * @places: the folders
 * @problems: (element-type WdPolicyProblem): a warning is added here for each
 *
 * Looks for files beside those that are read, whose name or place has a mistake. Blocks on the
 * disk.
 */
void
wd_policy_strays_find(const WdPolicyPlaces *places, GPtrArray *problems)
{
	const char *const folders[] = {places->it, places->run, places->vendor};

	for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
		for (guint j = 0; folders[i] != NULL && j < G_N_ELEMENTS(kinds); j++) {
			g_autofree char *folder = g_build_filename(folders[i], kinds[j].part, NULL);

			look_into(folder, &kinds[j], problems);
		}
	}
}
