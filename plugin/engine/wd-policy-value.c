/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-policy-value.h"

#include <string.h>

#include "engine/wd-duration.h"
#include "engine/wd-policy-item.h"

/* An escape of key files and the character it stands for. */
static const struct {
	char letter;
	char character;
} escapes[] = {{'s', ' '}, {'n', '\n'}, {'t', '\t'}, {'r', '\r'}, {'\\', '\\'}, {';', ';'}};

/* Words people write for a switch. Key files know four of them, in lower case. */
static const struct {
	const char *word;
	gboolean is_valid;
	gboolean is_on;
} switches[] = {
	{"true", TRUE, TRUE},
	{"false", TRUE, FALSE},
	{"1", TRUE, TRUE},
	{"0", TRUE, FALSE},
	{"yes", FALSE, TRUE},
	{"no", FALSE, FALSE},
	{"on", FALSE, TRUE},
	{"off", FALSE, FALSE},
};

static gboolean
parse_boolean(const WdPolicySchemaRow *row, const char *text, WdPolicyValue *value, GError **error)
{
	for (guint i = 0; i < G_N_ELEMENTS(switches); i++) {
		if (g_ascii_strcasecmp(text, switches[i].word) != 0)
			continue;
		value->integer = switches[i].is_on;
		if (switches[i].is_valid && g_str_equal(text, switches[i].word))
			return TRUE;
		return wd_policy_reject(error,
					"true or false",
					text,
					switches[i].is_on ? "; write true" : "; write false");
	}
	return wd_policy_reject(error, "true or false", text, wd_policy_hint_remark(text));
}

static gboolean
check_bounds(const WdPolicySchemaRow *row, double number, const char *text, GError **error)
{
	g_autofree char *expected = NULL;

	if (row->minimum == 0 && row->maximum == 0)
		return TRUE;
	if (number >= row->minimum && number <= row->maximum)
		return TRUE;
	expected = wd_policy_value_describe(row);
	return wd_policy_reject(error, expected, text, wd_policy_hint_remark(text));
}

static gboolean
parse_integer(const WdPolicySchemaRow *row, const char *text, WdPolicyValue *value, GError **error)
{
	gint64 integer;

	if (!g_ascii_string_to_signed(text, 10, G_MININT64, G_MAXINT64, &integer, NULL))
		return wd_policy_reject(error, "a whole number", text, wd_policy_hint_remark(text));
	value->integer = integer;
	return check_bounds(row, (double)integer, text, error);
}

/* g_ascii_strtod() also takes hexadecimal digits, "inf" and "nan", which nobody means. */
static gboolean
parse_number(const WdPolicySchemaRow *row, const char *text, WdPolicyValue *value, GError **error)
{
	char *end = NULL;

	if (text[0] == '\0' || text[strspn(text, "0123456789.-")] != '\0')
		return wd_policy_reject(
			error, "a number such as 0.9", text, wd_policy_hint_remark(text));
	value->number = g_ascii_strtod(text, &end);
	if (*end != '\0')
		return wd_policy_reject(
			error, "a number such as 0.9", text, wd_policy_hint_remark(text));
	return check_bounds(row, value->number, text, error);
}

static char
unescape_letter(char letter)
{
	for (guint i = 0; i < G_N_ELEMENTS(escapes); i++) {
		if (escapes[i].letter == letter)
			return escapes[i].character;
	}
	return '\0';
}

static gboolean
parse_string(const WdPolicySchemaRow *row, const char *text, WdPolicyValue *value, GError **error)
{
	g_autoptr(GString) plain = g_string_new(NULL);

	for (const char *p = text; *p != '\0'; p++) {
		char character = *p;

		if (character == '\\' && (character = unescape_letter(*++p)) == '\0')
			return wd_policy_reject(
				error, "one of \\s \\n \\t \\r \\\\ after a backslash", text, "");
		g_string_append_c(plain, character);
	}
	if (plain->len > 0 && row->item != WD_ITEM_TEXT &&
	    !wd_policy_item_check(row->item, plain->str, error))
		return FALSE;
	value->string = g_string_free(g_steal_pointer(&plain), FALSE);
	return TRUE;
}

static gboolean
parse_choice(const WdPolicySchemaRow *row, const char *text, WdPolicyValue *value, GError **error)
{
	g_autofree char *expected = NULL;

	for (guint i = 0; row->choices[i] != NULL; i++) {
		if (g_str_equal(row->choices[i], text)) {
			value->integer = i;
			return TRUE;
		}
	}
	expected = wd_policy_value_describe(row);
	return wd_policy_reject(error, expected, text, wd_policy_hint_remark(text));
}

