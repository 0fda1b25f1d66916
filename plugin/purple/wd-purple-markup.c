/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Not purple_markup_strip_html(): it swallows everything after a "<" that is never closed, which
 * clients show. What a client shows must be judged, so whatever is not surely a tag is text here.
 */
#include "config.h"

#include "purple/wd-purple-markup.h"

#include <purple.h>
#include <string.h>

#include "engine/link/wd-link-sign.h"
#include "engine/text/wd-markup.h"
#include "purple/wd-cut-links.h"
#include "purple/wd-purple-tag.h"

/* What a numeric entity stands for. It is no end of a line, and in a link a browser leaves out a
 * line feed as it leaves out a tab. */
static gunichar
read_number(const char *plain)
{
	gunichar c = g_utf8_validate(plain, -1, NULL) ? g_utf8_get_char(plain) : 0xfffd;

	return c == '\n' || c == '\r' ? '\t' : c;
}

/* An entity as libpurple reads it, which is not as browsers do ("&sol;", "&#46" and "&#X2e;" stand
 * for themselves, "&QUOT;" and "&#x 2e;" for others), in the spelling that all read alike. Returns
 * what follows. */
static const char *
append_entity(GString *html, const char *p)
{
	int len = 1;
	const char *plain = purple_markup_unescape_entity(p, &len);
	g_autofree char *name = NULL;

	if (plain == NULL) {
		g_string_append(html, "&amp;");
	} else if (p[1] == '#') {
		g_string_append_printf(html, "&#x%x;", read_number(plain));
	} else {
		name = g_ascii_strdown(p, len);
		g_string_append(html, name);
	}
	return p + len;
}

/* The value of an attribute as GtkIMHtml finds it. */
static char *
read_shown_value(const char *p, const char *end)
{
	char quote = p < end && (*p == '"' || *p == '\'') ? *p : '\0';
	const char *start = quote != '\0' ? p + 1 : p;
	const char *stop = start;

	while (stop < end && (quote != '\0' ? *stop != quote : !g_ascii_isspace(*stop)))
		stop++;
	return quote != '\0' && stop == end ? NULL : g_strndup(start, (gsize)(stop - start));
}

/* The href that GtkIMHtml finds: it cuts a tag at spaces and knows no single quotation marks there,
 * so a part of another attribute can be one. */
static char *
find_shown_href(const WdPurpleTag *tag)
{
	const char *end = tag->end - 1;
	gboolean is_quoted = FALSE;

	for (const char *p = tag->start; p + 5 < end; p++) {
		gboolean begins = *p == ' ' && !is_quoted;

		is_quoted ^= *p == '"';
		if (begins && g_ascii_strncasecmp(p + 1, "href=", 5) == 0)
			return read_shown_value(p + 6, end);
	}
	return NULL;
}

static char *
parse_href(const char *tag_html)
{
	g_autoptr(WdMarkup) markup = wd_markup_parse(tag_html);
	WdMarkupLink *link = markup->links->len > 0 ? markup->links->pdata[0] : NULL;

	return link != NULL ? g_steal_pointer(&link->href) : NULL;
}

static void
append_link(GString *html, const char *href)
{
	g_autofree char *escaped = g_markup_escape_text(href, -1);

	g_string_append_printf(html, "<a href=\"%s\">", escaped);
}

/* What stands in a tag, so that no reader ends it there. */
static void
append_inside(GString *html, const char *p, const char *end)
{
	while (p < end) {
		if (*p == '&') {
			p = append_entity(html, p);
			continue;
		}
		if (*p == '<')
			g_string_append(html, "&lt;");
		else if (*p == '>')
			g_string_append(html, "&gt;");
		else
			g_string_append_c(html, *p);
		p++;
	}
}

/* Both readers find the same in a tag that begins so and has no single quotation mark. */
static gboolean
is_plain_link(const WdPurpleTag *tag)
{
	return g_ascii_strncasecmp(tag->start, " href=\"", strlen(" href=\"")) == 0 &&
	       memchr(tag->start, '\'', (gsize)(tag->end - tag->start)) == NULL;
}

