/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-policy-parse.h"

#include <string.h>

#include "engine/wd-limits.h"

/*
 * The syntax of GLib's key files, read with more care: every line is either blank, a comment that
 * starts with #, a [Group], or Key=value. One line that is none of these makes the file unreadable,
 * as in GLib; but here all of them are named, with line and column, and not only the first.
 */

#define NAME_CHARACTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"

static const char utf8_bom[] = "\xef\xbb\xbf";

typedef struct {
	WdPolicyFile *file;
	GPtrArray *problems;
	char *group; /* (nullable) of the lines that follow */
	guint group_line;
	guint line;
} Parser;

static void
free_entry(gpointer pointer)
{
	WdPolicyEntry *entry = pointer;

	g_free(entry->group);
	g_free(entry->name);
	g_free(entry->value);
	wd_rule_free(entry->rule);
	g_free(entry);
}

static gboolean
is_managed(const WdPolicyFile *file)
{
	return file->level >= WD_LEVEL_VENDOR_MANAGED;
}

static void
reject(Parser *parser, gsize offset, const char *message)
{
	WdPolicySpot spot = {
		parser->file->path,
		parser->line,
		(guint)offset + 1,
		is_managed(parser->file),
	};

	parser->file->is_readable = FALSE;
	wd_policy_problems_add(parser->problems, &spot, WD_PROBLEM_ERROR, "%s", message);
}

static void
read_group(Parser *parser, const char *line, gsize start, gsize len)
{
	const char *name = line + start + 1;
	gsize name_len = strspn(name, NAME_CHARACTERS);

	/* What follows belongs to no group that is known: better none than the one before. */
	g_clear_pointer(&parser->group, g_free);
	parser->group_line = parser->line;
	if (name_len == 0)
		reject(parser, start + 1, "expected the name of a group after “[”");
	else if (name[name_len] != ']')
		reject(parser, start + 1 + name_len, "expected “]” after the name of the group");
	else if (start + 2 + name_len != len)
		reject(parser, start + 2 + name_len, "expected nothing after “]”");
	else
		parser->group = g_strndup(name, name_len);
}

/* A rule has no strict value to fall back on, so a wrong one spoils its file. */
static void
read_rule(Parser *parser, WdPolicyEntry *entry)
{
	g_autoptr(GError) error = NULL;

	entry->rule = wd_rule_parse(entry->name, entry->value, &error);
	if (entry->rule == NULL) {
		reject(parser, entry->value_column - 1, error->message);
		return;
	}
	entry->rule->level = parser->file->level;
	entry->rule->source = g_strdup_printf("%s:%u", parser->file->path, parser->line);
}

static void
add_entry(Parser *parser, const char *line, gsize name_start, gsize name_len, gsize equals)
{
	WdPolicyEntry *entry = g_new0(WdPolicyEntry, 1);
	gsize value_start = equals + 1 + strspn(line + equals + 1, " \t");

	entry->group = g_strdup(parser->group);
	entry->name = g_strndup(line + name_start, name_len);
	entry->value = g_strdup(line + value_start);
	entry->line = parser->line;
	entry->group_line = parser->group_line;
	entry->name_column = (guint)name_start + 1;
	entry->value_column = (guint)value_start + 1;
	g_ptr_array_add(parser->file->entries, entry);
	if (g_str_equal(entry->group, WD_POLICY_RULES_GROUP))
		read_rule(parser, entry);
}

static void
read_entry(Parser *parser, const char *line, gsize start)
{
	gsize name_len = strspn(line + start, NAME_CHARACTERS);
	gsize equals = start + name_len + strspn(line + start + name_len, " \t");

	if (line[start] == ';')
		reject(parser, start, "a comment starts with “#”, not with “;”");
	else if (strchr(line, '=') == NULL)
		reject(parser, start, "expected [Group], Key=value or # comment");
	else if (name_len == 0)
		reject(parser, start, "expected the name of a key before “=”");
	else if (line[equals] != '=')
		reject(parser,
		       equals,
		       "expected “=”: names of keys are letters, digits, “.”, “_” and “-”");
	else if (parser->group == NULL)
		reject(parser, start, "expected a [Group] line before the first key");
	else
		add_entry(parser, line, start, name_len, equals);
}

