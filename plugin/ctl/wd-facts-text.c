/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-facts-text.h"

#include <string.h>

#include "ctl/wd-json-text.h"
#include "engine/text/wd-utf8.h"
#include "ui/wd-phrases.h"

#define MAX_PATH_CHARS 300

static void
append_row(GString *text, const char *label, const char *value)
{
	if (value != NULL && *value != '\0')
		g_string_append_printf(text, "  %-10s  %s\n", label, value);
}

static char *
join_flags(guint flags, const char *separator)
{
	g_autoptr(GPtrArray) words = g_ptr_array_new();

	for (guint i = 0; i < WD_FILE_N_FLAGS; i++) {
		if ((flags & 1u << i) != 0)
			g_ptr_array_add(words,
					(char *)wd_file_flag_to_string((WdFileFlag)(1u << i)));
	}
	g_ptr_array_add(words, NULL);
	return g_strjoinv(separator, (char **)words->pdata);
}

/* A path may be no text, and it must not write on the terminal what it likes. */
static char *
show_path(const char *path)
{
	g_autofree char *valid = g_filename_display_name(path);

	return wd_utf8_show(valid, MAX_PATH_CHARS);
}

static void
append_members(GString *text, const WdFileFacts *facts)
{
	for (guint i = 0; i < facts->n_members; i++) {
		const WdFileMember *member = &facts->members[i];
		g_autofree char *flags = join_flags(member->flags, ", ");
		g_autofree char *row = g_strdup_printf("%s (%s: %s)",
						       member->name,
						       wd_file_class_to_string(member->file_class),
						       flags);

		append_row(text, "member", row);
	}
}

/**
 * wd_facts_text_append:
 * @text: text so far
 * @path: the file, as it was named on the command line
 * @facts: what was seen
 *
 * Appends a paragraph for people: the words of the format, not sentences.
 */
void
wd_facts_text_append(GString *text, const char *path, const WdFileFacts *facts)
{
	g_autofree char *shown = show_path(path);
	g_autofree char *hash = wd_file_facts_format_hash(facts);
	g_autofree char *flags = join_flags(facts->flags, ", ");

	g_string_append_printf(text, "%s\n", shown);
	append_row(text, "looked", wd_inspection_to_string(facts->inspection));
	append_row(text, "because", facts->failure);
	append_row(text, "type", facts->type);
	append_row(text, "class", wd_file_class_to_string(facts->file_class));
	if (facts->size >= 0) {
		g_autofree char *size = g_strdup_printf("%" G_GINT64_FORMAT, facts->size);

		append_row(text, "bytes", size);
	}
	append_row(text, "sha256", hash);
	append_row(text, "found", flags);
	append_members(text, facts);
}

static void
append_words(GString *json, const char *key, guint flags)
{
	gboolean is_first = TRUE;

	wd_json_text_key(json, key);
	g_string_append_c(json, '[');
	for (guint i = 0; i < WD_FILE_N_FLAGS; i++) {
		if ((flags & 1u << i) == 0)
			continue;
		if (!is_first)
			g_string_append_c(json, ',');
		is_first = FALSE;
		wd_json_text_string(json, wd_file_flag_to_string((WdFileFlag)(1u << i)));
	}
	g_string_append_c(json, ']');
}

static void
append_member(GString *json, const WdFileMember *member)
{
	g_string_append_c(json, '{');
	wd_json_text_member(json, "name", member->name);
	wd_json_text_member(json, "class", wd_file_class_to_string(member->file_class));
	append_words(json, "flags", member->flags);
	g_string_append_c(json, '}');
}

/**
 * wd_facts_text_append_scan:
 * @json: an object that is open
 * @scan: what a scanner said
 *
 * Appends the member "scan".
 */
void
wd_facts_text_append_scan(GString *json, const WdScanAnswer *scan)
{
	wd_json_text_key(json, "scan");
	g_string_append_c(json, '{');
	wd_json_text_member(json, "result", wd_scan_result_to_string(scan->result));
	if (scan->name != NULL)
		wd_json_text_member(json, "name", scan->name);
	if (scan->reason != NULL)
		wd_json_text_member(json, "reason", scan->reason);
	if (scan->engine != NULL)
		wd_json_text_member(json, "engine", scan->engine);
	if (scan->signatures_ms >= 0) {
		wd_json_text_key(json, "signatures_ms");
		g_string_append_printf(json, "%" G_GINT64_FORMAT, scan->signatures_ms);
	}
	g_string_append_c(json, '}');
}

/**
 * wd_facts_text_append_verdict:
 * @json: an object that is open
 * @verdict: what follows from the facts
 *
 * Appends the members "action" and "findings".
 */
void
wd_facts_text_append_verdict(GString *json, const WdVerdict *verdict)
{
	wd_json_text_member(json, "action", wd_action_to_string(verdict->action));
	wd_json_text_key(json, "findings");
	g_string_append_c(json, '[');
	for (guint i = 0; i < verdict->findings->len; i++) {
		const WdFinding *finding = g_ptr_array_index(verdict->findings, i);
		g_autofree char *why = wd_phrase_for_finding(finding);

		if (i > 0)
			g_string_append_c(json, ',');
		g_string_append_c(json, '{');
		wd_json_text_member(json, "code", finding->code);
		wd_json_text_member(json, "why", why);
		g_string_append_c(json, '}');
	}
	g_string_append_c(json, ']');
}

/**
 * wd_facts_text_append_json:
 * @json: an object that is open and empty
 * @path: the file, as it was named on the command line
 * @facts: what was seen
 *
 * Appends the members that README.md of inspect/ names; of the text only its length, because it may
 * be secret.
 */
void
wd_facts_text_append_json(GString *json, const char *path, const WdFileFacts *facts)
{
	g_autofree char *valid = g_filename_display_name(path);
	g_autofree char *hash = wd_file_facts_format_hash(facts);

	wd_json_text_member(json, "path", valid);
	wd_json_text_member(json, "inspection", wd_inspection_to_string(facts->inspection));
	if (facts->failure != NULL)
		wd_json_text_member(json, "failure", facts->failure);
	if (facts->type != NULL)
		wd_json_text_member(json, "type", facts->type);
	wd_json_text_member(json, "class", wd_file_class_to_string(facts->file_class));
	if (facts->size >= 0) {
		wd_json_text_key(json, "size");
		g_string_append_printf(json, "%" G_GINT64_FORMAT, facts->size);
	}
	if (hash != NULL)
		wd_json_text_member(json, "sha256", hash);
	append_words(json, "flags", facts->flags);
	wd_json_text_key(json, "members");
	g_string_append_c(json, '[');
	for (guint i = 0; i < facts->n_members; i++) {
		if (i > 0)
			g_string_append_c(json, ',');
		append_member(json, &facts->members[i]);
	}
	g_string_append_c(json, ']');
	wd_json_text_key(json, "text_bytes");
	g_string_append_printf(
		json, "%" G_GSIZE_FORMAT, facts->text != NULL ? strlen(facts->text) : 0);
}
