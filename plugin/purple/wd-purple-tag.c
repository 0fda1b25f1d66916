/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-tag.h"

#include <string.h>

#define MAX_FAILURES 100 /* tags that are none, in one message; people write one or two */

/* Tags that clients render; any other stays visible as it was typed. */
static const char *const known_tags[] = {
	"a",      "abbr", "acronym",   "b",     "big",   "blockquote", "body",  "bold",  "br",
	"center", "cite", "code",      "div",   "em",    "font",       "h1",    "h2",    "h3",
	"h4",     "h5",   "h6",        "head",  "hr",    "html",       "i",     "img",   "italic",
	"li",     "ol",   "p",         "pre",   "q",     "s",          "small", "span",  "strike",
	"strong", "sub",  "sup",       "table", "tbody", "td",         "th",    "title", "tr",
	"u",      "ul",   "underline", NULL,
};

/* The ">" that ends a tag, as GtkIMHtml finds it: not one in quotation marks; and a quotation that
 * is never closed makes the whole thing text. */
static const char *
find_tag_end(const char *p)
{
	char quote = '\0';

	for (; *p != '\0'; p++) {
		if (quote != '\0')
			quote = *p == quote ? '\0' : quote;
		else if (*p == '"' || *p == '\'')
			quote = *p;
		else if (*p == '>')
			return p;
	}
	return NULL;
}

static gboolean
read_comment(const char *p, WdPurpleTag *tag)
{
	const char *end = strstr(p + 4, "-->");

	if (end == NULL)
		return FALSE;
	tag->end = end + 3;
	return TRUE;
}

static gboolean
read_name(const char *p, WdPurpleTag *tag)
{
	gsize n = 0;

	tag->is_closing = *p == '/';
	p += tag->is_closing;
	while (n < WD_PURPLE_TAG_NAME && g_ascii_isalnum(*p))
		tag->name[n++] = g_ascii_tolower(*p++);
	tag->start = p;
	return n > 0 && (*p == '>' || *p == '/' || g_ascii_isspace(*p)) &&
	       g_strv_contains(known_tags, tag->name);
}

static gboolean
read_element(const char *p, WdPurpleTag *tag)
{
	const char *end;

	if (!read_name(p + 1, tag)) {
		tag->start = NULL;
		return FALSE;
	}
	end = find_tag_end(tag->start);
	if (end == NULL)
		return FALSE;
	tag->end = end + 1;
	return TRUE;
}

/**
 * wd_purple_tag_read:
 * @p: stands on a "<"
 * @n_failures: how many tags of this message turned out to be none; 0 at its beginning
 * @tag: (out): the tag or comment
 *
 * What begins like a tag and is none was looked through to the end of the text; a few thousand of
 * those would take seconds, so after a while any "<" is text.
 *
 * Returns: whether a client would take what stands at @p for a tag
 */
gboolean
wd_purple_tag_read(const char *p, gsize *n_failures, WdPurpleTag *tag)
{
	gboolean is_comment = g_str_has_prefix(p, "<!--");

	memset(tag, 0, sizeof *tag);
	if (*n_failures > MAX_FAILURES)
		return FALSE;
	if (is_comment ? read_comment(p, tag) : read_element(p, tag))
		return TRUE;
	*n_failures += is_comment || tag->start != NULL;
	return FALSE;
}

/**
 * wd_purple_tag_read_href:
 * @tag: an opening tag
 *
 * Returns: (transfer full) (nullable): the value of its href, still escaped as it stands
 */
char *
wd_purple_tag_read_href(const WdPurpleTag *tag)
{
	const char *p = tag->start;

	for (; p + 5 < tag->end; p++) {
		char quote;
		const char *end;

		if (!g_ascii_isspace(*p) || g_ascii_strncasecmp(p + 1, "href=", 5) != 0)
			continue;
		p += 6;
		quote = *p == '"' || *p == '\'' ? *p++ : ' ';
		end = memchr(p, quote, (gsize)(tag->end - 1 - p));
		if (end == NULL)
			end = tag->end - 1;
		return g_strndup(p, (gsize)(end - p));
	}
	return NULL;
}
