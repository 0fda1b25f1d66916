/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-report-target.h"

#include <string.h>

/* What would end the address in a mailto: or add fields of its own to the mail. */
#define NOT_IN_MAIL "?&#%<>\",; \t\\"

static const struct {
	const char *scheme;
	WdReportWay way;
	const char *protocol;
} schemes[] = {
	{"mailto:", WD_REPORT_MAIL, NULL},
	{"xmpp:", WD_REPORT_CHAT, "prpl-jabber"},
};

static gboolean
is_mail_address(const char *name)
{
	const char *at = strchr(name, '@');

	return at != NULL && at > name && at[1] != '\0' && strchr(at + 1, '@') == NULL &&
	       strpbrk(name, NOT_IN_MAIL) == NULL;
}

static gboolean
is_name(const char *name)
{
	if (*name == '\0')
		return FALSE;
	for (const char *p = name; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (g_unichar_iscntrl(c) || g_unichar_isspace(c))
			return FALSE;
	}
	return TRUE;
}

static WdReportTarget *
new_target(WdReportWay way, const char *protocol, const char *name)
{
	WdReportTarget *target;

	if (!is_name(name) || (way == WD_REPORT_MAIL && !is_mail_address(name)))
		return NULL;
	target = g_new0(WdReportTarget, 1);
	target->way = way;
	target->protocol = g_strdup(protocol);
	target->name = g_strdup(name);
	return target;
}

/**
 * wd_report_target_parse:
 * @text: valid UTF-8: "mailto:abuse@corp.example", "xmpp:abuse@corp.example", "prpl-irc:abuse", or
 *   a name alone
 *
 * Returns: (transfer full) (nullable): where that is; NULL when it is nowhere
 */
WdReportTarget *
wd_report_target_parse(const char *text)
{
	const char *colon = strchr(text, ':');

	for (guint i = 0; i < G_N_ELEMENTS(schemes); i++) {
		if (g_ascii_strncasecmp(text, schemes[i].scheme, strlen(schemes[i].scheme)) == 0)
			return new_target(schemes[i].way,
					  schemes[i].protocol,
					  text + strlen(schemes[i].scheme));
	}
	if (g_str_has_prefix(text, "prpl-") && colon != NULL) {
		g_autofree char *protocol = g_strndup(text, (gsize)(colon - text));

		return new_target(WD_REPORT_CHAT, protocol, colon + 1);
	}
	/* Any other scheme is none that a report could go by. */
	return colon != NULL ? NULL : new_target(WD_REPORT_ANY, NULL, text);
}

/**
 * wd_report_target_free:
 * @target: (nullable) (transfer full): a target
 */
void
wd_report_target_free(WdReportTarget *target)
{
	if (target == NULL)
		return;
	g_free(target->protocol);
	g_free(target->name);
	g_free(target);
}

/**
 * wd_report_target_is_mail:
 * @target: a target
 *
 * Returns: whether a mail program can write to it
 */
gboolean
wd_report_target_is_mail(const WdReportTarget *target)
{
	return target->way != WD_REPORT_CHAT && is_mail_address(target->name);
}