static gboolean
parse_list(const WdPolicySchemaRow *row, const char *text, WdPolicyValue *value, GError **error)
{
	g_auto(GStrv) items = wd_policy_value_split(text);

	if (row->item == WD_ITEM_QUESTION && *text != '\0' && items[0] == NULL)
		return wd_policy_reject(error, wd_policy_item_describe(row->item), text, "");
	/* The strict value of a list is a word that refuses, not one of its ordinary items. */
	if (!g_str_equal(text, row->strict)) {
		for (guint i = 0; items[i] != NULL; i++) {
			if (!wd_policy_item_check(row->item, items[i], error))
				return FALSE;
		}
	}
	value->list = g_steal_pointer(&items);
	return TRUE;
}

static gboolean
parse_duration(const WdPolicySchemaRow *row, const char *text, WdPolicyValue *value, GError **error)
{
	if (!wd_duration_parse(text, &value->integer))
		return wd_policy_reject(error,
					"a duration such as PT30M, P90D or P3Y",
					text,
					wd_policy_hint_remark(text));
	return check_bounds(row, (double)value->integer, text, error);
}

typedef gboolean (*ParseType)(const WdPolicySchemaRow *row,
			      const char *text,
			      WdPolicyValue *value,
			      GError **error);

static const ParseType parsers[] = {
	[WD_TYPE_BOOLEAN] = parse_boolean,
	[WD_TYPE_INTEGER] = parse_integer,
	[WD_TYPE_NUMBER] = parse_number,
	[WD_TYPE_STRING] = parse_string,
	[WD_TYPE_CHOICE] = parse_choice,
	[WD_TYPE_LIST] = parse_list,
	[WD_TYPE_DURATION] = parse_duration,
};

/**
 * wd_policy_value_parse:
 * @row: the key's row
 * @text: (not nullable): the value as it stands in a file, valid UTF-8, without surrounding space
 * @value: (out): filled on success, to be cleared with wd_policy_value_clear()
 * @error: return location for a #WD_ERROR that says what was expected
 *
 * Strict on purpose: GLib's own key files read “yes”, “True” and “true # locked” as false.
 *
 * Returns: whether @text is a value of this row
 */
gboolean
wd_policy_value_parse(const WdPolicySchemaRow *row,
		      const char *text,
		      WdPolicyValue *value,
		      GError **error)
{
	g_auto(WdPolicyValue) parsed = {0};

	if (!parsers[row->type](row, text, &parsed, error))
		return FALSE;
	if (row->type == WD_TYPE_NUMBER)
		parsed.integer = (gint64)parsed.number;
	else
		parsed.number = (double)parsed.integer;
	*value = parsed;
	parsed = (WdPolicyValue){0};
	return TRUE;
}

static char
escape_letter(char character)
{
	for (guint i = 0; i < G_N_ELEMENTS(escapes); i++) {
		if (escapes[i].character == character)
			return escapes[i].letter;
	}
	return '\0';
}

/* A space matters only at an edge, a semicolon only inside a list. */
static gboolean
needs_escape(char character, gboolean is_edge, gboolean is_item)
{
	if (character == ' ')
		return is_edge;
	if (character == ';')
		return is_item;
	return escape_letter(character) != '\0';
}

static void
append_escaped(GString *text, const char *plain, gboolean is_item)
{
	for (const char *p = plain; *p != '\0'; p++) {
		if (needs_escape(*p, p == plain || p[1] == '\0', is_item)) {
			g_string_append_c(text, '\\');
			g_string_append_c(text, escape_letter(*p));
		} else {
			g_string_append_c(text, *p);
		}
	}
}

static char *
format_string(const char *plain)
{
	GString *text = g_string_new(NULL);

	append_escaped(text, plain, FALSE);
	return g_string_free(text, FALSE);
}

static char *
format_number(double number)
{
	char buffer[G_ASCII_DTOSTR_BUF_SIZE];

	/* 15 digits: what somebody typed comes back as typed. */
	return g_strdup(g_ascii_formatd(buffer, sizeof buffer, "%.15g", number));
}

/**
 * wd_policy_value_format:
 * @row: the key's row
 * @value: a value of that row
 *
 * Returns: (transfer full): the one spelling of @value, which parses to an equal one
 */