/* The target that GtkIMHtml finds, decoded. */
static char *
parse_shown_href(const WdPurpleTag *tag)
{
	g_autofree char *raw = *tag->start == ' ' ? find_shown_href(tag) : NULL;
	g_autoptr(GString) alone = g_string_new("<a href=\"");
	g_auto(GStrv) parts = NULL;

	if (raw == NULL)
		return NULL;
	parts = g_strsplit(raw, "\"", -1);
	for (guint i = 0; parts[i] != NULL; i++) {
		g_string_append(alone, i > 0 ? "&quot;" : "");
		append_inside(alone, parts[i], parts[i] + strlen(parts[i]));
	}
	g_string_append(alone, "\">");
	return parse_href(alone->str);
}

/* Who takes a quotation mark in the middle of a value for its beginning ends a tag elsewhere. */
static gboolean
ends_for_all(const char *tame_tag)
{
	g_autofree char *followed = NULL;
	g_autoptr(WdMarkup) markup = NULL;

	if (strpbrk(tame_tag, "\"'") == NULL)
		return TRUE;
	followed = g_strconcat(tame_tag, "x", NULL);
	markup = wd_markup_parse(followed);
	return g_str_has_suffix(markup->text, "x");
}

/* A tag with two targets, one of which only GtkIMHtml sees, becomes two links: that one, and the
 * one that others see. Of a link in a link the outer has no words, which is a finding. */
static gboolean
append_links(GString *html, const WdPurpleTag *tag, const char *tame_tag)
{
	g_autofree char *shown = NULL;
	g_autofree char *other = NULL;
	gboolean are_same;

	if (strcmp(tag->name, "a") != 0 || tag->is_closing || is_plain_link(tag))
		return FALSE;
	shown = parse_shown_href(tag);
	other = parse_href(tame_tag);
	are_same = shown == NULL || g_strcmp0(shown, other) == 0;
	if (are_same && (other == NULL || ends_for_all(tame_tag)))
		return FALSE;
	if (!are_same)
		append_link(html, shown);
	if (other != NULL)
		append_link(html, other);
	return TRUE;
}

/* A tag as every reader of HTML sees it: a bracket inside it would end it for some. Comments go. */
static void
append_tag(GString *html, const char *p, const WdPurpleTag *tag)
{
	g_autoptr(GString) tame_tag = NULL;

	if (*tag->name == '\0')
		return;
	tame_tag = g_string_new("<");
	append_inside(tame_tag, p + 1, tag->end - 1);
	g_string_append_c(tame_tag, '>');
	if (append_links(html, tag, tame_tag->str))
		return;
	if (ends_for_all(tame_tag->str))
		g_string_append_len(html, tame_tag->str, (gssize)tame_tag->len);
	else
		g_string_append_printf(html, "<%s%s>", tag->is_closing ? "/" : "", tag->name);
}

/**
 * wd_purple_markup_tame:
 * @raw_html: a message as a protocol gave it, valid UTF-8
 *
 * Escapes every "<" that does not surely begin a tag. Clients show such a "<" and what follows it;
 * a reader of HTML would swallow both, and with them what a stranger hid there. Comments go. Linear
 * in the length; what is tame stays as it is.
 *
 * Returns: (transfer full): markup of which every reader sees the same
 */
char *
wd_purple_markup_tame(const char *raw_html)
{
	GString *html = g_string_sized_new(strlen(raw_html));
	const char *p = raw_html;
	gsize n_failures = 0;
	WdPurpleTag tag;

	while (*p != '\0') {
		if (*p == '<' && wd_purple_tag_read(p, &n_failures, &tag)) {
			append_tag(html, p, &tag);
			p = tag.end;
		} else if (*p == '&') {
			p = append_entity(html, p);
		} else if (*p == '<') {
			g_string_append(html, "&lt;");
			p++;
		} else {
			g_string_append_c(html, *p++);
		}
	}
	return g_string_free(html, FALSE);
}

/**
 * wd_purple_markup_to_text:
 * @raw_html: a message as a protocol gave it, valid UTF-8
 *
 * Returns: (transfer full): the text that a person would see; in doubt, more of it
 */
char *
wd_purple_markup_to_text(const char *raw_html)
{
	g_autofree char *tame = wd_purple_markup_tame(raw_html);
	g_autoptr(WdMarkup) markup = wd_markup_parse(tame);

	return g_steal_pointer(&markup->text);
}

/* Tags whose attributes GtkIMHtml reads behind a space; it ends any other at the first ">", quoted
 * or not. */
