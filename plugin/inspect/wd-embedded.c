/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-embedded.h"

#include <string.h>

#include "inspect/wd-member.h"
#include "inspect/wd-signature.h"

#define MAX_SHOWN_CHARS 400 /* of "a.eml > b.docx > c.exe" */

/* Objects remember the whole path that they had on somebody's computer; the end of it counts. */
static char *
make_name(const char *raw_name)
{
	const char *base = raw_name != NULL ? raw_name : "";
	g_autofree char *name = NULL;

	for (const char *at = base; *at != '\0'; at++) {
		if ((*at == '/' || *at == '\\') && at[1] != '\0')
			base = at + 1;
	}
	name = g_utf8_make_valid(base, -1);
	return *g_strstrip(name) == '\0' ? g_strdup("?") : g_steal_pointer(&name);
}

/**
 * wd_embedded_show:
 * @container: (nullable): valid UTF-8: what it is in
 * @name: valid UTF-8: what is in it
 *
 * Returns: (transfer full): both, bounded
 */
char *
wd_embedded_show(const char *container, const char *name)
{
	g_autofree char *whole =
		container == NULL ? g_strdup(name) : g_strconcat(container, " > ", name, NULL);

	return g_utf8_strlen(whole, -1) > MAX_SHOWN_CHARS
		       ? g_utf8_substring(whole, 0, MAX_SHOWN_CHARS)
		       : g_steal_pointer(&whole);
}

static void
look_inside(WdLookBook *book, const WdEmbedded *embedded, const char *shown)
{
	WdSource source;

	if (book->inside == NULL)
		return;
	wd_source_from_memory(&source, embedded->bytes, embedded->len);
	book->inside(book, shown, &source, embedded->depth + 1);
}

/**
 * wd_embedded_add:
 * @book: gets what is found; its budget bounds how many and how long
 * @embedded: a file within another
 *
 * Returns: whether to go on
 */
gboolean
wd_embedded_add(WdLookBook *book, const WdEmbedded *embedded)
{
	g_autofree char *name = make_name(embedded->name);
	g_autofree char *shown = wd_embedded_show(embedded->container, name);
	WdMember member = {.path = name};
	WdFileClass file_class;
	guint flags;

	if (!wd_look_book_count_entry(book) || !wd_look_book_spend(book, embedded->len))
		return FALSE;
	member.signature = wd_signature_of(embedded->bytes, embedded->len);
	flags = wd_member_judge(&member, &file_class);
	if (flags != 0)
		wd_look_book_add_member(book, shown, file_class, flags);
	look_inside(book, embedded, shown);
	return TRUE;
}
