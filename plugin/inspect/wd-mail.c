/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-mail.h"

#include <string.h>

#include "inspect/wd-embedded.h"
#include "inspect/wd-mail-header.h"

#define MAX_PARTS   20000 /* a mail with a patch in it has many lines that begin so */
#define FIELD_BYTES 8192  /* of one header field */

/* One walk over one mail, line by line. */
typedef struct {
	WdLookBook *book;
	const char *container;
	guint depth;
	const guint8 *at;
	const guint8 *end;
	guint n_parts;
} Walk;

static const guint8 *
find_line_end(const Walk *walk, const guint8 *at)
{
	const guint8 *feed = memchr(at, '\n', (gsize)(walk->end - at));

	return feed != NULL ? feed + 1 : walk->end;
}

static gboolean
is_empty_line(const Walk *walk)
{
	return walk->at < walk->end &&
	       (*walk->at == '\n' ||
		(*walk->at == '\r' && find_line_end(walk, walk->at) <= walk->at + 2));
}

static gboolean
is_boundary(const Walk *walk, const guint8 *at)
{
	return walk->end - at > 2 && at[0] == '-' && at[1] == '-';
}

/* A field and the lines that it is folded into. */
static void
read_field(Walk *walk, GString *field)
{
	gboolean is_cut = FALSE;

	g_string_truncate(field, 0);
	do {
		const guint8 *end = find_line_end(walk, walk->at);
		gsize len = (gsize)(end - walk->at);

		if (field->len + len > FIELD_BYTES)
			is_cut = TRUE;
		if (field->len < FIELD_BYTES)
			g_string_append_len(
				field, (const char *)walk->at, (gssize)MIN(len, FIELD_BYTES));
		while (field->len > 0 &&
		       (field->str[field->len - 1] == '\n' || field->str[field->len - 1] == '\r'))
			g_string_truncate(field, field->len - 1);
		walk->at = end;
	} while (walk->at < walk->end && (*walk->at == ' ' || *walk->at == '\t'));
	/* Lists of people and signatures are long; what says how a file is called is not. */
	if (is_cut && g_ascii_strncasecmp(field->str, "Content-", 8) == 0)
		walk->book->flags |= WD_FILE_LIMIT;
}

/* Whether a header follows, with lines that are none among it or not: programs skip those. */
static gboolean
is_header(const Walk *walk)
{
	Walk ahead = *walk;

	if (walk->n_parts == 0)
		return TRUE;
	while (ahead.at < ahead.end) { /* at most to the next part, so all of it once */
		if (is_empty_line(&ahead) || is_boundary(&ahead, ahead.at))
			return FALSE;
		if (ahead.end - ahead.at > 8 &&
		    g_ascii_strncasecmp((const char *)ahead.at, "Content-", 8) == 0)
			return TRUE;
		ahead.at = find_line_end(&ahead, ahead.at);
	}
	return FALSE;
}

/* Up to the empty line, or to the next part where there is none. */
static void
read_header(Walk *walk, WdMailHeader *header)
{
	g_autoptr(GString) field = g_string_new(NULL);

	while (walk->at < walk->end && !is_empty_line(walk) && !is_boundary(walk, walk->at)) {
		read_field(walk, field);
		wd_mail_header_add(header, field->str);
	}
	if (is_empty_line(walk))
		walk->at = find_line_end(walk, walk->at);
}

/* Any line that could begin a part ends the one before: who reads boundaries exactly reads them in
 * one way of several. */
static const guint8 *
find_body_end(const Walk *walk)
{
	const guint8 *at = walk->at;

	while (at < walk->end && !is_boundary(walk, at))
		at = find_line_end(walk, at);
	return at;
}

static void
take_words(Walk *walk, const GByteArray *body)
{
	if (walk->depth > 0)
		return;
	wd_words_add_plain(&walk->book->words, body->data, body->len);
	wd_words_add(&walk->book->words, "\n", 1);
}

