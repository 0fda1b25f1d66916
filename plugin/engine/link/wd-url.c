/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-url.h"

#include <string.h>

#include "engine/link/wd-host.h"

static const char *const web_schemes[] = {"http", "https", "ftp", "ws", "wss", NULL};

/* URL standard: white space and controls around the URL go, tab and line ends inside it too. */
static char *
clean(const char *text)
{
	GString *out = g_string_sized_new(strlen(text) + 1);
	gsize len;

	while (*text != '\0' && (guchar)*text <= 0x20)
		text++;
	len = strlen(text);
	while (len > 0 && (guchar)text[len - 1] <= 0x20)
		len--;
	for (gsize i = 0; i < len; i++) {
		if (strchr("\t\n\r", text[i]) == NULL)
			g_string_append_c(out, text[i]);
	}
	return g_string_free(out, FALSE);
}

/* Where the colon of the scheme is, NULL without a scheme. */
static const char *
find_colon(const char *text)
{
	const char *at = text;

	if (!g_ascii_isalpha(*at))
		return NULL;
	while (g_ascii_isalnum(*at) || (*at != '\0' && strchr("+-.", *at) != NULL))
		at++;
	return *at == ':' ? at : NULL;
}

static gboolean
parse_port(const char *text, gsize len, guint *port)
{
	guint value = 0;

	for (gsize i = 0; i < len; i++) {
		if (!g_ascii_isdigit(text[i]))
			return FALSE;
		value = MIN(value * 10 + (guint)g_ascii_digit_value(text[i]), 65536);
	}
	*port = value;
	return value <= 65535;
}

/* A colon inside the brackets of an IPv6 address begins no port. */
static const char *
find_port(const char *host, const char *end)
{
	gboolean is_inside = FALSE;

	for (; host < end; host++) {
		if (*host == '[')
			is_inside = TRUE;
		else if (*host == ']')
			is_inside = FALSE;
		else if (*host == ':' && !is_inside)
			return host;
	}
	return NULL;
}

static const char *
last_at_sign(const char *start, const char *end)
{
	while (end > start && end[-1] != '@')
		end--;
	return end > start ? end - 1 : NULL;
}

/* Everything up to the last @ is the user part: the host is what comes behind. */
static void
parse_authority(WdUrl *url, const char *start, const char *end)
{
	const char *at_sign = last_at_sign(start, end);
	const char *host = at_sign != NULL ? at_sign + 1 : start;
	const char *colon = find_port(host, end);
	const char *host_end = colon != NULL ? colon : end;

	if (at_sign != NULL)
		url->user_info = g_strndup(start, (gsize)(at_sign - start));
	if (colon != NULL && !parse_port(colon + 1, (gsize)(end - colon - 1), &url->port))
		return;
	if (host_end > host)
		url->host = wd_host_parse(host, host_end - host, NULL);
}

static void
parse_rest(WdUrl *url, const char *rest)
{
	gsize n_path = strcspn(rest, "?#");

	url->path = g_strndup(rest, n_path);
	if (rest[n_path] == '?')
		url->query = g_strndup(rest + n_path + 1, strcspn(rest + n_path + 1, "#"));
}

/* Web schemes: any number of slashes of either kind may stand before the host, even none. */
static void
parse_web(WdUrl *url, const char *rest)
{
	const char *start = rest + strspn(rest, "/\\");
	const char *end = start + strcspn(start, "/\\?#");

	parse_authority(url, start, end);
	url->is_refused = url->host == NULL;
	parse_rest(url, end);
}

/* Other schemes have a host only behind exactly two slashes; in file: URLs either kind will do. */
static void
parse_other(WdUrl *url, const char *rest)
{
	const char *slashes = g_str_equal(url->scheme, "file") ? "/\\" : "/";

	if (rest[0] != '\0' && strchr(slashes, rest[0]) != NULL && rest[1] != '\0' &&
	    strchr(slashes, rest[1]) != NULL) {
		const char *start = rest + 2;
		const char *end = start + strcspn(start, "/\\?#");

		parse_authority(url, start, end);
		rest = end;
	}
	parse_rest(url, rest);
}

