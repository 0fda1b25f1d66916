/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "crypto/wd-age-header.h"

#include <string.h>

#include "crypto/wd-base64.h"
#include "engine/wd-error.h"

/* C2SP age.md, "Header". */
#define VERSION_LINE "age-encryption.org/v1"
#define STANZA_START "-> "
#define MAC_START    "---"
#define X25519_TYPE  "X25519"
#define SCRYPT_TYPE  "scrypt" /* a passphrase; only ever alone */
#define BODY_COLUMNS 64       /* a shorter line ends a body */
#define MAX_LINE     4096     /* bytes; ours are at most 64 */
#define MAX_STANZAS  64       /* recipients of one file; each costs the reader an X25519 */
#define MAX_HEADER   65536    /* bytes */
#define HEADER_INFO  "header"

typedef struct {
	const char *start;
	gsize len;
} Line;

/* What is left of the header's text; every parse step eats lines from its front. */
typedef struct {
	const char *next;
	const char *end;
	const char *start;
} Cursor;

static gboolean
fail(GError **error, const char *what)
{
	g_set_error(error, WD_ERROR, WD_ERROR_MALFORMED, "age header: %s", what);
	return FALSE;
}

static gboolean
take_line(Cursor *cursor, Line *line, GError **error)
{
	gsize left = (gsize)(cursor->end - cursor->next);
	const char *newline = memchr(cursor->next, '\n', MIN(left, MAX_LINE));

	if (newline == NULL)
		return fail(error, "a line does not end");
	line->start = cursor->next;
	line->len = (gsize)(newline - cursor->next);
	cursor->next = newline + 1;
	/* VCHAR and single spaces only: nothing a terminal could take for a command. */
	for (gsize i = 0; i < line->len; i++) {
		if (line->start[i] < ' ' || line->start[i] > '~')
			return fail(error, "a line holds a character that is not printable");
	}
	return TRUE;
}

static gboolean
starts_with(const Line *line, const char *prefix)
{
	gsize len = strlen(prefix);

	return line->len >= len && memcmp(line->start, prefix, len) == 0;
}

static gboolean
is_line(const Line *line, const char *text)
{
	return line->len == strlen(text) && starts_with(line, text);
}

/* A body is whole lines of 64 columns and one shorter one, possibly empty. */
static gboolean
take_body(Cursor *cursor, GByteArray *body, GError **error)
{
	Line line;

	do {
		g_autofree guint8 *part = NULL;
		gsize part_len = 0;

		if (!take_line(cursor, &line, error))
			return FALSE;
		part = line.len <= BODY_COLUMNS ? wd_base64_parse(line.start, line.len, &part_len)
						: NULL;
		if (part == NULL)
			return fail(error, "a stanza's body is not canonical Base64");
		g_byte_array_append(body, part, (guint)part_len);
	} while (line.len == BODY_COLUMNS);
	return TRUE;
}

/* Arguments are separated by single spaces and none of them is empty. */
static gboolean
has_empty_argument(const Line *line)
{
	if (line->len == 0 || line->start[0] == ' ' || line->start[line->len - 1] == ' ')
		return TRUE;
	for (gsize i = 1; i < line->len; i++) {
		if (line->start[i] == ' ' && line->start[i - 1] == ' ')
			return TRUE;
	}
	return FALSE;
}

static gboolean
is_of_type(const Line *line, const char *type)
{
	gsize len = strlen(type);

	return starts_with(line, type) && (line->len == len || line->start[len] == ' ');
}

static gboolean
parse_x25519(const Line *arguments, const GByteArray *body, GArray *stanzas, GError **error)
{
	WdAgeStanza stanza;
	gsize len = 0;
	g_autofree guint8 *ephemeral = wd_base64_parse(arguments->start, arguments->len, &len);

	if (ephemeral == NULL || len != WD_X25519_LEN || body->len != WD_AGE_WRAPPED_LEN)
		return fail(error, "an X25519 stanza has another shape");
	memcpy(stanza.ephemeral, ephemeral, WD_X25519_LEN);
	memcpy(stanza.wrapped, body->data, WD_AGE_WRAPPED_LEN);
	g_array_append_val(stanzas, stanza);
	return TRUE;
}

/* @line is the stanza's first, after the arrow. Stanzas of unknown types are for other readers. */
static gboolean
parse_stanza(Cursor *cursor, Line *line, GArray *stanzas, GError **error)
{
	g_autoptr(GByteArray) body = g_byte_array_new();
	gsize skip = strlen(X25519_TYPE " ");

	if (has_empty_argument(line))
		return fail(error, "a stanza has an empty argument");
	if (!take_body(cursor, body, error))
		return FALSE;
	if (is_line(line, X25519_TYPE))
		return fail(error, "an X25519 stanza has no argument");
	if (!is_of_type(line, X25519_TYPE))
		return TRUE;
	line->start += skip;
	line->len -= skip;
	return parse_x25519(line, body, stanzas, error);
}

static gboolean
parse_mac(const Cursor *cursor, const Line *line, WdAgeHeader *header, GError **error)
{
	gsize skip = strlen(MAC_START " ");
	gsize len = 0;
	g_autofree guint8 *mac = NULL;

	if (starts_with(line, MAC_START " "))
		mac = wd_base64_parse(line->start + skip, line->len - skip, &len);
	if (mac == NULL || len != WD_HASH_LEN)
		return fail(error, "the last line is no MAC");
	memcpy(header->mac, mac, WD_HASH_LEN);
	header->mac_start = (gsize)(line->start - cursor->start) + strlen(MAC_START);
	header->len = (gsize)(cursor->next - cursor->start);
	return TRUE;
}

