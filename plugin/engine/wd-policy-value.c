/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-policy-value.h"

#include <string.h>

#include "engine/wd-error.h"

#define SHOWN_CHARS      40  /* of a wrong value in a message */
#define RECIPIENT_CHARS  62  /* "age1" and 58 characters: bech32 of 32 bytes */
#define PEER_CHARS       256 /* of one pattern */
#define DOMAIN_CHARS     255 /* "*." and a host name */
#define EXTENSION_CHARS  16
#define MS_PER_SECOND    G_GINT64_CONSTANT(1000)
#define MS_PER_DAY       (24 * 60 * 60 * MS_PER_SECOND)
#define MAX_DURATION_NUM 100000 /* of one unit: eight of them still fit into 64 bits */

/* An escape of key files and the character it stands for. */
static const struct {
	char letter;
	char character;
} escapes[] = {{'s', ' '}, {'n', '\n'}, {'t', '\t'}, {'r', '\r'}, {'\\', '\\'}, {';', ';'}};

static const struct {
	char letter;
	gboolean is_time; /* stands after the T */
	gint64 unit_ms;
} units[] = {
	{'Y', FALSE, 365 * MS_PER_DAY},
	{'M', FALSE, 30 * MS_PER_DAY},
	{'W', FALSE, 7 * MS_PER_DAY},
	{'D', FALSE, MS_PER_DAY},
	{'H', TRUE, 3600 * MS_PER_SECOND},
	{'M', TRUE, 60 * MS_PER_SECOND},
	{'S', TRUE, MS_PER_SECOND},
};

/* Words people write for a switch, and what they mean; only the first two are valid. */
static const struct {
	const char *word;
	const char *meant;
} switches[] = {
	{"true", "true"},
	{"false", "false"},
	{"1", "true"},
	{"0", "false"},
	{"yes", "true"},
	{"no", "false"},
	{"on", "true"},
	{"off", "false"},
};

static gboolean
fail(GError **error, const char *expected, const char *found, const char *hint)
{
	g_autofree char *valid = g_utf8_make_valid(found, -1);
	g_autofree char *shown = g_utf8_strlen(valid, -1) > SHOWN_CHARS
					 ? g_utf8_substring(valid, 0, SHOWN_CHARS)
					 : g_strdup(valid);

	g_set_error(error,
		    WD_ERROR,
		    WD_ERROR_MALFORMED,
		    "expected %s, found “%s”%s",
		    expected,
		    shown,
		    hint);
	return FALSE;
}

/* People add a remark behind a value; key files have none there, so it becomes part of it. */
static const char *
hint_for(const char *text)
{
	if (strstr(text, " #") != NULL || strstr(text, " ;") != NULL)
		return "; a comment needs a line of its own, starting with #";
	return "";
}

static gboolean
parse_boolean(const WdPolicySchemaRow *row, const char *text, WdPolicyValue *value, GError **error)
{
	for (guint i = 0; i < G_N_ELEMENTS(switches); i++) {
		g_autofree char *hint = NULL;

		if (g_ascii_strcasecmp(text, switches[i].word) != 0)
			continue;
		if (i < 4 && g_str_equal(text, switches[i].word)) {
			value->integer = g_str_equal(switches[i].meant, "true");
			return TRUE;
		}
		hint = g_strdup_printf("; write %s", switches[i].meant);
		return fail(error, "true or false", text, hint);
	}
	return fail(error, "true or false", text, hint_for(text));
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
	return fail(error, expected, text, hint_for(text));
}

static gboolean
parse_integer(const WdPolicySchemaRow *row, const char *text, WdPolicyValue *value, GError **error)
{
	gint64 integer;

	if (!g_ascii_string_to_signed(text, 10, G_MININT64, G_MAXINT64, &integer, NULL))
		return fail(error, "a whole number", text, hint_for(text));
	value->integer = integer;
	return check_bounds(row, (double)integer, text, error);
}

