/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-cut-links.h"

#include <string.h>

#include "engine/link/wd-link-sign.h"

/**
 * wd_cut_links_init:
 * @cut: (out): to be cleared with wd_cut_links_clear()
 */
void
wd_cut_links_init(WdCutLinks *cut)
{
	*cut = (WdCutLinks){
		.found = g_string_new(NULL),
		.piece = g_string_new(NULL),
		.last = g_string_new(NULL),
	};
}

/**
 * wd_cut_links_clear:
 * @cut: what wd_cut_links_init() filled
 */
void
wd_cut_links_clear(WdCutLinks *cut)
{
	g_string_free(cut->found, TRUE);
	g_string_free(cut->piece, TRUE);
	g_string_free(cut->last, TRUE);
}

static void
keep(WdCutLinks *cut, const GString *piece)
{
	const char *end = piece->str + piece->len;
	WdLinkSign sign;

	if (!wd_link_sign_find(piece->str, end, &sign))
		return;
	g_string_append_c(cut->found, '\n');
	g_string_append_len(cut->found, sign.at, end - sign.at);
}

/* What stands before the tag is a piece of a word if the word goes on behind it. */
static void
drop_last(WdCutLinks *cut, gboolean goes_on)
{
	if (goes_on || cut->is_last_apart)
		keep(cut, cut->last);
	g_string_truncate(cut->last, 0);
	cut->is_last_apart = FALSE;
}

/* What ends a link for libpurple. A comma with a space behind it is followed by that space. */
static gboolean
ends_word(const char *html)
{
	static const char *const ends[] = {
		" ", "\n", "\r", "\"", "<", ">", "&lt;", "&gt;", "&quot;"};

	for (guint i = 0; strchr(" \n\r\"<>&", *html) != NULL && i < G_N_ELEMENTS(ends); i++) {
		if (g_str_has_prefix(html, ends[i]))
			return TRUE;
	}
	return FALSE;
}

/* What an entity with a number stands for, as far as it matters to a link. Apostrophes are written
 * so daily and do not. */
static char
read_number(const char *html)
{
	guint64 c = g_str_has_prefix(html, "&#x") ? g_ascii_strtoull(html + 3, NULL, 16) : 0;

	if (c == 0 || c >= 0x80)
		return '\0';
	return g_ascii_isalnum((char)c) || strchr(":/.,\"<> ", (char)c) != NULL ? (char)c : '\0';
}

/* "&#104;ttp://" is a sign for the person and none for libpurple, and "&#34;" no end of a link: a
 * browser reads it as "%22". */
static void
append(WdCutLinks *cut, const char *html, gsize len)
{
	char c = read_number(html);

	cut->is_apart |= c != '\0';
	if (c != '\0' && strchr("\"<> ", c) != NULL)
		g_string_append_printf(cut->piece, "%%%02X", (guint)c);
	else
		g_string_append_len(cut->piece, html, (gssize)len);
}

/**
 * wd_cut_links_add_text:
 * @cut: what was read so far
 * @html: (array length=len): one character of text, or one entity in lower case
 * @len: its length in bytes
 *
 * Costs the same for every character.
 */
void
wd_cut_links_add_text(WdCutLinks *cut, const char *html, gsize len)
{
	if (ends_word(html)) {
		wd_cut_links_end_word(cut);
		return;
	}
	if (cut->last->len > 0) {
		drop_last(cut, TRUE);
		cut->is_apart = TRUE;
	}
	append(cut, html, len);
}

/**
 * wd_cut_links_add_tag:
 * @cut: what was read so far
 *
 * A tag that breaks no line.
 */
void
wd_cut_links_add_tag(WdCutLinks *cut)
{
	GString *piece = cut->piece;

	if (piece->len == 0)
		return;
	cut->piece = cut->last; /* which is empty: text came behind the tag before this */
	cut->last = piece;
	cut->is_last_apart = cut->is_apart;
}

/**
 * wd_cut_links_is_behind:
 * @cut: what was read so far
 *
 * Returns: whether libpurple does not look at what follows right here: it ends a link or the
 * address of a person, or has just met a closing bracket
 */
gboolean
wd_cut_links_is_behind(const WdCutLinks *cut)
{
	const GString *piece = cut->piece;
	WdLinkSign sign;

	return piece->len > 0 &&
	       (piece->str[piece->len - 1] == ')' || memchr(piece->str, '@', piece->len) != NULL ||
		wd_link_sign_find(piece->str, piece->str + piece->len, &sign));
}

/**
 * wd_cut_links_end_word:
 * @cut: what was read so far
 *
 * A space, a line break, the end of the text.
 */
void
wd_cut_links_end_word(WdCutLinks *cut)
{
	drop_last(cut, FALSE);
	if (cut->is_apart)
		keep(cut, cut->piece);
	g_string_truncate(cut->piece, 0);
	cut->is_apart = FALSE;
}