static const char *const attribute_tags[] = {
	"a", "body", "br", "font", "h3", "hr", "html", "img", "p", "span", NULL};

/* What GtkIMHtml takes for the end of what begins at @p, with a ">" somewhere behind it. */
static const char *
find_shown_end(const char *p, gsize *n_failures, WdPurpleTag *tag)
{
	const char *first = strchr(p, '>');
	gboolean is_whole = wd_purple_tag_read(p, n_failures, tag);

	if (is_whole && (*tag->name == '\0' ||
			 (*tag->start == ' ' && g_strv_contains(attribute_tags, tag->name))))
		return tag->end;
	if (!is_whole)
		memset(tag, 0, sizeof *tag);
	return first + 1;
}

/* What stands between the brackets, for those who show it. */
static void
append_content(GString *hidden, const char *p, const char *end)
{
	g_string_append_c(hidden, '\n');
	append_inside(hidden, p + 1, end - 1);
}

/* One character of text. Returns what follows. */
static const char *
append_shown(GString *shown, const char *p)
{
	if (*p == '&')
		return append_entity(shown, p);
	if (*p == '<')
		g_string_append(shown, "&lt;");
	else
		g_string_append_c(shown, *p);
	return p + 1;
}

/* libpurple does not look at the "<" right behind a link, so that it makes links of what stands in
 * such a tag, and GtkIMHtml shows them. */
static void
append_overlooked(WdCutLinks *cut, const char *p, const char *end)
{
	WdLinkSign sign;

	if (!wd_cut_links_is_behind(cut) || !wd_link_sign_find(p + 1, end - 1, &sign))
		return;
	append_content(cut->found, p, end);
	append_content(cut->found, sign.at - 1, end);
}

static void
append_shown_tag(GString *shown, WdCutLinks *cut, const WdPurpleTag *tag)
{
	if (*tag->name != '\0')
		g_string_append_printf(shown, "<%s%s>", tag->is_closing ? "/" : "", tag->name);
	if (wd_markup_breaks_line(tag->name, tag->is_closing))
		wd_cut_links_end_word(cut);
	else
		wd_cut_links_add_tag(cut);
}

static char *
join_judged(const char *shown, const char *cut, const char *hidden)
{
	g_autoptr(WdMarkup) seen = wd_markup_parse(shown);
	g_autoptr(WdMarkup) clickable = wd_markup_parse(cut);
	g_autoptr(WdMarkup) swallowed = wd_markup_parse(hidden);

	return g_strconcat(seen->text, clickable->text, swallowed->text, NULL);
}

/**
 * wd_purple_markup_to_judged_text:
 * @raw_html: a message as a protocol gave it, valid UTF-8
 *
 * Like wd_purple_markup_to_text(), with every word as Pidgin joins it: GtkIMHtml swallows whatever
 * stands in brackets, so "fr<x>ee" is "free" to the person. Links that a tag cuts out of a word
 * follow behind the text, and so does what is swallowed and might be shown by another client.
 *
 * Returns: (transfer full): everything that a person might see
 */
char *
wd_purple_markup_to_judged_text(const char *raw_html)
{
	g_autoptr(GString) shown = g_string_sized_new(strlen(raw_html));
	g_autoptr(GString) hidden = g_string_new(NULL);
	g_auto(WdCutLinks) cut = {0};
	const char *last = strrchr(raw_html, '>'); /* behind it nothing is a tag */
	gboolean has_markup = last != NULL || strchr(raw_html, '&') != NULL;
	gsize n_failures = 0;
	WdPurpleTag tag;

	wd_cut_links_init(&cut);
	for (const char *p = raw_html; *p != '\0';) {
		gboolean is_tag = last != NULL && *p == '<' && p < last;
		const char *end = is_tag ? find_shown_end(p, &n_failures, &tag) : NULL;

		if (end == NULL) {
			gsize start = shown->len;

			p = append_shown(shown, p);
			if (has_markup)
				wd_cut_links_add_text(&cut, shown->str + start, shown->len - start);
			continue;
		}
		append_overlooked(&cut, p, end);
		append_shown_tag(shown, &cut, &tag);
		if ((*tag.name == '\0' && !g_str_has_prefix(p, "<!--")) ||
		    memchr(p, '>', (gsize)(end - 1 - p)) != NULL)
			append_content(hidden, p, end);
		p = end;
	}
	wd_cut_links_end_word(&cut);
	return join_judged(shown->str, cut.found->str, hidden->str);
}

