/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ui/wd-deed-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/text/wd-utf8.h"
#include "ui/wd-phrases.h"

#define MAX_NAME_CHARS 40 /* of a protocol or a code, as some file has it */
#define PREFIX         "prpl-"

static const char *const kinds[] = {
	[WD_DEED_WARNED] = N_("Warned"),
	[WD_DEED_HELD] = N_("Held"),
	[WD_DEED_BLOCKED] = N_("Blocked"),
	[WD_DEED_PASSED_OVER] = N_("Done after all"),
};

static const struct {
	const char *event;
	const char *name;
	WdDeedSubject subject;
} events[] = {
	{"spam.flagged", N_("Unwanted messages and requests"), WD_SUBJECT_UNWANTED},
	{"msg.receive.flagged", N_("Risky messages coming in"), WD_SUBJECT_INCOMING},
	{"msg.send.blocked", N_("Messages stopped on their way out"), WD_SUBJECT_OUTGOING},
	{"msg.send.redacted", N_("Messages masked on their way out"), WD_SUBJECT_OUTGOING},
	{"msg.send.overridden", N_("Messages sent after a warning"), WD_SUBJECT_OUTGOING},
	{"contact.blocked", N_("Contact requests, invitations and calls"), WD_SUBJECT_CONTACTS},
	{"file.blocked", N_("Files"), WD_SUBJECT_FILES},
	{"link.warned", N_("Links that were asked about"), WD_SUBJECT_LINKS},
	{"link.clicked_through", N_("Links opened after a warning"), WD_SUBJECT_LINKS},
	{"account.blocked", N_("Sign-ons"), WD_SUBJECT_SIGN_ONS},
	{"plugin.refused", N_("Plugins that are not allowed"), WD_SUBJECT_OTHER},
	{"client.hole", N_("Clients with known holes"), WD_SUBJECT_OTHER},
};

static const char *const subjects[] = {
	[WD_SUBJECT_UNWANTED] = N_("Unwanted"),
	[WD_SUBJECT_INCOMING] = N_("Risky, incoming"),
	[WD_SUBJECT_OUTGOING] = N_("Outgoing"),
	[WD_SUBJECT_CONTACTS] = N_("Requests"),
	[WD_SUBJECT_FILES] = N_("Files"),
	[WD_SUBJECT_LINKS] = N_("Links"),
	[WD_SUBJECT_SIGN_ONS] = N_("Sign-ons"),
	[WD_SUBJECT_OTHER] = N_("Other"),
};

/* Names of networks; those that are not here are shown by their id. */
static const struct {
	const char *id;
	const char *name;
} protocols[] = {
	{"prpl-jabber", "XMPP"},
	{"prpl-irc", "IRC"},
	{"prpl-bonjour", "Bonjour"},
	{"prpl-meanwhile", "Sametime"},
	{"prpl-novell", "GroupWise"},
	{"prpl-simple", "SIMPLE"},
	{"prpl-silc", "SILC"},
	{"prpl-gg", "Gadu-Gadu"},
	{"prpl-zephyr", "Zephyr"},
};

/**
 * wd_deed_text_for_kind:
 * @kind: what was done
 *
 * Returns: (transfer none): it in a word or two, translated
 */
const char *
wd_deed_text_for_kind(WdDeedKind kind)
{
	g_return_val_if_fail((guint)kind < G_N_ELEMENTS(kinds), NULL);
	return _(kinds[kind]);
}

/**
 * wd_deed_text_for_event:
 * @event: an event of the audit trail
 *
 * Returns: (transfer none) (nullable): what it is about, translated; NULL when there are no words
 *   for it
 */
const char *
wd_deed_text_for_event(const char *event)
{
	for (gsize i = 0; i < G_N_ELEMENTS(events); i++) {
		if (g_str_equal(events[i].event, event))
			return _(events[i].name);
	}
	return NULL;
}

/**
 * wd_deed_text_find_subject:
 * @event: an event of the audit trail
 *
 * Returns: under which heading it is counted
 */
WdDeedSubject
wd_deed_text_find_subject(const char *event)
{
	for (gsize i = 0; i < G_N_ELEMENTS(events); i++) {
		if (g_str_equal(events[i].event, event))
			return events[i].subject;
	}
	return WD_SUBJECT_OTHER;
}

/**
 * wd_deed_text_for_subject:
 * @subject: a heading
 *
 * Returns: (transfer none): it, translated
 */
const char *
wd_deed_text_for_subject(WdDeedSubject subject)
{
	g_return_val_if_fail((guint)subject < G_N_ELEMENTS(subjects), NULL);
	return _(subjects[subject]);
}

/**
 * wd_deed_text_for_protocol:
 * @protocol: (nullable): an id such as "prpl-jabber"; need not be trusted
 *
 * Returns: (transfer full): the name of the network, short and plain
 */
char *
wd_deed_text_for_protocol(const char *protocol)
{
	if (protocol == NULL || *protocol == '\0')
		return g_strdup(_("None"));
	for (gsize i = 0; i < G_N_ELEMENTS(protocols); i++) {
		if (g_str_equal(protocols[i].id, protocol))
			return g_strdup(protocols[i].name);
	}
	if (g_str_has_prefix(protocol, PREFIX))
		protocol += strlen(PREFIX);
	return wd_utf8_show(protocol, MAX_NAME_CHARS);
}

/**
 * wd_deed_text_for_reason:
 * @reason: (nullable): a finding's code, or another short word; need not be trusted
 *
 * Returns: (transfer full): the reason in a few words; the word itself when there are none
 */
char *
wd_deed_text_for_reason(const char *reason)
{
	if (reason == NULL)
		return g_strdup("");
	if (wd_phrase_has(reason))
		return g_strdup(wd_phrase_short(reason));
	return wd_utf8_show(reason, MAX_NAME_CHARS);
}
