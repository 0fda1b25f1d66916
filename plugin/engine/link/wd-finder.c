/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-finder.h"

#include <string.h>

#include "engine/link/wd-host.h"
#include "engine/link/wd-link-end.h"
#include "engine/link/wd-link-sign.h"
#include "engine/link/wd-refang.h"
#include "engine/link/wd-suffix.h"
#include "engine/link/wd-url.h"
#include "engine/wd-limits.h"

#define MAX_BARE_HOSTS      (5 * WD_LIMIT_LINKS)
#define MAX_BEGINNING_BYTES 2048 /* of a link that is hardly one */
#define MAX_OVERLAPPING     64   /* links that go on behind the beginning of another one */

/* Schemes that make a link without "//" behind them. */
static const char *const bare_schemes[] = {"javascript",
					   "data",
					   "vbscript",
					   "mailto",
					   "xmpp",
					   "tel",
					   "sip",
					   "magnet",
					   "http",
					   "https",
					   "search-ms",
					   "ms-msdt",
					   "shell",
					   "file",
					   "blob",
					   "view-source",
					   "about",
					   "steam",
					   NULL};

/* Endings of files that are also top-level domains: a bare "notes.md" is a file. */
static const char *const file_endings[] = {"md",
					   "sh",
					   "rs",
					   "py",
					   "pl",
					   "zip",
					   "mov",
					   "so",
					   "ps",
					   "cc",
					   "la",
					   "mk",
					   "ml",
					   "am",
					   "run",
					   NULL};

static void
free_found(gpointer pointer)
{
	WdFound *found = pointer;

	g_free(found->url);
	g_free(found);
}

static gboolean
ends_link(gunichar c)
{
	/* Most text is ASCII, and a look into Unicode's tables costs more than the rest. */
	if (c < 0x80)
		return c <= 0x20 || c == 0x7f || c == '<' || c == '>' || c == '"';
	return g_unichar_isspace(c) || g_unichar_iscntrl(c);
}

static gboolean
is_scheme_char(char c)
{
	return g_ascii_isalnum(c) || (c != '\0' && strchr("+-.", c) != NULL);
}

/* "https://x" or "javascript:x": a known scheme, or any with slashes behind it. */
static gboolean
begins_with_scheme(const char *word, const char *end)
{
	const char *colon = word;
	g_autofree char *scheme = NULL;
	gsize n_slashes;

	while (colon < end && is_scheme_char(*colon))
		colon++;
	if (colon == word || colon >= end || *colon != ':' || !g_ascii_isalpha(*word))
		return FALSE;
	n_slashes = strspn(colon + 1, "/\\");
	if (colon + 1 + n_slashes >= end)
		return FALSE; /* "http://" alone is talk about links */
	if (n_slashes >= 2)
		return TRUE;
	scheme = g_ascii_strdown(word, colon - word);
	return g_strv_contains(bare_schemes, scheme);
}

/* As strcspn(), but never past @end: the text goes on behind it, and would be read again for each
 * word. */
static gsize
length_until(const char *word, const char *end, const char *stops)
{
	const char *at = word;

	while (at < end && strchr(stops, *at) == NULL)
		at++;
	return (gsize)(at - word);
}

/* A quick look before the costly one: a dot, which other scripts write in their own way, and
 * nothing that stands in no host. */
static gboolean
may_be_host(const char *word, gsize len)
{
	gboolean has_dot = FALSE;

	for (gsize i = 0; i < len; i++) {
		if (word[i] == '@' || word[i] == '(')
			return FALSE;
		has_dot = has_dot || word[i] == '.' || (guchar)word[i] >= 0x80;
	}
	return has_dot;
}

static gboolean
has_known_ending(const char *host)
{
	const char *dot = strrchr(host, '.');

	return dot != NULL && dot != host && dot[1] != '\0' && !wd_host_is_address(host) &&
	       wd_suffix_is_known(host);
}

/* Chat is full of "e.g.", "file.txt", "Node.js": a bare name needs a top-level domain that exists,
 * written as a person writes addresses, and no file ending. */