/* Escaped once more than it was: whatever stands in it, it cannot become a tag. */
static void
append_target(GString *html, const char *href)
{
	g_autofree char *plain = NULL;
	g_autofree char *escaped = NULL;

	if (href == NULL || *href == '\0')
		return;
	plain = wd_purple_markup_to_text(href);
	escaped = g_markup_escape_text(plain, -1);
	g_string_append_printf(html, " [%s]", escaped);
}

/**
 * wd_purple_markup_make_plain:
 * @raw_html: a message as a protocol gave it, valid UTF-8
 *
 * Takes the links out and writes their targets behind their text. An "<a" that is no whole tag is
 * escaped: no client gets to read it as one. Whoever shows the result must not linkify it again.
 *
 * Returns: (transfer full): the same message without anything to click on
 */
char *
wd_purple_markup_make_plain(const char *raw_html)
{
	GString *html = g_string_sized_new(strlen(raw_html));
	g_autofree char *href = NULL;
	const char *p = raw_html;
	gsize n_failures = 0;
	WdPurpleTag tag;

	while (*p != '\0') {
		gboolean is_tag = *p == '<' && wd_purple_tag_read(p, &n_failures, &tag);

		if (is_tag && strcmp(tag.name, "a") == 0) {
			append_target(html, href);
			g_clear_pointer(&href, g_free);
			if (!tag.is_closing)
				href = wd_purple_tag_read_href(&tag);
			p = tag.end;
		} else if (is_tag) {
			append_tag(html, p, &tag);
			p = tag.end;
		} else if (*p == '<') {
			g_string_append(html, "&lt;");
			p++;
		} else {
			g_string_append_c(html, *p++);
		}
	}
	append_target(html, href);
	return g_string_free(html, FALSE);
}

/* What purple_markup_linkify() takes for the beginning of a link. */
static const char *const link_signs[] = {"://", "www.", "mailto:", "xmpp:", "@"};

static gboolean
starts_link(const char *p)
{
	for (gsize i = 0; i < G_N_ELEMENTS(link_signs); i++) {
		if (g_ascii_strncasecmp(p, link_signs[i], strlen(link_signs[i])) == 0)
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_purple_markup_break_links:
 * @text: text or markup without links, see wd_purple_markup_make_plain()
 *
 * For windows that make links of whatever looks like one: a word joiner, which nobody sees, keeps
 * each sign of a link apart from what stands before or in it.
 *
 * Returns: (transfer full): text that reads the same and is not clickable
 */
char *
wd_purple_markup_break_links(const char *text)
{
	GString *broken = g_string_sized_new(strlen(text));

	for (const char *p = text; *p != '\0'; p++) {
		if (starts_link(p)) {
			g_string_append_c(broken, *p++);
			g_string_append(broken, "\u2060");
			p--;
		} else {
			g_string_append_c(broken, *p);
		}
	}
	return g_string_free(broken, FALSE);
}

/**
 * wd_purple_markup_add_mark:
 * @raw_html: a message as a protocol gave it
 * @mark: three or four words, plain
 * @sentence: (nullable): why, plain
 *
 * The mark comes first: an unclosed tag or a tiny white font in the message cannot touch it.
 *
 * Returns: (transfer full): the marked message
 */
char *
wd_purple_markup_add_mark(const char *raw_html, const char *mark, const char *sentence)
{
	g_autofree char *shown =
		sentence != NULL ? g_markup_printf_escaped(" <i>%s</i>", sentence) : g_strdup("");
	g_autofree char *head = g_markup_printf_escaped("<b>[\u26a0 Purple Warden: %s]</b>", mark);

	return g_strdup_printf("%s%s<br>%s", head, shown, raw_html);
}

/**
 * wd_purple_markup_from_text:
 * @text: plain text, valid UTF-8
 *
 * Returns: (transfer full): markup that shows @text as it is, with its line breaks
 */
char *
wd_purple_markup_from_text(const char *text)
{
	g_autofree char *escaped = g_markup_escape_text(text, -1);
	g_auto(GStrv) lines = g_strsplit(escaped, "\n", -1);

	return g_strjoinv("<br>", lines);
}