char *
wd_policy_value_format(const WdPolicySchemaRow *row, const WdPolicyValue *value)
{
	switch (row->type) {
	case WD_TYPE_BOOLEAN:
		return g_strdup(value->integer ? "true" : "false");
	case WD_TYPE_CHOICE:
		return g_strdup(row->choices[value->integer]);
	case WD_TYPE_LIST:
		return wd_policy_value_join((const char *const *)value->list);
	case WD_TYPE_STRING:
		return format_string(value->string);
	case WD_TYPE_NUMBER:
		return format_number(value->number);
	case WD_TYPE_DURATION:
		return wd_duration_format(value->integer);
	case WD_TYPE_INTEGER:
	default:
		return g_strdup_printf("%" G_GINT64_FORMAT, value->integer);
	}
}

/**
 * wd_policy_value_clear:
 * @value: a value, or zeroes
 */
void
wd_policy_value_clear(WdPolicyValue *value)
{
	g_clear_pointer(&value->string, g_free);
	g_clear_pointer(&value->list, g_strfreev);
}

/**
 * wd_policy_value_split:
 * @text: a list as it stands in a file
 *
 * Cuts at each “;” that no backslash protects. Space around items and empty items are dropped, an
 * unknown escape stands for itself.
 *
 * Returns: (transfer full): the items, escapes resolved
 */
char **
wd_policy_value_split(const char *text)
{
	g_autoptr(GStrvBuilder) items = g_strv_builder_new();
	g_autoptr(GString) item = g_string_new(NULL);
	gsize kept = 0; /* up to here trailing space was protected */

	for (const char *p = text;; p++) {
		if (*p == '\\' && unescape_letter(p[1]) != '\0') {
			g_string_append_c(item, unescape_letter(*++p));
			kept = item->len;
		} else if (*p == ';' || *p == '\0') {
			while (item->len > kept && item->str[item->len - 1] == ' ')
				g_string_truncate(item, item->len - 1);
			if (item->len > 0)
				g_strv_builder_add(items, item->str);
			g_string_truncate(item, 0);
			kept = 0;
			if (*p == '\0')
				return g_strv_builder_end(items);
		} else if (*p != ' ' || item->len > 0) {
			g_string_append_c(item, *p);
		}
	}
}

/**
 * wd_policy_value_find_item:
 * @text: a list as it stands in a file
 * @index: an item of wd_policy_value_split()
 *
 * Returns: where in @text that item begins, in bytes; 0 when there is no such item
 */
gsize
wd_policy_value_find_item(const char *text, guint index)
{
	gboolean is_inside = FALSE;

	for (const char *p = text; *p != '\0'; p++) {
		gboolean is_escape = *p == '\\' && unescape_letter(p[1]) != '\0';

		if (*p == ';') {
			is_inside = FALSE;
		} else if (!is_inside && *p != ' ') {
			if (index-- == 0)
				return (gsize)(p - text);
			is_inside = TRUE;
		}
		p += is_escape;
	}
	return 0;
}

/**
 * wd_policy_value_join:
 * @items: NULL-terminated, escapes resolved
 *
 * Returns: (transfer full): the list as it stands in a file
 */
char *
wd_policy_value_join(const char *const *items)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; items[i] != NULL; i++) {
		if (i > 0)
			g_string_append_c(text, ';');
		append_escaped(text, items[i], TRUE);
	}
	return g_string_free(text, FALSE);
}

/**
 * wd_policy_value_describe:
 * @row: a row
 *
 * Returns: (transfer full): what a value must be: "one of warn, plain, hold, block"
 */
char *
wd_policy_value_describe(const WdPolicySchemaRow *row)
{
	g_autofree char *words = NULL;

	switch (row->type) {
	case WD_TYPE_BOOLEAN:
		return g_strdup("true or false");
	case WD_TYPE_CHOICE:
		words = g_strjoinv(", ", (char **)row->choices);
		return g_strdup_printf("one of %s", words);
	case WD_TYPE_INTEGER:
		return g_strdup_printf(
			"a whole number from %.0f to %.0f", row->minimum, row->maximum);
	case WD_TYPE_NUMBER:
		return g_strdup_printf("a number from %g to %g", row->minimum, row->maximum);
	case WD_TYPE_LIST:
		return g_strdup_printf("a list separated by “;”, each %s",
				       wd_policy_item_describe(row->item));
	case WD_TYPE_DURATION:
		return g_strdup_printf("a duration from %.0f to %.0f seconds, such as PT30M",
				       row->minimum / 1000,
				       row->maximum / 1000);
	case WD_TYPE_STRING:
	default:
		return g_strdup(row->item == WD_ITEM_TEXT ? "text"
							  : wd_policy_item_describe(row->item));
	}
}