static gboolean
looks_like_host(const char *word, const char *end)
{
	gsize n_host = length_until(word, end, "/?#:\\");
	const char *rest = word + n_host;
	g_autofree char *host = NULL;
	const char *dot;

	if (n_host < 4 || n_host > WD_LIMIT_HOST_BYTES)
		return FALSE;
	if (end - rest > 1 && *rest == ':' && !g_ascii_isdigit(rest[1]))
		return FALSE; /* "archive.example.com:http": talk about a service */
	host = wd_host_parse(word, (gssize)n_host, NULL);
	/* A browser would ask for "link=example.com", and no name service answers. */
	if (host == NULL || !has_known_ending(host) ||
	    strspn(host, "abcdefghijklmnopqrstuvwxyz0123456789-._") < strlen(host))
		return FALSE;
	dot = strrchr(host, '.');
	return g_ascii_strncasecmp(word, "www.", 4) == 0 || rest < end ||
	       (!g_strv_contains(file_endings, dot + 1) && !g_ascii_isupper(rest[-1]));
}

/* A link may stand behind a bracket, a quote or a word with a colon: "(see:http://...". */
static const char *
find_start(const char *word, const char *end)
{
	const char *slashes = g_strstr_len(word, end - word, "://");
	const char *start;

	while (word < end && strchr("([{'*_~`|,;=", *word) != NULL)
		word++;
	/* What stands behind the first slash or question mark belongs to the link before it. */
	if (slashes == NULL || slashes < word || word + length_until(word, end, "/?#") < slashes)
		return word;
	for (start = slashes; start > word && is_scheme_char(start[-1]);)
		start--;
	while (start < slashes && !g_ascii_isalpha(*start))
		start++;
	return start < slashes ? start : word;
}

typedef struct {
	const char *text;
	GPtrArray *found;
	guint n_bare;         /* words that were looked at as bare hosts */
	gboolean is_thorough; /* also what nobody can click on */
	const char *until;    /* (nullable) where another link begins: no range goes on behind it */
	guint n_overlapping;
} Search;

/* Bare hosts are costly to tell from other words with a dot, and no client makes them clickable; in
 * an endless row of them only what is marked as a link is looked for. */
static gboolean
is_bare_host(Search *search, const char *start, const char *end)
{
	if (!may_be_host(start, length_until(start, end, "/?#:\\")))
		return FALSE;
	if (search->n_bare++ >= MAX_BARE_HOSTS && g_ascii_strncasecmp(start, "www.", 4) != 0)
		return FALSE;
	return looks_like_host(start, end);
}

static void
take(Search *search, const char *start, const char *end, char *url, gboolean has_scheme)
{
	WdFound *one = g_new0(WdFound, 1);

	one->start = (gsize)(start - search->text);
	end = search->until != NULL ? MIN(end, search->until) : end;
	one->end = (gsize)(end - search->text);
	one->has_scheme = has_scheme;
	one->url = url;
	g_ptr_array_add(search->found, one);
}

/* TRUE when the word was a link that somebody made unclickable. */
static gboolean
look_at_broken(Search *search, const char *start, const char *stop)
{
	g_autofree char *whole = wd_refang(start, stop);
	const char *end;

	if (whole == NULL)
		return FALSE;
	end = whole + strlen(whole);
	if (begins_with_scheme(whole, end))
		take(search, start, stop, g_steal_pointer(&whole), TRUE);
	else if (is_bare_host(search, whole, end))
		take(search, start, stop, g_strconcat("http://", whole, NULL), FALSE);
	else
		return FALSE;
	return TRUE;
}

/* "\\\\203.0.113.7\\share": Windows logs on to such a machine. Those of a network of one's own have
 * no dot in their names. */
static gboolean
look_at_share(Search *search, const char *start, const char *stop)
{
	const char *host = start + 2;
	gsize n_host = stop - start > 3 ? length_until(host, stop, "\\/") : 0;
	gsize n_name = n_host > 0 ? length_until(host, host + n_host, "@") : 0; /* "@SSL@443" */
	g_autofree char *parsed = NULL;
	g_autofree char *rest = NULL;

	if (stop - start <= 3 || start[0] != '\\' || start[1] != '\\' || n_name == 0 ||
	    memchr(host, '.', n_name) == NULL || host + n_host >= stop)
		return FALSE;
	parsed = wd_host_parse(host, (gssize)n_name, NULL);
	if (parsed == NULL || (!wd_host_is_address(parsed) && !has_known_ending(parsed)))
		return FALSE;
	rest = g_strdelimit(g_strndup(host + n_host, (gsize)(stop - host) - n_host), "\\", '/');
	take(search, start, stop, g_strdup_printf("file://%.*s%s", (int)n_name, host, rest), TRUE);
	return TRUE;
}

