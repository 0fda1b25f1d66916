/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/file/wd-file-name.h"

#include <string.h>

#include "engine/data/wd-extensions.h"
#include "engine/text/wd-normalise.h"
#include "engine/text/wd-utf8.h"

#define NAME_MAX_BYTES   255    /* what Linux, Windows and macOS file systems store */
#define BLANK_BRAILLE    0x2800 /* a symbol by type, and nothing to see by design */
#define IDEOGRAPHIC_STOP 0x3002 /* some programs take it for a dot, as they do in host names */
#define PUSH_SPACES      8      /* so many spaces in a row push the ending out of a dialog */

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
	while (at > base && (g_ascii_isalnum(at[-1]) || at[-1] == '-' || at[-1] == '_'))
		at--;
	return at < colon && at > base && at[-1] == '.' && !g_ascii_isdigit(*at);
}

/* "CON", "nul.txt", "COM1 .log": Windows opens the device, whatever ending and folder the name has.
 * Linux does not, and programmers call files so, but nobody sends one under such a name. */
static gboolean
is_device(const char *base)
{
	static const char *const devices[] = {"con", "prn", "aux", "nul", "conin$", "conout$"};
	gsize n = strcspn(base, ".:");

	while (n > 0 && base[n - 1] == ' ')
		n--;
	for (guint i = 0; i < G_N_ELEMENTS(devices); i++) {
		if (strlen(devices[i]) == n && g_ascii_strncasecmp(base, devices[i], n) == 0)
			return TRUE;
	}
	return n == 4 &&
	       (g_ascii_strncasecmp(base, "com", 3) == 0 ||
		g_ascii_strncasecmp(base, "lpt", 3) == 0) &&
	       base[3] >= '1' && base[3] <= '9';
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

		if (wd_utf8_is_invisible(c) || g_unichar_iscntrl(c) || c == BLANK_BRAILLE) {
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
		else if (c == IDEOGRAPHIC_STOP)
			g_string_append_c(reading->plain, '.');
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

/* Small letters that UTS #39 does not take for Latin ones, but a person who reads quickly does. */
static const struct {
	gunichar foreign;
	char latin;
} likenesses[] = {
	{0x4cf, 'l'},  {0x4c0, 'l'},  {0x432, 'b'},  {0x433, 'r'},  {0x438, 'u'},  {0x43a, 'k'},
	{0x43c, 'm'},  {0x43d, 'h'},  {0x43f, 'n'},  {0x442, 't'},  {0x448, 'w'},  {0x44c, 'b'},
	{0x3b1, 'a'},  {0x3b2, 'b'},  {0x3b3, 'y'},  {0x3b5, 'e'},  {0x3b7, 'n'},  {0x3b9, 'i'},
	{0x3ba, 'k'},  {0x3bc, 'u'},  {0x3bd, 'v'},  {0x3c1, 'p'},  {0x3c3, 'o'},  {0x3c4, 't'},
	{0x3c5, 'u'},  {0x3c7, 'x'},  {0x3c9, 'w'},  {0x192, 'f'},  {0x1d00, 'a'}, {0x299, 'b'},
	{0x1d04, 'c'}, {0x1d05, 'd'}, {0x1d07, 'e'}, {0xa730, 'f'}, {0x262, 'g'},  {0x29c, 'h'},
	{0x26a, 'i'},  {0x1d0a, 'j'}, {0x1d0b, 'k'}, {0x29f, 'l'},  {0x1d0d, 'm'}, {0x274, 'n'},
	{0x1d0f, 'o'}, {0x1d18, 'p'}, {0x280, 'r'},  {0xa731, 's'}, {0x1d1b, 't'}, {0x1d1c, 'u'},
	{0x1d20, 'v'}, {0x1d21, 'w'}, {0x28f, 'y'},  {0x1d22, 'z'},
};

static gunichar
undo_letter(gunichar c, gboolean is_loose)
{
	for (guint i = 0; is_loose && i < G_N_ELEMENTS(likenesses); i++) {
		if (likenesses[i].foreign == c)
			return (gunichar)likenesses[i].latin;
	}
	return wd_normalise_confusable(c);
}

/* Letters of other scripts that are drawn like ASCII, accents left out; the whole ending must come
 * out as ASCII. */
static char *
undo_letters(const char *ending, gboolean is_loose)
{
	GString *out = g_string_new(NULL);

	for (; *ending != '\0'; ending = g_utf8_next_char(ending)) {
		gunichar c = undo_letter(g_utf8_get_char(ending), is_loose);

		if (g_unichar_ismark(c))
			continue;
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

/* A loose likeness counts only where it spells something dangerous: Russian endings are words. */
static char *
read_ending(const char *raw)
{
	g_autofree char *strict = undo_letters(raw, FALSE);
	g_autofree char *loose = NULL;

	if (strict != NULL && wd_extension_is_dangerous(strict))
		return g_steal_pointer(&strict);
	loose = g_str_is_ascii(raw) ? NULL : undo_letters(raw, TRUE);
	if (loose != NULL && wd_extension_is_dangerous(loose))
		return g_steal_pointer(&loose);
	return strict != NULL ? g_steal_pointer(&strict) : g_strdup(raw);
}

/* Fills the ending, and how it was hidden if it is a dangerous one. */
static void
judge_ending(WdFileName *name, const char *base, Reading *reading)
{
	gboolean was_stripped = strip_end(reading->plain);
	const char *plain = reading->plain->str;
	const char *dot = strrchr(plain, '.');

	name->extension = dot == NULL ? g_strdup("") : read_ending(dot + 1);
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
	if (is_device(base))
		name->disguises |= WD_DISGUISE_DEVICE;
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
