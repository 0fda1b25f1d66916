/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/names/wd-name-entry.h"

#include <string.h>

#include "engine/names/wd-name-keys.h"
#include "engine/wd-error.h"
#include "engine/wd-limits.h"

static gboolean
reject(GError **error, const char *message)
{
	g_set_error_literal(error, WD_ERROR, WD_ERROR_MALFORMED, message);
	return FALSE;
}

static gboolean
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* A name may have a “#” of its own; behind a space it begins a remark. */
static gsize
find_end(const char *line, gsize len)
{
	gsize end = len;

	for (gsize i = 0; i < len; i++) {
		if (line[i] == '#' && (i == 0 || is_blank(line[i - 1]))) {
			end = i;
			break;
		}
	}
	while (end > 0 && (is_blank(line[end - 1]) || line[end - 1] == '\r'))
		end--;
	return end;
}

static gboolean
is_printable(const char *text)
{
	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		guint8 c = (guint8)*text;

		if (c < 0x80 ? c < 0x20 || c == 0x7f : g_unichar_iscntrl(g_utf8_get_char(text)))
			return FALSE;
	}
	return TRUE;
}

static gboolean
has_wildcard(const char *text)
{
	return strpbrk(text, "*?") != NULL;
}

/* "spam.example", without its sign or star: what is left must be a domain and nothing else. */
static gboolean
is_domain(const char *text)
{
	return *text != '\0' && *text != '.' && strpbrk(text, "*?@/: ") == NULL &&
	       strstr(text, "..") == NULL;
}

/* Folds @domain as the domain of a name, so that both have one spelling. */
static char *
fold_domain(const char *sign, const char *domain)
{
	/* Behind somebody's name, so that it is folded as it is there. */
	g_autofree char *name = g_strconcat("x@", domain, NULL);
	g_autofree char *folded = wd_name_fold(name);

	return g_strconcat(sign, folded + strlen("x@"), NULL);
}

/* How wildcards that mean a domain begin, the longest first, and the sign of their key. */
static const struct {
	const char *prefix;
	const char *sign;
} domains[] = {
	{"*@*.", "."},
	{"@*.", "."},
	{"*.", "."},
	{"*@", "@"},
	{"@", "@"},
};

static gboolean
take_domain(const char *name, WdNameEntry *entry)
{
	for (guint i = 0; i < G_N_ELEMENTS(domains); i++) {
		const char *rest = name + strlen(domains[i].prefix);

		if (!g_str_has_prefix(name, domains[i].prefix) || !is_domain(rest))
			continue;
		entry->kind = WD_NAME_ENTRY_KEY;
		entry->text = fold_domain(domains[i].sign, rest);
		return TRUE;
	}
	return FALSE;
}

static gboolean
take_name(const char *name, WdNameEntry *entry, GError **error)
{
	if (name[strspn(name, "*?@. ")] == '\0')
		return reject(error, "this would mean everybody or nobody");
	if (take_domain(name, entry))
		return TRUE;
	if (has_wildcard(name)) {
		entry->kind = WD_NAME_ENTRY_PATTERN;
		entry->text = g_strdup(name);
		return TRUE;
	}
	if (name[0] == '@' && strchr(name, ':') == NULL)
		return reject(error, "“@” must be followed by a domain");
	entry->kind = WD_NAME_ENTRY_KEY;
	entry->text = wd_name_fold(name);
	return TRUE;
}

/* "protocol:account:name", of which only the simple ones need no pattern. */
static gboolean
take_parts(char **parts, WdNameEntry *entry, GError **error)
{
	if (!take_name(parts[2], entry, error))
		return FALSE;
	if (entry->kind == WD_NAME_ENTRY_KEY && g_str_equal(parts[1], "*") &&
	    (g_str_equal(parts[0], "*") || !has_wildcard(parts[0]))) {
		if (*parts[0] != '*')
			entry->protocol = g_ascii_strdown(parts[0], -1);
		return TRUE;
	}
	g_free(entry->text);
	entry->kind = WD_NAME_ENTRY_PATTERN;
	entry->text = g_strjoinv(":", parts);
	return TRUE;
}

static gboolean
take_line(const char *line, WdNameEntry *entry, GError **error)
{
	g_auto(GStrv) parts = NULL;

	if (strchr(line, ':') == NULL)
		return take_name(line, entry, error);
	parts = g_strsplit(line, ":", 3);
	if (g_strv_length(parts) == 3 &&
	    (g_str_has_prefix(parts[0], "prpl-") || g_str_equal(parts[0], "*")))
		return take_parts(parts, entry, error);
	return take_name(line, entry, error);
}

/**
 * wd_name_entry_parse:
 * @raw_line: (array length=len): a line without its end; need not be text
 * @len: how many bytes
 * @entry: (out): filled on success, to be cleared with wd_name_entry_clear()
 * @error: return location for a #WD_ERROR that says what is wrong with the line
 *
 * Reads "eve@spam.example", "eve", "spam.example", "@spam.example", "*.spam.example", wildcards,
 * and "prpl-irc:*:eve" for one protocol or account. Space around it and "# remarks" do not count.
 *
 * Returns: whether the line is good
 */
gboolean
wd_name_entry_parse(const char *raw_line, gsize len, WdNameEntry *entry, GError **error)
{
	gsize start = 0;
	gsize end = find_end(raw_line, len);
	g_autofree char *line = NULL;

	*entry = (WdNameEntry){0};
	while (start < end && is_blank(raw_line[start]))
		start++;
	if (start == end)
		return TRUE;
	if (end - start > WD_LIMIT_NAME_BYTES)
		return reject(error, "longer than any name");
	if (!g_utf8_validate(raw_line + start, (gssize)(end - start), NULL))
		return reject(error, "not UTF-8");
	line = g_strndup(raw_line + start, end - start);
	if (!is_printable(line))
		return reject(error, "a control character");
	return take_line(line, entry, error);
}

/**
 * wd_name_entry_clear:
 * @entry: an entry, or zeroes
 */
void
wd_name_entry_clear(WdNameEntry *entry)
{
	g_clear_pointer(&entry->protocol, g_free);
	g_clear_pointer(&entry->text, g_free);
	entry->kind = WD_NAME_ENTRY_NONE;
}