static gboolean
parse_lines(Cursor *cursor, WdAgeHeader *header, GError **error)
{
	Line line;
	guint n_stanzas = 0;
	gboolean has_scrypt = FALSE;

	if (!take_line(cursor, &line, error))
		return FALSE;
	if (!is_line(&line, VERSION_LINE))
		return fail(error, "it is not version 1");
	for (;;) {
		if (!take_line(cursor, &line, error))
			return FALSE;
		if (!starts_with(&line, STANZA_START))
			break;
		if (++n_stanzas > MAX_STANZAS)
			return fail(error, "over 64 recipients");
		line.start += strlen(STANZA_START);
		line.len -= strlen(STANZA_START);
		has_scrypt |= is_of_type(&line, SCRYPT_TYPE);
		if (!parse_stanza(cursor, &line, header->stanzas, error))
			return FALSE;
	}
	if (n_stanzas == 0)
		return fail(error, "it names no recipient");
	if (has_scrypt && n_stanzas > 1)
		return fail(error, "it has a passphrase and a recipient besides");
	return parse_mac(cursor, &line, header, error);
}

/**
 * wd_age_header_parse:
 * @raw_bytes: (array length=len): an age file; untrusted
 * @len: length of @raw_bytes
 * @error: return location for a #WD_ERROR
 *
 * Takes the header of a binary age v1 file apart (C2SP age.md), as strictly as the reference does.
 *
 * Returns: (transfer full) (nullable): the header, not yet authentic; NULL on error
 */
WdAgeHeader *
wd_age_header_parse(const guint8 *raw_bytes, gsize len, GError **error)
{
	g_autoptr(WdAgeHeader) header = g_new0(WdAgeHeader, 1);
	Cursor cursor = {.start = (const char *)raw_bytes, .next = (const char *)raw_bytes};

	cursor.end = cursor.start + MIN(len, MAX_HEADER);
	header->stanzas = g_array_new(FALSE, FALSE, sizeof(WdAgeStanza));
	if (!parse_lines(&cursor, header, error))
		return NULL;
	return g_steal_pointer(&header);
}

/**
 * wd_age_header_free:
 * @header: (nullable) (transfer full): a header
 */
void
wd_age_header_free(WdAgeHeader *header)
{
	if (header == NULL)
		return;
	g_array_unref(header->stanzas);
	g_free(header);
}

static void
append_text(GByteArray *out, const char *text)
{
	g_byte_array_append(out, (const guint8 *)text, (guint)strlen(text));
}

static void
append_base64(GByteArray *out, const guint8 *bytes, gsize len)
{
	g_autofree char *text = wd_base64_format(bytes, len);

	append_text(out, text);
}

static void
compute_mac(const guint8 *bytes,
	    gsize len,
	    const guint8 file_key[WD_AGE_FILE_KEY_LEN],
	    guint8 mac[WD_HASH_LEN])
{
	guint8 key[WD_HASH_LEN];

	wd_hash_hkdf(file_key, WD_AGE_FILE_KEY_LEN, NULL, 0, HEADER_INFO, key);
	wd_hash_hmac(key, sizeof key, bytes, len, mac);
	wd_hash_wipe(key, sizeof key);
}

/**
 * wd_age_header_format:
 * @out: an empty array, receives the header
 * @stanzas: (element-type WdAgeStanza): the recipients' stanzas, at least one
 * @file_key: authenticates the header
 *
 * Writes the whole header with its MAC. A wrapped key is 43 characters, so a body is one line.
 */
void
wd_age_header_format(GByteArray *out,
		     const GArray *stanzas,
		     const guint8 file_key[WD_AGE_FILE_KEY_LEN])
{
	guint8 mac[WD_HASH_LEN];

	append_text(out, VERSION_LINE "\n");
	for (guint i = 0; i < stanzas->len; i++) {
		const WdAgeStanza *stanza = &g_array_index(stanzas, WdAgeStanza, i);

		append_text(out, STANZA_START X25519_TYPE " ");
		append_base64(out, stanza->ephemeral, WD_X25519_LEN);
		append_text(out, "\n");
		append_base64(out, stanza->wrapped, WD_AGE_WRAPPED_LEN);
		append_text(out, "\n");
	}
	append_text(out, MAC_START);
	compute_mac(out->data, out->len, file_key, mac);
	append_text(out, " ");
	append_base64(out, mac, sizeof mac);
	append_text(out, "\n");
}

/**
 * wd_age_header_is_authentic:
 * @header: what wd_age_header_parse() made of @bytes
 * @bytes: the same bytes
 * @file_key: the key that one of the stanzas gave
 *
 * The MAC also commits to the file key: no two recipients can be given different ones.
 *
 * Returns: whether whoever wrote the header knew @file_key and nothing was changed since
 */
gboolean
wd_age_header_is_authentic(const WdAgeHeader *header,
			   const guint8 *bytes,
			   const guint8 file_key[WD_AGE_FILE_KEY_LEN])
{
	guint8 mac[WD_HASH_LEN];

	compute_mac(bytes, header->mac_start, file_key, mac);
	return wd_hash_is_equal(mac, header->mac, sizeof mac);
}
