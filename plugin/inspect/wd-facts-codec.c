/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-facts-codec.h"

#include <string.h>

#include "engine/text/wd-utf8.h"
#include "engine/wd-error.h"

#define FIRST_LINE  "warden-facts 1"
#define MAX_LINE    2048 /* bytes; a member's line is the longest */
#define SHOWN_CHARS 200  /* of a member's name */

/* What was read so far. */
typedef struct {
	WdFileFacts facts; /* borrows from what stands below */
	WdFileMember members[WD_FILE_MAX_MEMBERS];
	GPtrArray *strings; /* of char * */
	const char *text;
	guint64 text_len;
	guint64 seen; /* bits by row of keys[] */
} Answer;

typedef struct {
	const char *name;
	gboolean (*read)(Answer *answer, const char *value);
	gboolean may_repeat;
} Key;

static const char *
keep(Answer *answer, char *string)
{
	g_ptr_array_add(answer->strings, string);
	return string;
}

/* What cannot be seen takes more room once it is shown; the second time nothing changes any more.
 */
static char *
make_shown(const char *raw)
{
	g_autofree char *valid = g_utf8_make_valid(raw, -1);
	g_autofree char *once = wd_utf8_show(valid, SHOWN_CHARS);

	return wd_utf8_show(once, SHOWN_CHARS);
}

static gboolean
read_number(const char *value, gint64 *number)
{
	guint64 parsed = 0;

	if (!g_ascii_string_to_unsigned(value, 10, 0, G_MAXINT64, &parsed, NULL))
		return FALSE;
	*number = (gint64)parsed;
	return TRUE;
}

static gboolean
read_size(Answer *answer, const char *value)
{
	return read_number(value, &answer->facts.size);
}

static gboolean
read_hash(Answer *answer, const char *value)
{
	if (strlen(value) != 2 * WD_FILE_HASH_BYTES)
		return FALSE;
	for (guint i = 0; i < WD_FILE_HASH_BYTES; i++) {
		int high = g_ascii_xdigit_value(value[2 * i]);
		int low = g_ascii_xdigit_value(value[2 * i + 1]);

		if (high < 0 || low < 0)
			return FALSE;
		answer->facts.hash[i] = (guint8)(high << 4 | low);
	}
	answer->facts.has_hash = TRUE;
	return TRUE;
}

static gboolean
read_inspection(Answer *answer, const char *value)
{
	return wd_inspection_parse(value, &answer->facts.inspection);
}

/* Media types are printable ASCII (RFC 6838); nothing else is shown to anybody. */
static gboolean
read_type(Answer *answer, const char *value)
{
	for (const char *at = value; *at != '\0'; at++) {
		if (!g_ascii_isgraph(*at))
			return FALSE;
	}
	answer->facts.type = keep(answer, g_strdup(value));
	return strlen(value) <= WD_FILE_MAX_TYPE_BYTES && *value != '\0';
}

static gboolean
read_class(Answer *answer, const char *value)
{
	return wd_file_class_parse(value, &answer->facts.file_class);
}

/* "-" or words between commas. A word that is not known is a newer inspector's: left out. */
static gboolean
read_flag_words(const char *value, guint *flags)
{
	g_auto(GStrv) words = g_strsplit(value, ",", 2 * WD_FILE_N_FLAGS);

	*flags = 0;
	for (guint i = 0; words[i] != NULL; i++) {
		WdFileFlag flag;

		if (wd_file_flag_parse(words[i], &flag))
			*flags |= (guint)flag;
	}
	return *value != '\0';
}

static gboolean
read_flags(Answer *answer, const char *value)
{
	return read_flag_words(value, &answer->facts.flags);
}

/* "script program-inside NAME" */
static gboolean
read_member(Answer *answer, const char *value)
{
	g_auto(GStrv) words = g_strsplit(value, " ", 3);
	WdFileMember *member = &answer->members[answer->facts.n_members];

	if (g_strv_length(words) != 3 || answer->facts.n_members == WD_FILE_MAX_MEMBERS ||
	    !wd_file_class_parse(words[0], &member->file_class) ||
	    !read_flag_words(words[1], &member->flags))
		return FALSE;
	member->name = keep(answer, make_shown(words[2]));
	answer->facts.n_members++;
	return TRUE;
}

static gboolean
read_failure(Answer *answer, const char *value)
{
	answer->facts.failure = keep(answer, make_shown(value));
	return TRUE;
}

static gboolean
read_text(Answer *answer, const char *value)
{
	gint64 len = 0;

	if (!read_number(value, &len) || len > WD_FILE_MAX_TEXT_BYTES)
		return FALSE;
	answer->text_len = (guint64)len;
	return TRUE;
}

static const Key keys[] = {
	{"size", read_size, FALSE},
	{"sha256", read_hash, FALSE},
	{"inspection", read_inspection, FALSE},
	{"failure", read_failure, FALSE},
	{"type", read_type, FALSE},
	{"class", read_class, FALSE},
	{"flags", read_flags, FALSE},
	{"member", read_member, TRUE},
	{"text", read_text, FALSE},
};

static gboolean
fail(GError **error, const char *what)
{
	g_set_error(error, WD_ERROR, WD_ERROR_MALFORMED, "the inspector's answer: %s", what);
	return FALSE;
}

