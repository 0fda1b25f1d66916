/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Laws: setting a key twice is setting it once; what was set stands there; taking it out and
 * setting it leaves a file that can be read. */
#include "config.h"

#include <string.h>

#include "engine/wd-policy-edit.h"
#include "engine/wd-policy-parse.h"
#include "fuzz-target.h"

static guint
count_settings(const char *text)
{
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	g_autoptr(WdPolicyFile) file =
		wd_policy_file_parse("p", WD_LEVEL_USER, text, strlen(text), problems);
	guint n = 0;

	g_assert_true(file->is_readable);
	for (guint i = 0; i < file->entries->len; i++) {
		const WdPolicyEntry *entry = g_ptr_array_index(file->entries, i);

		n += g_str_equal(entry->group, "Links") && g_str_equal(entry->name, "Action");
	}
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_strndup((const char *)data, size);
	g_autofree char *once = wd_policy_edit(text, WD_KEY_LINKS_ACTION, "plain", NULL);
	g_autofree char *twice = NULL;
	g_autofree char *without = NULL;

	if (once == NULL)
		return 0;
	g_assert_cmpuint(count_settings(once), ==, 1);
	twice = wd_policy_edit(once, WD_KEY_LINKS_ACTION, "plain", NULL);
	g_assert_cmpstr(twice, ==, once);
	without = wd_policy_edit(once, WD_KEY_LINKS_ACTION, NULL, NULL);
	g_assert_cmpuint(count_settings(without), ==, 0);
	return 0;
}
