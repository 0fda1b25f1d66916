/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-link-entry.h"

#include <string.h>

#include "engine/link/wd-host.h"
#include "engine/link/wd-url.h"
#include "engine/wd-error.h"

#define MAX_LINE_BYTES 4096 /* a URL that anybody would list is shorter */

/* What every hosts file has in it and no list means. */
static const char *const own_names[] = {
	"localhost",
	"localhost.localdomain",
	"local",
	"broadcasthost",
	"ip6-localhost",
	"ip6-loopback",
	"ip6-localnet",
	"ip6-mcastprefix",
	"ip6-allnodes",
	"ip6-allrouters",
	"ip6-allhosts",
	"0.0.0.0",
	NULL,
};

static gboolean
reject(GError **error, const char *message)
{
	g_set_error_literal(error, WD_ERROR, WD_ERROR_MALFORMED, message);
	return FALSE;
}

/* The line without its remark; "#" inside a URL is a fragment. */
static char *
strip(const char *raw_line, gsize len)
{
	char *line = g_strndup(raw_line, len);
	char *at = line;

	for (; *at != '\0'; at++) {
		gboolean is_first = at == line || at[-1] == ' ' || at[-1] == '\t';

		if ((*at == '#' && is_first) || (*at == '!' && at == line)) {
			*at = '\0';
			break;
		}
	}
	return g_strstrip(line);
}

/* Without its final dot; FALSE for a name with an empty label, which leads nowhere. */
static gboolean
trim_host(char *host)
{
	gsize len = strlen(host);

	if (len > 1 && host[len - 1] == '.')
		host[--len] = '\0';
	return len > 0 && host[0] != '.' && host[len - 1] != '.' && strstr(host, "..") == NULL;
}

static gboolean
has_many_labels(const char *host)
{
	guint n = 1;

	for (; *host != '\0'; host++)
		n += *host == '.';
	return n > WD_LINK_ENTRY_MAX_LABELS;
}

/* @is_wide: it means what is below it, too. */
static gboolean
take_name(const char *name, gboolean is_wide, WdLinkEntryFound found, gpointer data, GError **error)
{
	g_autofree char *host = NULL;

	if (g_str_has_prefix(name, "*."))
		name += 2;
	else if (name[0] == '.')
		name++;
	host = strpbrk(name, "*,;") == NULL ? wd_host_parse(name, -1, NULL) : NULL;
	if (host == NULL || !trim_host(host))
		return reject(error, "this is no name of a site");
	if (wd_host_is_address(host)) {
		found(WD_LINK_ENTRY_HOST, host, data);
		return TRUE;
	}
	if (is_wide && strchr(host, '.') == NULL)
		return reject(error, "a name without a dot would mean very many sites");
	is_wide = is_wide && !has_many_labels(host);
	found(is_wide ? WD_LINK_ENTRY_DOMAIN : WD_LINK_ENTRY_HOST, host, data);
	return TRUE;
}

static gboolean
take_url(const char *text, WdLinkEntryFound found, gpointer data, GError **error)
{
	g_autoptr(WdUrl) url = wd_url_parse(text);
	g_autofree char *place = NULL;
	gsize n_host;
	gsize len;

	if (url == NULL || !url->is_web || url->host == NULL || !trim_host(url->host))
		return reject(error, "this is no URL of a site");
	n_host = strlen(url->host);
	place = wd_url_format_place(url, n_host);
	for (len = strlen(place); url->query == NULL && place[len - 1] == '/'; len--)
		place[len - 1] = '\0';
	found(len == n_host ? WD_LINK_ENTRY_HOST : WD_LINK_ENTRY_PREFIX, place, data);
	return TRUE;
}

static gboolean
take_address(const char *text, WdLinkEntryFound found, gpointer data, GError **error)
{
	g_autofree char *url = NULL;

	if (strstr(text, "://") != NULL)
		return take_url(text, found, data, error);
	if (strchr(text, '/') == NULL)
		return take_name(text, TRUE, found, data, error);
	url = g_strconcat("http://", text, NULL);
	return take_url(url, found, data, error);
}

/* "||bad.example^", "||bad.example/path^$all": the part of ad blockers' rules that names a place.
 */
static gboolean
take_blocker_rule(const char *text, WdLinkEntryFound found, gpointer data, GError **error)
{
	gsize len = strcspn(text, "^$|");
	g_autofree char *place = g_strndup(text, len);
	const char *rest = text + len + (text[len] == '^');

	if (strchr(place, '*') != NULL ||
	    (*rest != '\0' && strcmp(rest, "$all") != 0 && strcmp(rest, "$document") != 0))
		return reject(error, "of such rules only “||site^” is understood");
	return take_address(place, found, data, error);
}

static gboolean
is_numeric(const char *word)
{
	g_autofree char *host = NULL;

	if (strchr(word, ':') !=
	    NULL) /* "fe80::1%lo0" stands in most such files: a zone is a name */
		return strspn(word, "0123456789abcdefABCDEF:.") == strcspn(word, "%");
	if (strspn(word, "0123456789.") != strlen(word))
		return FALSE;
	host = wd_host_parse(word, -1, NULL);
	return host != NULL;
}

/* "0.0.0.0 bad.example www.bad.example": hosts files know no names below a name. */
static gboolean
take_hosts(char **names, WdLinkEntryFound found, gpointer data, GError **error)
{
	for (; *names != NULL; names++) {
		if (**names == '\0' || g_strv_contains(own_names, *names))
			continue;
		if (!take_name(*names, FALSE, found, data, error))
			return FALSE;
	}
	return TRUE;
}

/**
 * wd_link_entry_parse:
 * @raw_line: (array length=len): a line of a file, without its end; need not be UTF-8
 * @len: its length in bytes
 * @found: called for what the line means, not at all for an empty one
 * @data: for @found
 * @error: return location for a #WD_ERROR
 *
 * Returns: FALSE for a line that means nothing that could be looked up; names in front of the
 * mistake have been told
 */
gboolean
wd_link_entry_parse(
	const char *raw_line, gsize len, WdLinkEntryFound found, gpointer data, GError **error)
{
	g_autofree char *line = NULL;
	g_auto(GStrv) words = NULL;

	if (len > MAX_LINE_BYTES)
		return reject(error, "the line is too long");
	if (memchr(raw_line, '\0', len) != NULL || !g_utf8_validate(raw_line, (gssize)len, NULL))
		return reject(error, "the line is no text");
	line = strip(raw_line, len);
	if (*line == '\0')
		return TRUE;
	if (g_str_has_prefix(line, "||"))
		return take_blocker_rule(line + 2, found, data, error);
	words = g_strsplit_set(line, " \t", -1);
	if (words[1] == NULL)
		return take_address(line, found, data, error);
	if (!is_numeric(words[0]))
		return reject(error, "only an address may stand before a name");
	return take_hosts(words + 1, found, data, error);
}