/* What a newer inspector adds is skipped. */
static gboolean
read_line(Answer *answer, const char *line, GError **error)
{
	const char *space = strchr(line, ' ');
	gsize len = space != NULL ? (gsize)(space - line) : strlen(line);

	for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
		guint64 bit = G_GUINT64_CONSTANT(1) << i;

		if (strlen(keys[i].name) != len || strncmp(keys[i].name, line, len) != 0)
			continue;
		if (space == NULL || ((answer->seen & bit) != 0 && !keys[i].may_repeat))
			return fail(error, "a line twice, or without a value");
		answer->seen |= bit;
		return keys[i].read(answer, space + 1) || fail(error, keys[i].name);
	}
	return TRUE;
}

/* One line from @at on, without its end; NULL where there is none. */
static char *
take_line(const char **at, const char *end)
{
	const char *stop = memchr(*at, '\n', MIN((gsize)(end - *at), MAX_LINE));
	char *line;

	if (stop == NULL || memchr(*at, '\0', (gsize)(stop - *at)) != NULL)
		return NULL;
	line = g_strndup(*at, (gsize)(stop - *at));
	*at = stop + 1;
	return line;
}

static gboolean
read_answer(Answer *answer, const char *raw, gsize len, GError **error)
{
	const char *end = raw + len;
	const char *at = raw;
	g_autofree char *first = take_line(&at, end);

	if (g_strcmp0(first, FIRST_LINE) != 0)
		return fail(error, "another beginning");
	while (TRUE) {
		g_autofree char *line = take_line(&at, end);

		if (line == NULL)
			return fail(error, "no end");
		if (g_str_equal(line, "end"))
			return at == end || fail(error, "something behind its end");
		if (!read_line(answer, line, error))
			return FALSE;
		if (!g_str_has_prefix(line, "text "))
			continue;
		if ((guint64)(end - at) < answer->text_len)
			return fail(error, "half a text");
		answer->text = at;
		at += answer->text_len;
	}
}

static WdFileFacts *
make_facts(Answer *answer, const char *name)
{
	g_autofree char *text = NULL;

	if (answer->text_len > 0) {
		text = g_utf8_make_valid(answer->text, (gssize)answer->text_len);
		answer->facts.text = text;
	}
	answer->facts.name = name;
	answer->facts.members = answer->members;
	return wd_file_facts_new(&answer->facts);
}

/**
 * wd_facts_parse:
 * @raw: (array length=len): untrusted bytes
 * @len: length of @raw
 * @name: what the peer calls the file; the answer does not repeat it
 * @error: return location for a #WD_ERROR
 *
 * Linear in @len. Everything in the result is bounded and, but for the text, safe to show.
 *
 * Returns: (transfer full): facts, or NULL
 */
WdFileFacts *
wd_facts_parse(const char *raw, gsize len, const char *name, GError **error)
{
	Answer answer = {.facts = {.size = -1, .scan.signatures_ms = -1}};
	WdFileFacts *facts = NULL;

	if (len > WD_FACTS_MAX_BYTES) {
		(void)fail(error, "too long");
		return NULL;
	}
	answer.strings = g_ptr_array_new_with_free_func(g_free);
	if (read_answer(&answer, raw, len, error))
		facts = make_facts(&answer, name);
	g_ptr_array_unref(answer.strings);
	return facts;
}

static void
append_flags(GString *out, guint flags)
{
	gsize start = out->len;

	for (guint i = 0; i < WD_FILE_N_FLAGS; i++) {
		if ((flags & 1u << i) == 0)
			continue;
		if (out->len > start)
			g_string_append_c(out, ',');
		g_string_append(out, wd_file_flag_to_string((WdFileFlag)(1u << i)));
	}
	if (out->len == start)
		g_string_append_c(out, '-');
}

static void
append_members(GString *out, const WdFileFacts *facts)
{
	for (guint i = 0; i < facts->n_members; i++) {
		const WdFileMember *member = &facts->members[i];
		g_autofree char *name = make_shown(member->name);

		g_string_append_printf(
			out, "member %s ", wd_file_class_to_string(member->file_class));
		append_flags(out, member->flags);
		g_string_append_printf(out, " %s\n", name);
	}
}

/**
 * wd_facts_format:
 * @out: gets the answer appended
 * @facts: what was seen; the scanner's answer is not part of it
 */
void
wd_facts_format(GString *out, const WdFileFacts *facts)
{
	g_autofree char *hash = wd_file_facts_format_hash(facts);

	g_string_append(out, FIRST_LINE "\n");
	g_string_append_printf(out, "inspection %s\n", wd_inspection_to_string(facts->inspection));
	g_string_append_printf(out, "class %s\n", wd_file_class_to_string(facts->file_class));
	if (facts->size >= 0)
		g_string_append_printf(out, "size %" G_GINT64_FORMAT "\n", facts->size);
	if (hash != NULL)
		g_string_append_printf(out, "sha256 %s\n", hash);
	if (facts->failure != NULL) {
		g_autofree char *failure = make_shown(facts->failure);

		g_string_append_printf(out, "failure %s\n", failure);
	}
	if (facts->type != NULL)
		g_string_append_printf(out, "type %s\n", facts->type);
	g_string_append(out, "flags ");
	append_flags(out, facts->flags);
	g_string_append_c(out, '\n');
	append_members(out, facts);
	if (facts->text != NULL)
		g_string_append_printf(
			out, "text %" G_GSIZE_FORMAT "\n%s", strlen(facts->text), facts->text);
	g_string_append(out, "end\n");
}
