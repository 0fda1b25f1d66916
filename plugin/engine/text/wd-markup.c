/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/text/wd-markup.h"

#include <string.h>

#include "engine/wd-limits.h"

#define MAX_ENTITY_BYTES 12 /* "&#x10FFFF;" and every name below */

typedef struct {
	const char *name;
	gunichar c;
} Entity;

/* Those that instant-message clients write; any other name stays as it stands. */
static const Entity entities[] = {
	{"amp", '&'},    {"lt", '<'},       {"gt", '>'},     {"quot", '"'},    {"apos", '\''},
	{"nbsp", 0xa0},  {"copy", 0xa9},    {"reg", 0xae},   {"shy", 0xad},    {"colon", ':'},
	{"sol", '/'},    {"bsol", '\\'},    {"commat", '@'}, {"period", '.'},  {"percnt", '%'},
	{"num", '#'},    {"quest", '?'},    {"equals", '='}, {"lpar", '('},    {"rpar", ')'},
	{"Tab", '\t'},   {"NewLine", '\n'}, {"zwj", 0x200d}, {"zwnj", 0x200c}, {"rlm", 0x200f},
	{"lrm", 0x200e},
};

/* Elements that begin or end a line of their own. */
static const char *const line_breaks[] = {
	"br", "p", "div", "li", "tr", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", NULL};
/* Elements whose content nobody sees. GtkIMHtml shows a title. */
static const char *const unseen[] = {"script", "style", NULL};

typedef struct {
	const char *at;
	GString *text;
	GPtrArray *links;
	WdMarkupLink *open; /* the <a> that the reader is inside of */
} Reader;

static void
free_link(gpointer pointer)
{
	WdMarkupLink *link = pointer;

	g_free(link->href);
	g_free(link);
}

static gboolean
is_character(guint64 code)
{
	return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
}

/* Reads "#123" or "#x7b" up to @end; 0 when it is no number. Hostile length saturates. */
static gunichar
parse_number(const char *at, const char *end)
{
	gboolean is_hex = end - at > 1 && (at[1] == 'x' || at[1] == 'X');
	guint64 code = 0;

	at += is_hex ? 2 : 1;
	if (at == end)
		return 0;
	for (; at < end; at++) {
		int digit = is_hex ? g_ascii_xdigit_value(*at) : g_ascii_digit_value(*at);

		if (digit < 0)
			return 0;
		code = MIN(code * (is_hex ? 16 : 10) + (guint64)digit, 0x110000);
	}
	return is_character(code) ? (gunichar)code : 0xfffd;
}

/* How far the number or name of an entity goes; browsers accept both without the semicolon. */
static const char *
end_of_entity(const char *at)
{
	const char *end = at;

	if (*end == '#')
		end++;
	while (g_ascii_isalnum(*end) && end - at < (*at == '#' ? 64 : MAX_ENTITY_BYTES))
		end++;
	return end;
}

static gunichar
find_entity(const char *name, gsize len)
{
	for (guint i = 0; i < G_N_ELEMENTS(entities); i++) {
		if (strlen(entities[i].name) == len && strncmp(entities[i].name, name, len) == 0)
			return entities[i].c;
	}
	return 0;
}

/* Appends one character of @at, an entity decoded, and returns what follows it. */
static const char *
append_character(GString *out, const char *at)
{
	const char *next = g_utf8_next_char(at);
	const char *end;
	gunichar c;

	if (*at != '&') {
		g_string_append_len(out, at, next - at);
		return next;
	}
	end = end_of_entity(next);
	c = *next == '#' ? parse_number(next, end) : find_entity(next, (gsize)(end - next));
	if (c == 0) {
		g_string_append_c(out, '&');
		return next;
	}
	g_string_append_unichar(out, c);
	return *end == ';' ? end + 1 : end;
}

static char *
decode(const char *start, const char *end)
{
	GString *out = g_string_new(NULL);
	g_autofree char *raw = g_strndup(start, (gsize)(end - start));

	for (const char *at = raw; *at != '\0';)
		at = append_character(out, at);
	return g_string_free(out, FALSE);
}

static const char *
skip_spaces(const char *at)
{
	while (g_ascii_isspace(*at))
		at++;
	return at;
}

/* The end of a value that begins at @at: its closing quote, or what ends a bare one. A quote that
 * is never closed ends with the text. */
static const char *
end_of_value(const char *at, char quote)
{
	while (*at != '\0' && (quote != '\0' ? *at != quote : *at != '>' && !g_ascii_isspace(*at)))
		at++;
	return at;
}

static const char *
read_value(const char *at, char **value)
{
	char quote = *at == '"' || *at == '\'' ? *at : '\0';
	const char *start = quote != '\0' ? at + 1 : at;
	const char *end = end_of_value(start, quote);

	*value = decode(start, end);
	return quote != '\0' && *end == quote ? end + 1 : end;
}

/* One attribute of a tag: name[=value], the value quoted or bare. Returns what follows; @value is
 * NULL where there is none. */
static const char *
read_attribute(const char *at, char **name, char **value)
{
	const char *start = at;

	while (*at != '\0' && *at != '>' && *at != '=' && !g_ascii_isspace(*at))
		at++;
	*name = g_ascii_strdown(start, at - start);
	*value = NULL;
	at = skip_spaces(at);
	if (*at == '=')
		return read_value(skip_spaces(at + 1), value);
	return at == start ? at + 1 : at;
}

/* Reads the attributes up to and with the closing bracket. The first href counts, as in browsers.
 */
static const char *
read_attributes(const char *at, char **href)
{
	for (at = skip_spaces(at); *at != '\0' && *at != '>'; at = skip_spaces(at)) {
		g_autofree char *name = NULL;
		g_autofree char *value = NULL;

		at = read_attribute(at, &name, &value);
		if (*href == NULL && value != NULL && g_str_equal(name, "href"))
			*href = g_steal_pointer(&value);
	}
	return *at == '>' ? at + 1 : at;
}

static void
close_link(Reader *reader)
{
	if (reader->open != NULL)
		reader->open->end = reader->text->len;
	reader->open = NULL;
}

/* A link inside a link ends the outer one, as in browsers. */
static void
open_link(Reader *reader, char *href)
{
	WdMarkupLink *link;

	close_link(reader);
	if (reader->links->len >= WD_LIMIT_LINKS) {
		g_free(href);
		return;
	}
	link = g_new0(WdMarkupLink, 1);
	link->href = g_strstrip(href);
	link->start = link->end = reader->text->len;
	g_ptr_array_add(reader->links, link);
	reader->open = link;
}

static void
break_line(Reader *reader)
{
	g_string_append_c(reader->text, '\n');
}

/* Where "</name" begins; without it the rest of the message stays unseen. */
static const char *
skip_unseen(const char *at, const char *name)
{
	gsize len = strlen(name);

	for (at = strstr(at, "</"); at != NULL; at = strstr(at + 2, "</")) {
		if (g_ascii_strncasecmp(at + 2, name, len) == 0)
			return at;
	}
	return NULL;
}

/**
 * wd_markup_breaks_line:
 * @name: of a tag, in lower case
 * @is_closing: whether it is one that ends an element
 *
 * Returns: whether wd_markup_parse() puts a line feed where the tag stands
 */
gboolean
wd_markup_breaks_line(const char *name, gboolean is_closing)
{
	return g_strv_contains(line_breaks, name) && !(is_closing && g_str_equal(name, "br"));
}

static void
apply_tag(Reader *reader, const char *name, gboolean is_end, char *href)
{
	if (g_str_equal(name, "a") && is_end)
		close_link(reader);
	else if (g_str_equal(name, "a") && href != NULL)
		open_link(reader, g_strdup(href));
	else if (wd_markup_breaks_line(name, is_end))
		break_line(reader);
}

static void
read_tag(Reader *reader)
{
	gboolean is_end = reader->at[1] == '/';
	const char *start = reader->at + 1 + is_end;
	const char *end = start;
	const char *hidden_end;
	g_autofree char *name = NULL;
	g_autofree char *href = NULL;

	while (g_ascii_isalnum(*end) || *end == '-' || *end == ':')
		end++;
	name = g_ascii_strdown(start, end - start);
	reader->at = read_attributes(*end == '/' ? end + 1 : end, &href);
	apply_tag(reader, name, is_end, href);
	if (is_end || !g_strv_contains(unseen, name))
		return;
	hidden_end = skip_unseen(reader->at, name);
	reader->at = hidden_end != NULL ? hidden_end : reader->at + strlen(reader->at);
}

/* "<!-- ... -->", "<!DOCTYPE ...>" and "<?xml ...>": nothing of them is seen. */
static void
skip_declaration(Reader *reader)
{
	gboolean is_comment = g_str_has_prefix(reader->at, "<!--");
	const char *end = strstr(reader->at + (is_comment ? 4 : 1), is_comment ? "-->" : ">");

	if (end == NULL)
		reader->at += strlen(reader->at);
	else
		reader->at = end + (is_comment ? 3 : 1);
}

/**
 * wd_markup_parse:
 * @html: valid UTF-8, as a protocol gives it: HTML, XHTML-IM or plain text, of any quality
 *
 * Reads a message as GtkIMHtml and browsers do: tags vanish, line-breaking elements become line
 * feeds, entities are decoded, comments and scripts are not seen. A "<" that begins no tag is text.
 * Never fails, keeps at most %WD_LIMIT_LINKS links, and takes time linear in the input.
 *
 * Returns: (transfer full): the visible text and its links
 */
WdMarkup *
wd_markup_parse(const char *html)
{
	WdMarkup *markup = g_new0(WdMarkup, 1);
	Reader reader = {.at = html, .text = g_string_new(NULL)};

	reader.links = g_ptr_array_new_with_free_func(free_link);
	while (*reader.at != '\0') {
		gsize n_plain = strcspn(reader.at, "<&");
		char next;

		if (n_plain > 0) { /* nearly always all of the message */
			g_string_append_len(reader.text, reader.at, (gssize)n_plain);
			reader.at += n_plain;
			continue;
		}
		next = reader.at[1];
		if (*reader.at != '<')
			reader.at = append_character(reader.text, reader.at);
		else if (next == '!' || next == '?')
			skip_declaration(&reader);
		else if (g_ascii_isalpha(next) || (next == '/' && g_ascii_isalpha(reader.at[2])))
			read_tag(&reader);
		else
			reader.at = append_character(reader.text, reader.at);
	}
	close_link(&reader);
	markup->text = g_string_free(reader.text, FALSE);
	markup->links = reader.links;
	return markup;
}

/**
 * wd_markup_free:
 * @markup: (nullable) (transfer full): a parsed message
 */
void
wd_markup_free(WdMarkup *markup)
{
	if (markup == NULL)
		return;
	g_free(markup->text);
	g_ptr_array_unref(markup->links);
	g_free(markup);
}

/**
 * wd_markup_escape:
 * @text: valid UTF-8
 *
 * The way back: wd_markup_parse() of the result gives @text and no links.
 *
 * Returns: (transfer full): @text as HTML
 */
char *
wd_markup_escape(const char *text)
{
	GString *out = g_string_sized_new(strlen(text) + 1);

	for (; *text != '\0'; text++) {
		switch (*text) {
		case '&':
			g_string_append(out, "&amp;");
			break;
		case '<':
			g_string_append(out, "&lt;");
			break;
		case '>':
			g_string_append(out, "&gt;");
			break;
		case '"':
			g_string_append(out, "&quot;");
			break;
		default:
			g_string_append_c(out, *text);
		}
	}
	return g_string_free(out, FALSE);
}
