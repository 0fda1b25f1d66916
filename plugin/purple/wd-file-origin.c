/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-file-origin.h"

#include <string.h>

/* RFC 3986 unreserved is kept anyway; these may stand in a path. */
#define KEPT_IN_NAMES "@!$&'()*+,;="

/* The name without its device, or a room without who spoke in it. */
static char *
get_bare(const WdEvent *event)
{
	const char *slash = strchr(event->peer, '/');

	return slash == NULL || strcmp(event->protocol, "prpl-jabber") != 0
		       ? g_strdup(event->peer)
		       : g_strndup(event->peer, (gsize)(slash - event->peer));
}

/* "me@irc.example": what follows the sign is the server; a name before it is the person's own. */
static const char *
get_server(const WdEvent *event)
{
	const char *at = strrchr(event->account, '@');

	return at == NULL ? "" : at + 1;
}

/**
 * wd_file_origin_format:
 * @event: a received file
 *
 * XMPP as RFC 5122 has it, IRC as it is commonly written; other protocols have no scheme of their
 * own.
 *
 * Returns: (transfer full): a URL in ASCII
 */
char *
wd_file_origin_format(const WdEvent *event)
{
	g_autofree char *bare = get_bare(event);
	g_autofree char *peer = g_uri_escape_string(bare, KEPT_IN_NAMES, FALSE);
	g_autofree char *server = g_uri_escape_string(get_server(event), NULL, FALSE);
	g_autofree char *protocol = NULL;

	if (strcmp(event->protocol, "prpl-jabber") == 0)
		return g_strconcat("xmpp:", peer, NULL);
	if (strcmp(event->protocol, "prpl-irc") == 0)
		return g_strdup_printf("irc://%s/%s,isnick", server, peer);
	protocol = g_uri_escape_string(event->protocol, NULL, FALSE);
	return g_strdup_printf("x-purple:%s/%s", protocol, peer);
}