static gboolean
has_control(const char *line, gsize len, gsize *offset)
{
	for (gsize i = 0; i < len; i++) {
		if ((guchar)line[i] < 0x20 && line[i] != '\t') {
			*offset = i;
			return TRUE;
		}
	}
	return FALSE;
}

/* @line is nul-terminated at @len, but may hold more nul bytes before. */
static void
read_line(Parser *parser, char *line, gsize len)
{
	const char *end = NULL;
	gsize offset = 0;
	gsize start;

	if (len > 0 && line[len - 1] == '\r')
		line[--len] = '\0';
	while (len > 0 && (line[len - 1] == ' ' || line[len - 1] == '\t'))
		line[--len] = '\0';
	if (has_control(line, len, &offset)) {
		reject(parser, offset, "a control character; is this a text file?");
		return;
	}
	if (!g_utf8_validate(line, (gssize)len, &end)) {
		reject(parser, (gsize)(end - line), "expected UTF-8");
		return;
	}
	start = strspn(line, " \t");
	if (line[start] == '\0' || line[start] == '#')
		return;
	if (line[start] == '[')
		read_group(parser, line, start, len);
	else
		read_entry(parser, line, start);
}

static void
read_lines(Parser *parser, const char *raw_bytes, gsize len)
{
	const char *p = raw_bytes;
	const char *end = raw_bytes + len;

	while (p < end) {
		const char *newline = memchr(p, '\n', (gsize)(end - p));
		gsize line_len = (gsize)((newline != NULL ? newline : end) - p);
		g_autofree char *line = g_malloc(line_len + 1);

		memcpy(line, p, line_len);
		line[line_len] = '\0';
		parser->line++;
		read_line(parser, line, line_len);
		if (newline == NULL) {
			WdPolicySpot spot = {parser->file->path,
					     parser->line,
					     (guint)line_len + 1,
					     is_managed(parser->file)};

			wd_policy_problems_add(parser->problems,
					       &spot,
					       WD_PROBLEM_NOTICE,
					       "the last line does not end: was the file cut?");
			return;
		}
		p = newline + 1;
	}
}

/**
 * wd_policy_file_new_unreadable:
 * @path: where it is
 * @level: whose it is
 *
 * Returns: (transfer full): the place of a file that could not even be opened
 */
WdPolicyFile *
wd_policy_file_new_unreadable(const char *path, WdPolicyLevel level)
{
	WdPolicyFile *file = g_new0(WdPolicyFile, 1);

	file->path = g_strdup(path);
	file->level = level;
	file->entries = g_ptr_array_new_with_free_func(free_entry);
	return file;
}

/**
 * wd_policy_file_parse:
 * @path: where the bytes are from, for messages
 * @level: whose file it is
 * @raw_bytes: (array length=len): untrusted bytes
 * @len: how many
 * @problems: (element-type WdPolicyProblem): what is wrong is added here
 *
 * Cuts a policy file into entries. Whether groups, keys and values are known is not asked here,
 * only rules are read. A byte order mark and CRLF are accepted.
 *
 * Returns: (transfer full): the file; its is_readable says whether it may be used
 */
WdPolicyFile *
wd_policy_file_parse(const char *path,
		     WdPolicyLevel level,
		     const char *raw_bytes,
		     gsize len,
		     GPtrArray *problems)
{
	WdPolicyFile *file = wd_policy_file_new_unreadable(path, level);
	Parser parser = {file, problems, NULL, 0, 0};

	if (len > WD_LIMIT_POLICY_BYTES) {
		WdPolicySpot spot = {path, 0, 0, is_managed(file)};

		wd_policy_problems_add(problems,
				       &spot,
				       WD_PROBLEM_ERROR,
				       "a file of %" G_GSIZE_FORMAT " bytes; at most %d are read",
				       len,
				       WD_LIMIT_POLICY_BYTES);
		return file;
	}
	if (len >= 3 && memcmp(raw_bytes, utf8_bom, 3) == 0) {
		raw_bytes += 3;
		len -= 3;
	}
	file->is_readable = TRUE;
	read_lines(&parser, raw_bytes, len);
	g_free(parser.group);
	return file;
}

/**
 * wd_policy_file_free:
 * @file: (nullable) (transfer full): a file
 */
void
wd_policy_file_free(WdPolicyFile *file)
{
	if (file == NULL)
		return;
	g_ptr_array_unref(file->entries);
	g_free(file->path);
	g_free(file);
}