/* TRUE when what stands there as a whole is a link. */
static gboolean
look_at_piece(Search *search, const char *start, const char *stop)
{
	if (search->is_thorough &&
	    (look_at_share(search, start, stop) || look_at_broken(search, start, stop)))
		return TRUE;
	if (begins_with_scheme(start, stop))
		take(search, start, stop, g_strndup(start, (gsize)(stop - start)), TRUE);
	else if (is_bare_host(search, start, stop))
		take(search,
		     start,
		     stop,
		     g_strdup_printf("http://%.*s", (int)(stop - start), start),
		     FALSE);
	else
		return FALSE;
	return TRUE;
}

/* "www.a@b.example": where clients begin a link they ask for no name that can exist. Top-level
 * domains may be younger than the list of them. */
static gboolean
leads_somewhere(const char *raw)
{
	g_autoptr(WdUrl) url = wd_url_parse(raw);
	const char *dot = url != NULL && url->host != NULL ? strchr(url->host, '.') : NULL;

	return dot != NULL && (wd_host_is_address(url->host) || has_known_ending(url->host) ||
			       strchr(dot + 1, '.') != NULL);
}

static gboolean
is_host_char(char c)
{
	return g_ascii_isalnum(c) || c == '-' || c == '.';
}

/* Where a name may begin or end though no space stands there: among letters of East and Southeast
 * Asia, which are written without spaces, at signs of any script, and behind a word with a colon.
 * In brackets there is code. */
static gboolean
parts_names(gunichar c)
{
	if (c < 0x80)
		return c != 0 && strchr(":,;|=>", (char)c) != NULL;
	return !g_unichar_isalnum(c) || (c >= 0xe00 && c <= 0xeff) ||
	       (c >= 0x3000 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7af) || c >= 0x20000;
}

static gboolean
has_parting(const char *start, const char *stop)
{
	for (; start < stop; start = g_utf8_next_char(start)) {
		if ((guchar)*start >= 0x80 && parts_names(g_utf8_get_char(start)))
			return TRUE;
	}
	return FALSE;
}

/* "\u770bevil.example\u5427", "see:evil.example": hosts in the middle of a word that is none. */
static void
look_inside(Search *search, const char *start, const char *stop)
{
	for (const char *at = start; at < stop;) {
		const char *end = at;
		gboolean begins = at == start || parts_names(g_utf8_get_char(g_utf8_prev_char(at)));
		gboolean has_path;

		while (end < stop && is_host_char(*end))
			end++;
		has_path = end < stop && strchr("/?#", *end) != NULL;
		if (begins && end > at && (at > start || end < stop) &&
		    (end == stop || has_path ||
		     (*end != ':' && parts_names(g_utf8_get_char(end)))) &&
		    is_bare_host(search, at, end)) {
			end = has_path ? stop : end;
			take(search,
			     at,
			     end,
			     g_strdup_printf("http://%.*s", (int)(end - at), at),
			     FALSE);
		}
		at = end < stop ? g_utf8_next_char(end) : stop;
	}
}

/* Where a client begins a link. One without a scheme is no scheme itself, though
 * "www.evil.example://x" reads like one. */
static void
look_at_sign(Search *search, const WdLinkSign *sign, const char *stop)
{
	g_autofree char *url = NULL;

	if (*sign->prefix == '\0') {
		(void)look_at_piece(search, sign->at, stop); /* or it is too short for a link */
		return;
	}
	url = g_strdup_printf("%s%.*s", sign->prefix, (int)(stop - sign->at), sign->at);
	if (leads_somewhere(url))
		take(search, sign->at, stop, g_steal_pointer(&url), FALSE);
	else
		(void)look_at_piece(search, sign->at, stop); /* or it is no link at all */
}

/* Its host stands in front: of a longer one the beginning is judged, and that it is long. */
static const char *
find_stop(const char *start, const char *end)
{
	const char *stop = wd_link_end_trim(start, end);

	if (stop - start > WD_LIMIT_URL_BYTES)
		stop = g_utf8_find_prev_char(start, start + WD_LIMIT_URL_BYTES + 1);
	return stop;
}

/* What stands before the link that a client makes: "archive.example/" before "http://…", or the
 * scheme that goes around it: "view-source:". */
