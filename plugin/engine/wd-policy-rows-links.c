/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-marked.h"
#include "engine/wd-policy-rows.h"

/* [Links]: links. */

static const char *const link_actions[] = {"warn", "plain", "hold", "block", NULL};

const WdPolicySchemaRow wd_policy_rows_links[] = {
	{
		.key = WD_KEY_LINKS_ENABLED,
		.group = "Links",
		.name = "Enabled",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "true",
		.strict = "true",
		.since = "0.1",
		.doc = N_("Looks at links in messages and at links that are clicked."),
	},
	{
		.key = WD_KEY_LINKS_ACTION,
		.group = "Links",
		.name = "Action",
		.type = WD_TYPE_CHOICE,
		.fallback = "warn",
		.strict = "hold",
		.choices = link_actions,
		.since = "0.1",
		.doc = N_("A risky link: mark it, make it plain text, hold its "
			  "message, or block it."),
	},
	{
		.key = WD_KEY_LINKS_PROTECTED_DOMAINS,
		.group = "Links",
		.name = "ProtectedDomains",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "",
		.item = WD_ITEM_DOMAIN,
		.is_union = TRUE,
		.since = "0.1",
		.doc = N_("Domains whose look-alikes matter most: the company's own, its "
			  "bank."),
	},
	{
		.key = WD_KEY_LINKS_ALLOW,
		.group = "Links",
		.name = "Allow",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "",
		.item = WD_ITEM_DOMAIN,
		.is_union = TRUE,
		.since = "0.1",
		.doc = N_("Domains whose links are never risky, except those that are denied."),
	},
	{
		.key = WD_KEY_LINKS_DENY,
		.group = "Links",
		.name = "Deny",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "",
		.item = WD_ITEM_DOMAIN,
		.is_union = TRUE,
		.since = "0.1",
		.doc = N_("Domains whose links are always dangerous."),
	},
	{
		.key = WD_KEY_LINKS_ALLOW_LISTS,
		.group = "Links",
		.name = "AllowLists",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "",
		.item = WD_ITEM_PATH,
		.is_union = TRUE,
		.since = "0.1",
		.doc = N_(
			"Files of sites whose links are never risky: a hosts file, one domain or "
			"URL a "
			"line, or what `wardenctl lists compile` wrote; of a folder every *.txt, "
			"*.list and *.wdlinks. A name that is no full path lies in warden/lists of "
			"the profile, a managed one in /etc/warden/lists."),
	},
	{
		.key = WD_KEY_LINKS_DENY_LISTS,
		.group = "Links",
		.name = "DenyLists",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "",
		.item = WD_ITEM_PATH,
		.is_union = TRUE,
		.since = "0.1",
		.doc = N_("Files of sites whose links are always dangerous, in the same form. Also "
			  "where AllowLists has them."),
	},
	{
		.key = WD_KEY_LINKS_DNS_LISTS,
		.group = "Links",
		.name = "DnsLists",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "",
		.item = WD_ITEM_DOMAIN,
		.is_union = TRUE,
		.since = "0.1",
		.doc = N_(
			"Zones of block lists in the company's name service. Asked for the domains "
			"of "
			"links that nobody knows, which tells whoever runs the zone what people "
			"link "
			"to. The answer holds for clicks and for later messages."),
	},
};

const guint wd_policy_n_rows_links = G_N_ELEMENTS(wd_policy_rows_links);
