/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-rtf.h"

#include <string.h>

#include "inspect/wd-embedded.h"
#include "inspect/wd-ole-object.h"

#define MAX_OBJECTS  64
#define FIELD_BYTES  256 /* of a field's instruction that are looked at */
#define TARGET_BYTES 512 /* of where a template is */

/* Object data as it is read: hexadecimal digits, with whatever RTF allows between them. */
typedef struct {
	const guint8 *at;
	const guint8 *end;
	GByteArray *bytes;
	guint n_groups; /* that were opened within */
	int half;       /* the first digit of a pair, -1: none */
} Digits;

static void
add_digit(Digits *digits, int value)
{
	if (digits->half < 0) {
		digits->half = value;
	} else {
		guint8 byte = (guint8)(digits->half << 4 | value);

		g_byte_array_append(digits->bytes, &byte, 1);
		digits->half = -1;
	}
}

/* "\bin5" is followed by five bytes as they are; all other words say nothing about the data. */
static void
skip_word(Digits *digits)
{
	const guint8 *start = ++digits->at;
	gboolean is_bin;
	guint64 n = 0;

	if (digits->at < digits->end && *digits->at == '\'') {
		digits->at = MIN(digits->at + 3, digits->end); /* a letter by its number */
		return;
	}
	while (digits->at < digits->end && g_ascii_isalpha(*digits->at))
		digits->at++;
	is_bin = digits->at - start == 3 && memcmp(start, "bin", 3) == 0;
	if (digits->at == start && digits->at < digits->end)
		digits->at++; /* a sign: "\*" */
	for (; digits->at < digits->end && (g_ascii_isdigit(*digits->at) || *digits->at == '-');
	     digits->at++)
		n = n > G_MAXUINT32 || *digits->at == '-' ? n : 10 * n + (*digits->at - '0');
	if (digits->at < digits->end && *digits->at == ' ')
		digits->at++;
	if (!is_bin)
		return;
	n = MIN(n, (guint64)(digits->end - digits->at));
	g_byte_array_append(digits->bytes, digits->at, (guint)n);
	digits->at += n;
	digits->half = -1;
}

static GByteArray *
read_object(const guint8 *at, const guint8 *end)
{
	Digits digits = {.at = at, .end = end, .bytes = g_byte_array_new(), .half = -1};

	while (digits.at < digits.end) {
		guint8 c = *digits.at;

		if (c == '}' && digits.n_groups == 0)
			break;
		if (c == '\\') {
			skip_word(&digits);
			continue;
		}
		digits.n_groups += c == '{' ? 1 : 0;
		digits.n_groups -= c == '}' ? 1 : 0;
		if (g_ascii_isxdigit(c))
			add_digit(&digits, g_ascii_xdigit_value((char)c));
		digits.at++;
	}
	return digits.bytes;
}

static const guint8 *
find(const guint8 *at, const guint8 *end, const char *word)
{
	return memmem(at, (gsize)(end - at), word, strlen(word));
}

/* Documents of Word's are embedded without the header of old objects sometimes. */
static void
look_at_object(WdLookBook *book, const char *container, guint depth, const GByteArray *object)
{
	static const guint8 magic[] = {0xd0, 0xcf, 0x11, 0xe0};
	const WdEmbedded whole = {
		.container = container,
		.name = "object",
		.bytes = object->data,
		.len = object->len,
		.depth = depth,
	};

	if (object->len >= sizeof magic && memcmp(object->data, magic, sizeof magic) == 0)
		(void)wd_embedded_add(book, &whole); /* the budget says that it is spent */
	else
		wd_ole_object_look_old(book, container, depth, object->data, object->len);
}

static void
look_at_objects(
	WdLookBook *book, const char *container, guint depth, const guint8 *at, const guint8 *end)
{
	static const char word[] = "\\objdata";

	for (guint n = 0; (at = find(at, end, word)) != NULL; n++) {
		g_autoptr(GByteArray) object = NULL;

		if (n == MAX_OBJECTS) {
			book->flags |= WD_FILE_LIMIT;
			return;
		}
		at += sizeof word - 1;
		object = read_object(at, end);
		look_at_object(book, container, depth, object);
	}
}

static void
note(WdLookBook *book, const char *container, const char *what)
{
	g_autofree char *shown = wd_embedded_show(container, what);

	wd_look_book_add_member(book, shown, WD_FILE_DOCUMENT, WD_FILE_ACTIVE);
}

/* "{\*\template http://…}", or a share elsewhere: whatever is there is fetched and followed. */
static gboolean
has_far_template(const guint8 *at, const guint8 *end)
{
	static const char word[] = "\\*\\template";

	while ((at = find(at, end, word)) != NULL) {
		const guint8 *stop = at + MIN((gsize)(end - at), TARGET_BYTES);
		const guint8 *close = memchr(at, '}', (gsize)(stop - at));

		at += sizeof word - 1;
		if (close != NULL &&
		    (find(at, close, "://") != NULL || find(at, close, "\\\\\\\\") != NULL))
			return TRUE;
	}
	return FALSE;
}

/* A field whose instruction is DDE or DDEAUTO starts a program. */
static gboolean
has_dde(const guint8 *at, const guint8 *end)
{
	static const char word[] = "\\fldinst";

	while ((at = find(at, end, word)) != NULL) {
		const guint8 *stop = at + MIN((gsize)(end - at), FIELD_BYTES);

		at += sizeof word - 1;
		if (find(at, stop, "DDE ") != NULL || find(at, stop, "DDEAUTO") != NULL)
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_rtf_look:
 * @book: gets what is found
 * @container: (nullable): valid UTF-8: what it is in; NULL for the file itself
 * @depth: 0 for the file itself
 * @bytes: (array length=len): an RTF document, or its beginning
 * @len: length of @bytes
 *
 * No parser of groups: a document that is made to be misread by one must not hide its objects.
 */
void
wd_rtf_look(WdLookBook *book, const char *container, guint depth, const guint8 *bytes, gsize len)
{
	const guint8 *end = bytes + len;

	look_at_objects(book, container, depth, bytes, end);
	if (find(bytes, end, "\\objupdate") != NULL)
		note(book, container, "object that opens by itself");
	if (find(bytes, end, "\\objautlink") != NULL)
		note(book, container, "link that is followed by itself");
	if (has_far_template(bytes, end))
		note(book, container, "template from elsewhere");
	if (has_dde(bytes, end))
		note(book, container, "DDE");
}
