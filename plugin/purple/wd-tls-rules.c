/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-tls-rules.h"

/* libpurple's defaults for settings that the account never stored (2.14.12). */
#define JABBER_DEFAULT_SECURITY "require_tls"
#define IRC_DEFAULT_SSL         FALSE

typedef struct {
	const char *protocol;
	WdTransport (*judge)(PurpleAccount *account);
} Rule;

/*
 * "opportunistic_tls" goes on in the clear when the server, or somebody in between, offers no TLS.
 * "require_tls" also refuses BOSH over plain HTTP; "old_ssl" does not look at BOSH at all.
 */
static WdTransport
judge_jabber(PurpleAccount *account)
{
	const char *security =
		purple_account_get_string(account, "connection_security", JABBER_DEFAULT_SECURITY);
	const char *bosh_url = purple_account_get_string(account, "bosh_url", "");
	gboolean is_bosh = bosh_url != NULL && *bosh_url != '\0';
	gboolean is_strict = g_strcmp0(security, "require_tls") == 0 ||
			     (g_strcmp0(security, "old_ssl") == 0 && !is_bosh);

	return is_strict ? WD_TRANSPORT_TLS : WD_TRANSPORT_SETTING;
}

/* The setting alone is not the whole truth: see wd-purple-irc-guard.c. */
static WdTransport
judge_irc(PurpleAccount *account)
{
	return purple_account_get_bool(account, "ssl", IRC_DEFAULT_SSL) ? WD_TRANSPORT_TLS
									: WD_TRANSPORT_SETTING;
}

static WdTransport
judge_always(PurpleAccount *account)
{
	return WD_TRANSPORT_TLS;
}

static WdTransport
judge_never(PurpleAccount *account)
{
	return WD_TRANSPORT_PLAIN;
}

static const Rule rules[] = {
	{"prpl-jabber", judge_jabber},
	{"prpl-irc", judge_irc},
	{"prpl-novell", judge_always},
	{"prpl-rehearsal", judge_always}, /* plays inside this process */
	{"prpl-gg", judge_never},         /* opportunistic at best, and nothing is verified */
	{"prpl-meanwhile", judge_never},
	{"prpl-simple", judge_never},
	{"prpl-zephyr", judge_never},
	{"prpl-bonjour", judge_never},
};

/**
 * wd_tls_rules_judge:
 * @account: an account, connected or not
 *
 * Says from the protocol and the account's settings whether a sign-on would be encrypted. Does not
 * look at a live connection.
 *
 * Returns: %WD_TRANSPORT_UNKNOWN for protocols from elsewhere: that is for policy to decide
 */
WdTransport
wd_tls_rules_judge(PurpleAccount *account)
{
	const char *protocol = purple_account_get_protocol_id(account);

	for (guint i = 0; i < G_N_ELEMENTS(rules); i++) {
		if (g_strcmp0(rules[i].protocol, protocol) == 0)
			return rules[i].judge(account);
	}
	return WD_TRANSPORT_UNKNOWN;
}
