/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Some of what peers write never meets a conversation: XMPP headlines and error texts, an IRC
 * server's message of the day, a profile.  libpurple shows it in windows of its own, and makes
 * links of whatever looks like one.  A text with a risky link is shown with a mark and without
 * anything to click on; nothing is held, since the person asked for most of these windows.
 */
#include "config.h"

#include "purple/wd-purple-notices.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "purple/wd-purple-event.h"
#include "purple/wd-purple-log.h"
#include "purple/wd-purple-markup.h"
#include "purple/wd-session-judge.h"
#include "ui/wd-phrases.h"

#define STATE "notices"

typedef struct {
	WdSession *session;
	PurpleNotifyUiOps *ops; /* (nullable) the client's; NULL in a client without notices */
	void *(*notify_message)(PurpleNotifyMsgType, const char *, const char *, const char *);
	void *(*notify_formatted)(const char *, const char *, const char *, const char *);
} Notices;

/* The slots have no data pointer. */
static Notices *
get_notices(void)
{
	WdSession *session = wd_session_get();

	return session != NULL ? wd_session_get_state(session, STATE) : NULL;
}

static gboolean
has_risky_link(const WdVerdict *verdict)
{
	for (guint i = 0; i < verdict->links->len; i++) {
		const WdLinkReport *link = g_ptr_array_index(verdict->links, i);

		if (link->risk != WD_RISK_SAFE)
			return TRUE;
	}
	return FALSE;
}

/* Whose words they are nobody says here, so only the words themselves are judged. Returns NULL when
 * there is nothing to say about them. */
static WdVerdict *
find_risk(Notices *notices, PurpleAccount *account, const char *raw_html)
{
	const WdPurpleMessage message = {
		.kind = WD_EVENT_STATUS,
		.direction = WD_DIRECTION_IN,
		.account = account,
		.raw_html = raw_html,
		.time_ms = wd_session_now_ms(notices->session),
	};
	g_autoptr(WdEvent) event = NULL;
	g_autoptr(WdVerdict) verdict = NULL;

	if (raw_html == NULL || *raw_html == '\0')
		return NULL;
	event = wd_purple_event_new(&message);
	verdict = wd_session_peek(notices->session, account, event);
	return has_risky_link(verdict) ? g_steal_pointer(&verdict) : NULL;
}

static const char *
get_mark(const WdVerdict *verdict)
{
	const WdFinding *finding = wd_verdict_get_main_finding(verdict);

	return finding != NULL ? wd_phrase_short(finding->code) : _("Risky link");
}

static char *
defuse_markup(const char *raw_html, const WdVerdict *verdict)
{
	g_autofree char *plain = wd_purple_markup_make_plain(raw_html);
	g_autofree char *broken = wd_purple_markup_break_links(plain);
	g_autofree char *reasons = wd_phrase_for_findings(verdict->findings);

	return wd_purple_markup_add_mark(broken, get_mark(verdict), reasons);
}

/* For a plain label, where markup would be shown as it stands. */
static char *
defuse_text(const char *text, const WdVerdict *verdict)
{
	g_autofree char *broken = wd_purple_markup_break_links(text);

	/* Translators: %s is three or four words that name a danger, then comes the text itself. */
	return g_strdup_printf(_("[Purple Warden: %s] %s"), get_mark(verdict), broken);
}

static gboolean
is_ours(const char *title)
{
	return g_strcmp0(title, _("Purple Warden")) == 0;
}

static void *
notify_formatted(const char *title, const char *primary, const char *secondary, const char *text)
{
	Notices *notices = get_notices();
	g_autoptr(WdVerdict) verdict = NULL;
	g_autofree char *defused = NULL;

	if (notices == NULL || notices->notify_formatted == NULL)
		return NULL;
	if (!is_ours(title))
		verdict = find_risk(notices, NULL, text);
	if (verdict != NULL)
		defused = defuse_markup(text, verdict);
	return notices->notify_formatted(
		title, primary, secondary, defused != NULL ? defused : text);
}

static void *
notify_message(PurpleNotifyMsgType type,
	       const char *title,
	       const char *primary,
	       const char *secondary)
{
	Notices *notices = get_notices();
	g_autoptr(WdVerdict) in_primary = NULL;
	g_autoptr(WdVerdict) in_secondary = NULL;
	g_autofree char *first = NULL;
	g_autofree char *second = NULL;

	if (notices == NULL || notices->notify_message == NULL ||
	    wd_purple_log_contradicts(primary))
		return NULL;
	if (!is_ours(title)) {
		in_primary = find_risk(notices, NULL, primary);
		in_secondary = find_risk(notices, NULL, secondary);
	}
	if (in_primary != NULL)
		first = defuse_text(primary, in_primary);
	if (in_secondary != NULL)
		second = defuse_text(secondary, in_secondary);
	return notices->notify_message(
		type, title, first != NULL ? first : primary, second != NULL ? second : secondary);
}

/* Clients build this window past notify_formatted; the signal lets its entries be changed. */
static void
displaying_userinfo(PurpleAccount *account,
		    const char *who,
		    PurpleNotifyUserInfo *info,
		    gpointer data)
{
	Notices *notices = data;

	for (GList *l = purple_notify_user_info_get_entries(info); l != NULL; l = l->next) {
		const char *value = purple_notify_user_info_entry_get_value(l->data);
		g_autoptr(WdVerdict) verdict = find_risk(notices, account, value);
		g_autofree char *defused = NULL;

		if (verdict == NULL)
			continue;
		defused = defuse_markup(value, verdict);
		purple_notify_user_info_entry_set_value(l->data, defused);
	}
}

static void
wrap(Notices *notices)
{
	notices->ops = purple_notify_get_ui_ops();
	if (notices->ops == NULL)
		return;
	notices->notify_message = notices->ops->notify_message;
	notices->notify_formatted = notices->ops->notify_formatted;
	notices->ops->notify_message = notify_message;
	notices->ops->notify_formatted = notify_formatted;
}

static void
unwrap(Notices *notices)
{
	if (notices->ops == NULL)
		return;
	if (notices->ops->notify_message == notify_message)
		notices->ops->notify_message = notices->notify_message;
	if (notices->ops->notify_formatted == notify_formatted)
		notices->ops->notify_formatted = notices->notify_formatted;
}

/**
 * wd_purple_notices_attach:
 * @session: the session
 */
void
wd_purple_notices_attach(WdSession *session)
{
	Notices *notices = g_new0(Notices, 1);

	notices->session = session;
	wd_session_set_state(session, STATE, notices, g_free);
	wrap(notices);
	purple_signal_connect(purple_notify_get_handle(),
			      "displaying-userinfo",
			      wd_session_get_plugin(session),
			      PURPLE_CALLBACK(displaying_userinfo),
			      notices);
}

/**
 * wd_purple_notices_detach:
 * @session: the session
 *
 * Puts back the slots that still are ours.
 */
void
wd_purple_notices_detach(WdSession *session)
{
	Notices *notices = wd_session_get_state(session, STATE);

	purple_signal_disconnect(purple_notify_get_handle(),
				 "displaying-userinfo",
				 wd_session_get_plugin(session),
				 PURPLE_CALLBACK(displaying_userinfo));
	unwrap(notices);
	wd_session_set_state(session, STATE, NULL, NULL);
}
