/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-account-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/link/wd-host.h"
#include "engine/wd-version.h"
#include "purple/wd-safe-text.h"

/* Settings of libpurple's protocols that name a host (2.14.12); a protocol from elsewhere mostly
 * takes one of the same names. */
static const char *const host_settings[] = {"connect_server", "server", "serv", "host"};

/* Where protocols keep an address of the web. */
static const char *const url_settings[] = {"bosh_url"};

/* As a browser would read it; what it would not read is compared as it stands. */
static void
add_host(GPtrArray *servers, const char *raw, gsize len)
{
	g_autofree char *text = g_strndup(raw, len);
	g_autofree char *host = NULL;

	g_strstrip(text);
	if (*text == '\0')
		return;
	host = wd_host_parse(text, -1, NULL);
	g_ptr_array_add(servers, host != NULL ? g_steal_pointer(&host) : g_ascii_strdown(text, -1));
}

/* "me@corp.example/phone", and on IRC "nick@irc.corp.example". */
static void
add_domain(GPtrArray *servers, const char *username)
{
	const char *at = strrchr(username, '@');

	if (at != NULL)
		add_host(servers, at + 1, strcspn(at + 1, "/:"));
}

static void
add_url(GPtrArray *servers, const char *url)
{
	const char *start = strstr(url, "://");

	if (*url == '\0')
		return;
	start = start != NULL ? start + 3 : url;
	add_host(servers, start, strcspn(start, "/:?#"));
}

/**
 * wd_account_rules_list_servers:
 * @account: an account, connected or not
 *
 * Returns: (transfer full): every host that the account's name and settings point to; empty when it
 * is not known where the account would connect to
 */
char **
wd_account_rules_list_servers(PurpleAccount *account)
{
	GPtrArray *servers = g_ptr_array_new();
	const char *username = purple_account_get_username(account);

	add_domain(servers, username != NULL ? username : "");
	for (guint i = 0; i < G_N_ELEMENTS(host_settings); i++) {
		const char *host = purple_account_get_string(account, host_settings[i], "");

		if (host != NULL)
			add_host(servers, host, strcspn(host, ":/"));
	}
	for (guint i = 0; i < G_N_ELEMENTS(url_settings); i++) {
		const char *url = purple_account_get_string(account, url_settings[i], "");

		if (url != NULL)
			add_url(servers, url);
	}
	g_ptr_array_add(servers, NULL);
	return (char **)g_ptr_array_free(servers, FALSE);
}

/**
 * wd_account_rules_is_server_allowed:
 * @server: a host
 * @allowed: host names, perhaps with a leading "*." for all below
 *
 * Returns: whether one of them is @server
 */
gboolean
wd_account_rules_is_server_allowed(const char *server, const char *const *allowed)
{
	for (; *allowed != NULL; allowed++) {
		gboolean is_below = g_str_has_prefix(*allowed, "*.");
		const char *name = is_below ? *allowed + 1 : *allowed;
		gsize len = strlen(server);
		gsize name_len = strlen(name);

		if (!is_below && g_ascii_strcasecmp(server, name) == 0)
			return TRUE;
		if (is_below && len > name_len &&
		    g_ascii_strcasecmp(server + len - name_len, name) == 0)
			return TRUE;
	}
	return FALSE;
}

static char *
why_not_server(PurpleAccount *account, const char *const *allowed)
{
	g_auto(GStrv) servers = wd_account_rules_list_servers(account);

	if (servers[0] == NULL)
		return g_strdup(_("Not connected: the rules in force name the servers that may be "
				  "used, and it is not known which one this account uses."));
	for (guint i = 0; servers[i] != NULL; i++) {
		g_autofree char *shown = NULL;

		if (wd_account_rules_is_server_allowed(servers[i], allowed))
			continue;
		shown = wd_safe_text(servers[i], WD_SAFE_NAME_CHARS);
		/* Translators: %s is the name of a server. */
		return g_strdup_printf(
			_("Not connected: the rules in force do not allow the server %s."), shown);
	}
	return NULL;
}

/**
 * wd_account_rules_why_not:
 * @account: an account, connected or not
 * @policy: the settings
 *
 * Looks at the version of the client and at the servers of the account.
 *
 * Returns: (transfer full) (nullable): a sentence for the account's error; NULL when it may sign on
 */
char *
wd_account_rules_why_not(PurpleAccount *account, const WdPolicy *policy)
{
	const char *oldest = wd_policy_get_string(policy, WD_KEY_ENFORCE_MIN_CLIENT_VERSION);
	const char *const *allowed = wd_policy_get_list(policy, WD_KEY_ACCOUNTS_ALLOW_SERVERS);

	if (wd_version_compare(purple_core_get_version(), oldest) < 0)
		/* Translators: two versions, such as 2.14.1. */
		return g_strdup_printf(
			_("Not connected: this client (libpurple %s) is older than "
			  "the rules in force allow (%s) and has known holes. Have it "
			  "updated."),
			purple_core_get_version(),
			oldest);
	return allowed != NULL && allowed[0] != NULL ? why_not_server(account, allowed) : NULL;
}
