/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-policy-edit.h"

#include <string.h>

#include "engine/wd-error.h"
#include "engine/wd-policy-parse.h"
#include "engine/wd-policy-value.h"

static WdPolicyFile *
parse(const char *text, GError **error)
{
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	g_autoptr(WdPolicyFile) file =
		wd_policy_file_parse("settings", WD_LEVEL_USER, text, strlen(text), problems);
	g_autofree char *first = NULL;

	if (file->is_readable)
		return g_steal_pointer(&file);
	first = wd_policy_problem_format(g_ptr_array_index(problems, 0));
	g_set_error(error, WD_ERROR, WD_ERROR_MALFORMED, "%s", first);
	return NULL;
}

/* Takes out every line that sets the key. Returns where a new one belongs: below line @return. */
static guint
blank_lines(const WdPolicyFile *file, const WdPolicySchemaRow *row, char **lines)
{
	guint below = 0;

	for (guint i = 0; i < file->entries->len; i++) {
		const WdPolicyEntry *entry = g_ptr_array_index(file->entries, i);

		if (!g_str_equal(entry->group, row->group))
			continue;
		below = MAX(below, entry->line);
		if (g_str_equal(entry->name, row->name))
			g_clear_pointer(&lines[entry->line - 1], g_free);
	}
	return below;
}

static void
append_line(GString *text, const char *line)
{
	g_string_append(text, line);
	g_string_append_c(text, '\n');
}

static void
append_setting(GString *text, const WdPolicySchemaRow *row, const char *value)
{
	g_string_append_printf(text, "%s=%s\n", row->name, value);
}

static char *
put_together(
	char **lines, guint n_lines, guint below, const WdPolicySchemaRow *row, const char *value)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < n_lines; i++) {
		/* What follows the last newline is no line. */
		if (lines[i] != NULL && (i + 1 < n_lines || *lines[i] != '\0'))
			append_line(text, lines[i]);
		if (value != NULL && i + 1 == below)
			append_setting(text, row, value);
	}
	if (value != NULL && below == 0) {
		g_string_append_printf(text, "%s[%s]\n", text->len > 0 ? "\n" : "", row->group);
		append_setting(text, row, value);
	}
	return g_string_free(text, FALSE);
}

/**
 * wd_policy_edit:
 * @text: a settings file, perhaps empty
 * @key: a key
 * @value: (nullable): its new value, as it stands in a file; NULL takes the key out
 * @error: return location for a #WD_ERROR: %WD_ERROR_MALFORMED for a wrong value or file
 *
 * Changes one key and leaves all other lines, comments included, as they are.
 *
 * Returns: (transfer full): the new text
 */
char *
wd_policy_edit(const char *text, WdPolicyKey key, const char *value, GError **error)
{
	const WdPolicySchemaRow *row = wd_policy_schema_get(key);
	g_auto(WdPolicyValue) checked = {0};
	g_autoptr(WdPolicyFile) file = NULL;
	g_autofree char **lines = NULL;
	g_autofree char *edited = NULL;
	guint n_lines;
	guint below;

	if (value != NULL && !wd_policy_value_parse(row, value, &checked, error))
		return NULL;
	file = parse(text, error);
	if (file == NULL)
		return NULL;
	lines = g_strsplit(text, "\n", -1);
	n_lines = g_strv_length(lines);
	below = blank_lines(file, row, lines);
	edited = put_together(lines, n_lines, below, row, value);
	for (guint i = 0; i < n_lines; i++)
		g_free(lines[i]);
	return g_steal_pointer(&edited);
}