/* Under each name that it has, since who saves it chooses one of them. */
static gboolean
add_attachment(Walk *walk, const WdMailHeader *header, const GByteArray *body)
{
	guint n_names = header->names != NULL ? header->names->len : 0;
	gboolean goes_on = TRUE;

	for (guint i = 0; i < MAX(n_names, 1) && goes_on; i++) {
		const WdEmbedded embedded = {
			.container = walk->container,
			.name = n_names > 0 ? g_ptr_array_index(header->names, i) : NULL,
			.bytes = body->data,
			.len = body->len,
			.depth = walk->depth,
		};

		goes_on = wd_embedded_add(walk->book, &embedded);
	}
	return goes_on;
}

/* RFC 2046 lets neither a mail nor parts be encoded as a whole, and programs undo it all the same.
 */
static void
look_at_encoded_mail(Walk *walk, const WdMailHeader *header, const GByteArray *body)
{
	if (!header->is_message && !header->is_parts)
		return;
	if (walk->depth + 1 < walk->book->limits->max_depth)
		wd_mail_look(walk->book, walk->container, walk->depth + 1, body->data, body->len);
	else
		walk->book->flags |= WD_FILE_LIMIT;
}

/* Base64 in a text without a name is how a program hides from who looks for names. */
static gboolean
take_body(Walk *walk, const WdMailHeader *header, const guint8 *end)
{
	gsize len = (gsize)(end - walk->at);
	g_autoptr(GByteArray) body = wd_mail_header_decode(header, walk->at, len);
	gboolean goes_on = TRUE;

	if (header->names == NULL && header->encoding == WD_MAIL_PLAIN) {
		take_words(walk, body);
		return TRUE;
	}
	if (header->has_more_names)
		walk->book->flags |= WD_FILE_LIMIT;
	walk->book->n_held += body->len;
	goes_on = body->len == 0 || add_attachment(walk, header, body);
	if (goes_on && header->encoding != WD_MAIL_PLAIN)
		look_at_encoded_mail(walk, header, body);
	walk->book->n_held -= body->len;
	if (goes_on && header->names == NULL && header->is_text)
		take_words(walk, body);
	return goes_on;
}

/* What is behind "begin 644 name" is an attachment for many programs, whatever the header says. */
static void
find_uu(Walk *walk, WdMailHeader *header, const guint8 *end)
{
	gsize start = 0;
	g_autofree char *name = NULL;

	if (header->encoding != WD_MAIL_PLAIN && header->encoding != WD_MAIL_UU)
		return;
	name = wd_mail_header_find_uu(walk->at, (gsize)(end - walk->at), &start);
	if (name == NULL)
		return;
	header->encoding = WD_MAIL_UU;
	walk->at += start;
	wd_mail_header_add_name(header, name);
}

static gboolean
look_at_part(Walk *walk)
{
	WdMailHeader header = {0};
	const guint8 *end;
	gboolean goes_on;

	if (is_header(walk))
		read_header(walk, &header);
	if (header.is_encrypted)
		walk->book->flags |= WD_FILE_ENCRYPTED;
	if (header.is_message && header.encoding == WD_MAIL_PLAIN) {
		wd_mail_header_clear(&header);
		read_header(walk, &header); /* a mail in the mail: it goes on as this one does */
	}
	end = find_body_end(walk);
	find_uu(walk, &header, end);
	goes_on = take_body(walk, &header, end);
	wd_mail_header_clear(&header);
	walk->at = end < walk->end ? find_line_end(walk, end) : end; /* behind the boundary */
	return goes_on;
}

/**
 * wd_mail_look:
 * @book: gets what is found
 * @container: (nullable): valid UTF-8: what it is in; NULL for the file itself
 * @depth: 0 for the file itself
 * @bytes: (array length=len): a mail, several of them, or the beginning
 * @len: length of @bytes
 *
 * Takes every line that begins with "--" for the beginning of a part, whatever the boundary is said
 * to be: programs disagree about that, and a mail that is made for one of them must not hide from
 * us.
 */
void
wd_mail_look(WdLookBook *book, const char *container, guint depth, const guint8 *bytes, gsize len)
{
	Walk walk = {
		.book = book,
		.container = container,
		.depth = depth,
		.at = bytes,
		.end = bytes + len,
	};

	while (walk.at < walk.end && look_at_part(&walk)) {
		if (++walk.n_parts == MAX_PARTS) {
			book->flags |= WD_FILE_LIMIT;
			return;
		}
	}
}
