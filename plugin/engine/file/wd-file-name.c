/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/file/wd-file-name.h"

#include <string.h>

#include "engine/data/wd-extensions.h"
#include "engine/text/wd-normalise.h"
#include "engine/text/wd-utf8.h"

#define NAME_MAX_BYTES 255 /* what Linux, Windows and macOS file systems store */
#define PUSH_SPACES    8   /* so many spaces in a row push the ending out of a dialog */

/* The name as a file system would act on it, and what was undone on the way. */
typedef struct {
	GString *plain;     /* lower case; every kind of space is ' ' */
	gboolean has_slash; /* a full-width one: it may become a real one on the way */
	gboolean was_blank; /* an invisible character or a run of spaces stood in it */
} Reading;

/* Everything before the last slash of either kind is a path. */
static const char *
base_of(const char *raw)
{
	const char *base = raw;

	for (; *raw != '\0'; raw++) {
		if (*raw == '/' || *raw == '\\')
			base = raw + 1;
	}
	return base;
}

/* "notes.txt:tool.exe": a colon right behind an ending names an NTFS stream. "at 12:30.png" is a
 * time of day. */
static gboolean
has_stream(const char *base)
{
	const char *colon = strchr(base, ':');
	const char *at = colon;

	if (colon == NULL || colon[1] == '\0')
		return FALSE;
	while (at > base && g_ascii_isalpha(at[-1]))
		at--;
	return at < colon && at > base && at[-1] == '.';
}

/* "docs.{ED7B...}": Windows hides a class id and opens what it names. */
static gboolean
has_class_id(const char *base)
{
	const char *brace = strstr(base, ".{");

	return brace != NULL && strlen(brace) >= 39 && brace[38] == '}';
}

static void
read_plainly(Reading *reading, const char *base)
{
	g_autofree char *narrow = g_utf8_normalize(base, -1, G_NORMALIZE_ALL_COMPOSE);
	guint n_spaces = 0;

	for (const char *at = narrow; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (wd_utf8_is_invisible(c) || g_unichar_iscntrl(c)) {
			reading->was_blank = TRUE;
			continue;
		}
		if (c == '/' || c == '\\') {
			reading->has_slash = TRUE;
			g_string_truncate(reading->plain, 0);
			continue;
		}
		n_spaces = g_unichar_isspace(c) ? n_spaces + 1 : 0;
		reading->was_blank = reading->was_blank || n_spaces >= PUSH_SPACES;
		if (n_spaces > 0)
			g_string_append_c(reading->plain, ' ');
		else
			g_string_append_unichar(reading->plain, g_unichar_tolower(c));
	}
}

/* Windows drops dots and spaces at the end of a name. */
static gboolean
strip_end(GString *plain)
{
	gsize len = plain->len;

	while (len > 0 && (plain->str[len - 1] == '.' || plain->str[len - 1] == ' '))
		len--;
	if (len == plain->len)
		return FALSE;
	g_string_truncate(plain, len);
	return TRUE;
}

/* Letters of other scripts that are drawn like ASCII; the whole ending must come out as ASCII. */
static char *
undo_letters(const char *ending)
{
	GString *out = g_string_new(NULL);

	for (; *ending != '\0'; ending = g_utf8_next_char(ending)) {
		gunichar c = wd_normalise_confusable(g_utf8_get_char(ending));

		if (c >= 0x80) {
			(void)g_string_free(out, TRUE);
			return NULL;
		}
		g_string_append_c(out, (char)c);
	}
	return g_string_free(out, FALSE);
}

/* Whether @base ends in @extension in plain sight: ASCII letters of any case and nothing behind. */
static gboolean
is_plain_sight(const char *base, const char *extension)
{
	gsize n_base = strlen(base);
	gsize n_extension = strlen(extension);

	return n_base > n_extension && base[n_base - n_extension - 1] == '.' &&
	       g_ascii_strcasecmp(base + n_base - n_extension, extension) == 0;
}

static gboolean
has_document_ending(const char *plain, const char *dot)
{
	const char *before = dot;
	g_autofree char *ending = NULL;

	while (before > plain && before[-1] == ' ')
		before--;
	dot = before;
	while (before > plain && before[-1] != '.')
		before--;
	if (before == plain)
		return FALSE;
	ending = g_strndup(before, (gsize)(dot - before));
	return wd_extension_is_document(ending);
}

/* Fills the ending, and how it was hidden if it is a dangerous one. */
static void
judge_ending(WdFileName *name, const char *base, Reading *reading)
{
	gboolean was_stripped = strip_end(reading->plain);
	const char *plain = reading->plain->str;
	const char *dot = strrchr(plain, '.');
	g_autofree char *undone = dot == NULL ? NULL : undo_letters(dot + 1);

	name->extension = g_strdup(dot == NULL ? "" : undone != NULL ? undone : dot + 1);
	if (!wd_extension_is_dangerous(name->extension))
		return;
	if (has_document_ending(plain, dot))
		name->disguises |= WD_DISGUISE_DOUBLE;
	if (was_stripped || reading->was_blank)
		name->disguises |= WD_DISGUISE_HIDDEN;
	else if (!is_plain_sight(base, name->extension))
		name->disguises |= WD_DISGUISE_LETTERS;
}

/**
 * wd_file_name_parse:
 * @raw: valid UTF-8: the name that a peer gave to a file
 *
 * Undoes what hides a file's type: folders, direction controls, invisible and full-width
 * characters, letters of other scripts, dots and spaces at the end. Linear in @raw; never fails.
 *
 * Returns: (transfer full): the ending that counts, and the disguises
 */
WdFileName *
wd_file_name_parse(const char *raw)
{
	WdFileName *name = g_new0(WdFileName, 1);
	const char *base = base_of(raw);
	Reading reading = {.plain = g_string_new(NULL)};

	if (base != raw)
		name->disguises |= WD_DISGUISE_PATH;
	if (wd_utf8_has_direction_control(raw))
		name->disguises |= WD_DISGUISE_DIRECTION;
	if (strlen(base) > NAME_MAX_BYTES)
		name->disguises |= WD_DISGUISE_LONG;
	if (has_stream(base) || has_class_id(base))
		name->disguises |= WD_DISGUISE_STREAM;
	read_plainly(&reading, base);
	if (reading.has_slash)
		name->disguises |= WD_DISGUISE_PATH;
	judge_ending(name, base, &reading);
	(void)g_string_free(reading.plain, TRUE);
	return name;
}

/**
 * wd_file_name_free:
 * @name: (nullable) (transfer full): a parsed name
 */
void
wd_file_name_free(WdFileName *name)
{
	if (name == NULL)
		return;
	g_free(name->extension);
	g_free(name);
}