/* g_ascii_strtod() also takes hexadecimal digits, "inf" and "nan", which nobody means. */
static gboolean
parse_number(const WdPolicySchemaRow *row, const char *text, WdPolicyValue *value, GError **error)
{
	char *end = NULL;

	if (text[0] == '\0' || text[strspn(text, "0123456789.-")] != '\0')
		return fail(error, "a number such as 0.9", text, hint_for(text));
	value->number = g_ascii_strtod(text, &end);
	if (*end != '\0')
		return fail(error, "a number such as 0.9", text, hint_for(text));
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
			return fail(
				error, "one of \\s \\n \\t \\r \\\\ after a backslash", text, "");
		g_string_append_c(plain, character);
	}
	if (plain->len > 0 && row->item != WD_ITEM_TEXT &&
	    !wd_policy_value_check_item(row->item, plain->str, error))
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
	return fail(error, expected, text, hint_for(text));
}

static gboolean
parse_list(const WdPolicySchemaRow *row, const char *text, WdPolicyValue *value, GError **error)
{
	g_auto(GStrv) items = wd_policy_value_split(text);

	/* The strict value of a list is a word that refuses, not one of its ordinary items. */
	if (!g_str_equal(text, row->strict)) {
		for (guint i = 0; items[i] != NULL; i++) {
			if (!wd_policy_value_check_item(row->item, items[i], error))
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
		return fail(error, "a duration such as PT30M, P90D or P3Y", text, hint_for(text));
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

/* A class of characters, and how long an item of them may be. */
static const struct {
	const char *expected;
	const char *characters; /* NULL: anything printable */
	gsize min_chars;
	gsize max_chars;
} shapes[] = {
	[WD_ITEM_TEXT] = {"text without control characters", NULL, 1, PEER_CHARS},
	[WD_ITEM_PEER] = {"a name, perhaps with * and ?", NULL, 1, PEER_CHARS},
	[WD_ITEM_DOMAIN] = {"a host name such as bank.example or *.bank.example",
			    NULL,
			    1,
			    DOMAIN_CHARS},
	[WD_ITEM_EXTENSION] = {"a file name extension without the dot, such as exe",
			       "abcdefghijklmnopqrstuvwxyz0123456789-_",
			       1,
			       EXTENSION_CHARS},
	[WD_ITEM_PROTOCOL] = {"a protocol such as prpl-jabber",
			      "abcdefghijklmnopqrstuvwxyz0123456789-_.",
			      1,
			      PEER_CHARS},
	[WD_ITEM_DATE] = {"a date such as 2027-01-31", "0123456789-", 10, 10},
	[WD_ITEM_VERSION] = {"a version such as 0.1.0", "0123456789.", 1, 16},
	[WD_ITEM_URL] = {"an address that starts with https://", NULL, 9, PEER_CHARS},
	[WD_ITEM_RECIPIENT] = {"an age recipient of 62 characters, age1…",
			       "023456789acdefghjklmnpqrstuvwxyz1",
			       RECIPIENT_CHARS,
			       RECIPIENT_CHARS},
};

static gboolean
is_printable(const char *item)
{
	for (const char *p = item; *p != '\0'; p = g_utf8_next_char(p)) {
		if (g_unichar_iscntrl(g_utf8_get_char(p)))
			return FALSE;
	}
	return TRUE;
}

/* The star stands for whole labels in front, never for a part of one or for the end. */
static gboolean
is_domain(const char *item)
{
	const char *host = g_str_has_prefix(item, "*.") ? item + 2 : item;

	return *host != '\0' && *host != '.' && strpbrk(host, " /:@*?#") == NULL &&
	       strstr(host, "..") == NULL;
}

static gboolean
is_date(const char *item)
{
	guint64 year = g_ascii_strtoull(item, NULL, 10);
	guint64 month = g_ascii_strtoull(item + 5, NULL, 10);
	guint64 day = g_ascii_strtoull(item + 8, NULL, 10);

	return item[4] == '-' && item[7] == '-' && month <= 12 && day <= 31 &&
	       g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

static gboolean
is_version(const char *item)
{
	return g_ascii_isdigit(item[0]) && strstr(item, "..") == NULL &&
	       !g_str_has_suffix(item, ".");
}

static gboolean
is_url(const char *item)
{
	return (g_str_has_prefix(item, "https://") || g_str_has_prefix(item, "http://")) &&
	       strchr(item, ' ') == NULL;
}

static gboolean
is_recipient(const char *item)
{
	return g_str_has_prefix(item, "age1");
}

/* What the characters alone do not say; NULL: nothing more. */
static gboolean (*const finer[])(const char *item) = {
	[WD_ITEM_DOMAIN] = is_domain,
	[WD_ITEM_DATE] = is_date,
	[WD_ITEM_VERSION] = is_version,
	[WD_ITEM_URL] = is_url,
	[WD_ITEM_RECIPIENT] = is_recipient,
};

static gboolean
fits_shape(WdItemShape shape, const char *item)
{
	gsize n_chars = (gsize)g_utf8_strlen(item, -1);
	const char *characters = shapes[shape].characters;

	if (n_chars < shapes[shape].min_chars || n_chars > shapes[shape].max_chars)
		return FALSE;
	if (characters == NULL ? !is_printable(item) : item[strspn(item, characters)] != '\0')
		return FALSE;
	return finer[shape] == NULL || finer[shape](item);
}

/**
 * wd_policy_value_check_item:
 * @shape: what an item must look like
 * @item: one item of a list, valid UTF-8, escapes resolved
 * @error: return location for a #WD_ERROR
 *
 * Returns: whether @item can be meant; the checksum of a recipient is not looked at here
 */
gboolean
wd_policy_value_check_item(WdItemShape shape, const char *item, GError **error)
{
	if (fits_shape(shape, item))
		return TRUE;
	return fail(error, shapes[shape].expected, item, hint_for(item));
}

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
format_duration(gint64 duration_ms)
{
	gint64 days = duration_ms / MS_PER_DAY;
	gint64 seconds = duration_ms % MS_PER_DAY / MS_PER_SECOND;

	if (seconds == 0)
		return g_strdup_printf("P%" G_GINT64_FORMAT "D", days);
	if (days == 0)
		return g_strdup_printf("PT%" G_GINT64_FORMAT "S", seconds);
	return g_strdup_printf("P%" G_GINT64_FORMAT "DT%" G_GINT64_FORMAT "S", days, seconds);
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
		return format_duration(value->integer);
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

static gboolean
add_unit(gint64 number, char letter, gboolean is_time, gint64 *duration_ms)
{
	for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
		if (units[i].letter == letter && units[i].is_time == is_time) {
			*duration_ms += number * units[i].unit_ms;
			return TRUE;
		}
	}
	return FALSE;
}

/**
 * wd_duration_parse:
 * @text: such as "P3Y", "P90D" or "PT1H30M"
 * @duration_ms: (out): set only on success
 *
 * ISO 8601 durations in whole numbers. A year counts 365 days, a month 30: policies name spans, not
 * dates.
 *
 * Returns: whether @text is one
 */
gboolean
wd_duration_parse(const char *text, gint64 *duration_ms)
{
	gboolean is_time = FALSE;
	gint64 total_ms = 0;
	const char *p = text;

	if (*p++ != 'P' || *p == '\0')
		return FALSE;
	while (*p != '\0') {
		guint64 number;
		char *end = NULL;

		if (*p == 'T' && !is_time) {
			is_time = TRUE;
			p++;
		}
		if (!g_ascii_isdigit(*p))
			return FALSE;
		number = g_ascii_strtoull(p, &end, 10);
		if (number > MAX_DURATION_NUM ||
		    !add_unit((gint64)number, *end, is_time, &total_ms))
			return FALSE;
		p = end + 1;
	}
	*duration_ms = total_ms;
	return TRUE;
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
				       shapes[row->item].expected);
	case WD_TYPE_DURATION:
		return g_strdup_printf("a duration from %.0f to %.0f seconds, such as PT30M",
				       row->minimum / 1000,
				       row->maximum / 1000);
	case WD_TYPE_STRING:
	default:
		return g_strdup(row->item == WD_ITEM_TEXT ? "text" : shapes[row->item].expected);
	}
}