static gboolean
is_one_of(const char *part, const char *const *spellings)
{
	for (; *spellings != NULL; spellings++) {
		if (g_ascii_strcasecmp(part, *spellings) == 0)
			return TRUE;
	}
	return FALSE;
}

/* URL standard, path state: a backslash parts like a slash, "." stays and ".." goes up. */
static char *
resolve_path(const char *path)
{
	static const char *const here[] = {".", "%2e", NULL};
	static const char *const above[] = {"..", ".%2e", "%2e.", "%2e%2e", NULL};
	g_auto(GStrv) parts = g_strsplit_set(path, "/\\", -1);
	g_autoptr(GPtrArray) kept = g_ptr_array_new();

	for (guint i = 0; parts[i] != NULL; i++) {
		gboolean goes_up = is_one_of(parts[i], above);

		if (goes_up && kept->len > 1)
			g_ptr_array_set_size(kept, (int)kept->len - 1);
		if (!goes_up && !is_one_of(parts[i], here))
			g_ptr_array_add(kept, parts[i]);
		else if (parts[i + 1] == NULL)
			g_ptr_array_add(kept, (gpointer) "");
	}
	g_ptr_array_add(kept, NULL);
	return g_strjoinv("/", (char **)kept->pdata);
}

/**
 * wd_url_parse:
 * @text: valid UTF-8: one URL as written or as found in a link
 *
 * Reads an absolute URL by the WHATWG URL standard as far as the host, path and query matter:
 * stray white space, backslashes, missing or surplus slashes and user parts are read as browsers
 * read them.
 *
 * Returns: (transfer full) (nullable): the parts; NULL when @text has no scheme
 */
WdUrl *
wd_url_parse(const char *text)
{
	g_autofree char *cleaned = clean(text);
	const char *colon = find_colon(cleaned);
	WdUrl *url;

	if (colon == NULL)
		return NULL;
	url = g_new0(WdUrl, 1);
	url->scheme = g_ascii_strdown(cleaned, colon - cleaned);
	url->is_web = g_strv_contains(web_schemes, url->scheme);
	if (url->is_web)
		parse_web(url, colon + 1);
	else
		parse_other(url, colon + 1);
	return url;
}

/**
 * wd_url_free:
 * @url: (nullable) (transfer full): a parsed URL
 */
void
wd_url_free(WdUrl *url)
{
	if (url == NULL)
		return;
	g_free(url->scheme);
	g_free(url->user_info);
	g_free(url->host);
	g_free(url->path);
	g_free(url->query);
	g_free(url);
}

/**
 * wd_url_format:
 * @url: a parsed URL with a host
 *
 * For people who are asked about a link: the host in ASCII, where no letter can pass for another,
 * and nothing in front of it that could pass for the host. Port and fragment are left out.
 *
 * Returns: (transfer full): the URL as text
 */
char *
wd_url_format(const WdUrl *url)
{
	return g_strconcat(url->scheme,
			   "://",
			   url->host,
			   url->path,
			   url->query != NULL ? "?" : NULL,
			   url->query,
			   NULL);
}

/**
 * wd_url_format_place:
 * @url: a parsed URL with a host
 * @n_host: how many bytes of its host count: whoever leaves its final dot away gives less
 *
 * What two spellings of one place have in common, for comparing: "https://host?a" asks for
 * "/?a", "/x/../y" for "/y".  Escaped letters are the server's business and stay as they are.
 *
 * Returns: (transfer full): host, path and query as one text
 */
char *
wd_url_format_place(const WdUrl *url, gsize n_host)
{
	gboolean has_query = url->query != NULL;
	g_autofree char *path = resolve_path(has_query && *url->path == '\0' ? "/" : url->path);

	return g_strdup_printf("%.*s%s%s%s",
			       (int)n_host,
			       url->host,
			       path,
			       has_query ? "?" : "",
			       has_query ? url->query : "");
}