static void
look_before(Search *search, const char *word, const char *sign, const char *end)
{
	const char *start = find_start(word, sign);
	const char *stop = find_stop(start, sign);

	if (stop <= start || look_at_piece(search, start, stop))
		return;
	/* "git+https:" is no scheme around another one. */
	if (memchr(start, ':', (gsize)(sign - start)) == NULL || !begins_with_scheme(start, end))
		return;
	search->until = stop;
	(void)look_at_piece(search, start, find_stop(start, end)); /* a link, as just seen */
	search->until = NULL;
}

/* A word in which clients begin links. */
typedef struct {
	const char *word;
	const char *end;
	gboolean has_mail; /* what was read so far may be a mail address */
} Signs;

/* Where another client than the one that begins a link at @sign begins one. libpurple looks at no
 * letter right behind a closing bracket, at none of what may be a mail address, and at no "www."
 * behind other spaces than the plain one. */
static gboolean
find_next_sign(const Signs *signs, const WdLinkSign *sign, WdLinkSign *next)
{
	gboolean is_overlooked = signs->has_mail || (sign->at > signs->word && sign->at[-1] == ')');

	return (is_overlooked || !sign->is_anywhere) &&
	       wd_link_sign_find(sign->at + 1, signs->end, next);
}

/* Where to stop reading a link whose end is not known: its host may stand at the end of the word.
 * Of those that are hardly ever links the beginning has to do, and in an endless row of them what
 * stands before the next one. */
static const char *
find_reach(Search *search, const char *start, const char *next, const char *end, gboolean is_first)
{
	if (next == NULL || is_first)
		return end;
	if (search->n_overlapping++ >= MAX_OVERLAPPING)
		return next;
	return end - start > MAX_BEGINNING_BYTES
		       ? g_utf8_find_prev_char(start, start + MAX_BEGINNING_BYTES)
		       : end;
}

static void
look_at_signs(Search *search, const char *word, WdLinkSign sign, const char *end)
{
	Signs signs = {.word = word, .end = end};
	const char *before = word;
	gboolean is_first = TRUE;
	gboolean has_next;

	do {
		WdLinkSign next = {0};
		const char *stop;

		signs.has_mail |= memchr(before, '@', (gsize)(sign.at - before)) != NULL;
		has_next = find_next_sign(&signs, &sign, &next);
		stop = find_stop(sign.at, find_reach(search, sign.at, next.at, end, is_first));
		search->until = next.at;
		if (stop > sign.at)
			look_at_sign(search, &sign, stop);
		before = sign.at;
		sign = next;
		is_first = FALSE;
	} while (has_next && search->found->len <= WD_LIMIT_LINKS);
	search->until = NULL;
}

static void
look_at_word(Search *search, const char *word, const char *end)
{
	WdLinkSign sign;
	const char *start;
	const char *stop;

	if (wd_link_sign_find(word, end, &sign)) {
		look_before(search, word, sign.at, end);
		look_at_signs(search, word, sign, end);
		return;
	}
	start = find_start(word, end);
	stop = find_stop(start, end);
	if (stop <= start)
		return;
	/* Most words are none. A name with letters of other scripts may be one with words around
	 * it. */
	if ((!look_at_piece(search, start, stop) || has_parting(start, stop)) &&
	    search->is_thorough)
		look_inside(search, start, stop);
}

/* As a browser cleans it. */
static char *
without_tabs(const char *start, const char *end)
{
	GString *out = g_string_sized_new((gsize)(end - start));

	while (end > start && g_unichar_isspace(g_utf8_get_char(g_utf8_prev_char(end))))
		end = g_utf8_prev_char(end);
	for (; start < end; start++) {
		if (*start != '\t')
			g_string_append_c(out, *start);
	}
	return g_string_free(out, FALSE);
}

/* The host that a browser contacts for a link with @prefix; NULL when for none. */
static char *
host_of(const char *prefix, const char *rest)
{
	g_autofree char *raw = g_strconcat(prefix, rest, NULL);
	g_autoptr(WdUrl) url = wd_url_parse(raw);

	return url != NULL ? g_steal_pointer(&url->host) : NULL;
}

/* "http://ev\til.example/", and "http://good.example\u3000@evil.example/": libpurple ends a link at
 * no other space than the plain one, a browser leaves tabs out, and other spaces may stand before
 * an "@". Whoever reads sees two words, and those were looked at. */
static void
look_at_joined(Search *search, const char *start, const char *first_end, const char *end)
{
	const char *stop = find_stop(start, end);
	g_autofree char *joined = without_tabs(start, stop);
	g_autofree char *first = g_strndup(start, (gsize)(first_end - start));
	g_autofree char *host = NULL;
	g_autofree char *first_host = NULL;
	WdLinkSign sign;

	if (stop <= first_end || !wd_link_sign_find(start, stop, &sign))
		return;
	host = host_of(sign.prefix, joined);
	first_host = host_of(sign.prefix, first);
	if (host == NULL ||
	    (g_strcmp0(host, first_host) == 0 && strlen(joined) == (gsize)(stop - start)))
		return; /* leads nowhere, or where the first word leads */
	take(search, start, stop, g_strconcat(sign.prefix, joined, NULL), *sign.prefix == '\0');
}

static gboolean
may_have_link(const char *text, gboolean is_thorough)
{
	/* What browsers read as a dot: of East Asia, half and full wide. */
	static const char *const dots[] = {"\u3002", "\uff61", "\uff0e"};

	if (strpbrk(text, ".:") != NULL || (is_thorough && strpbrk(text, "[({") != NULL))
		return TRUE;
	for (guint i = 0; i < G_N_ELEMENTS(dots); i++) {
		if (strstr(text, dots[i]) != NULL)
			return TRUE;
	}
	return FALSE;
}

/* What ends a link for every client. libpurple minds no other spaces, GtkIMHtml no quotation marks.
 */
static gboolean
ends_clickable(const char *at)
{
	return *at == '\0' || strchr(" \n\r", *at) != NULL;
}

/* Links behind which a space follows that ends them for the person only. GtkIMHtml may begin a link
 * behind such a space, too, so there is a first and a last of them. */
typedef struct {
	const char *first;
	const char *first_end;
	const char *last;
	const char *last_end;
} Pending;

static void
keep_pending(Pending *pending, const char *word, const char *end)
{
	WdLinkSign sign;

	if (word == NULL || !wd_link_sign_find(word, end, &sign))
		return;
	pending->last = sign.at;
	pending->last_end = end;
	if (pending->first == NULL) {
		pending->first = sign.at;
		pending->first_end = end;
	}
}

static void
end_word(Search *search, const char *word, const char *end, Pending *pending)
{
	if (word != NULL)
		look_at_word(search, word, end);
	if (!search->is_thorough)
		return;
	if (!ends_clickable(end)) {
		keep_pending(pending, word, end);
		return;
	}
	if (pending->first != NULL)
		look_at_joined(search, pending->first, pending->first_end, end);
	if (pending->last != pending->first)
		look_at_joined(search, pending->last, pending->last_end, end);
	*pending = (Pending){0};
}

static GPtrArray *
find(const char *text, gboolean is_thorough)
{
	GPtrArray *found = g_ptr_array_new_with_free_func(free_found);
	Search search = {.text = text, .found = found, .is_thorough = is_thorough};
	const char *word = NULL;
	Pending pending = {0};

	if (!may_have_link(text, is_thorough))
		return found; /* most messages end here */
	for (const char *at = text; found->len <= WD_LIMIT_LINKS; at = g_utf8_next_char(at)) {
		gunichar c = (guchar)*at < 0x80 ? (guchar)*at : g_utf8_get_char(at);
		gboolean is_end = ends_link(c);

		if (is_end) {
			end_word(&search, word, at, &pending);
			word = NULL;
		} else if (word == NULL) {
			word = at;
		}
		if (c == 0)
			break;
	}
	return found;
}

/**
 * wd_finder_find:
 * @text: valid UTF-8: the visible text of a message
 *
 * Finds links as written: with a scheme, with www., or as a bare host under a top-level domain that
 * exists. Punctuation behind a link and brackets around it are left out. Linear in @text.
 *
 * Returns: (transfer full) (element-type WdFound): what was found, in order, one more than
 * %WD_LIMIT_LINKS at most
 */
GPtrArray *
wd_finder_find(const char *text)
{
	return find(text, FALSE);
}

/**
 * wd_finder_find_all:
 * @text: valid UTF-8: the visible text of a message
 *
 * Finds also what nobody can click on and people copy all the same: links that were made
 * unclickable ("hxxp", "[.]") and shares of foreign machines (UNC), and what a browser makes of
 * words with tabs between them, behind those words. Their @url is put right.
 *
 * Returns: (transfer full) (element-type WdFound): as wd_finder_find()
 */
GPtrArray *
wd_finder_find_all(const char *text)
{
	return find(text, TRUE);
}
