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
#include "purple/wd-slot.h"
#include "ui/wd-phrases.h"

typedef void *(*MessageFunction)(PurpleNotifyMsgType type,
				 const char *title,
				 const char *primary,
				 const char *secondary);
typedef void *(*FormattedFunction)(const char *title,
				   const char *primary,
				   const char *secondary,
				   const char *text);

/* The slots carry no data pointer. */
static WdSession *notices_session; /* NULL: off duty */
static WdSlot message_slot;
static WdSlot formatted_slot;

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
find_risk(PurpleAccount *account, const char *raw_html)
{
	const WdPurpleMessage message = {
		.kind = WD_EVENT_STATUS,
		.direction = WD_DIRECTION_IN,
		.account = account,
		.raw_html = raw_html,
		.time_ms = wd_session_now_ms(notices_session),
	};
	g_autoptr(WdEvent) event = NULL;
	g_autoptr(WdVerdict) verdict = NULL;

	if (raw_html == NULL || *raw_html == '\0')
		return NULL;
	event = wd_purple_event_new(&message);
	verdict = wd_session_peek(notices_session, account, event);
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

/* Whether the words of a window with @title are somebody else's, and there is somebody to judge. */
static gboolean
must_look(const char *title)
{
	return notices_session != NULL && !is_ours(title);
}

static void *
guarded_formatted(const char *title, const char *primary, const char *secondary, const char *text)
{
	FormattedFunction stock = (FormattedFunction)formatted_slot.stock;
	g_autoptr(WdVerdict) verdict = must_look(title) ? find_risk(NULL, text) : NULL;
	g_autofree char *defused = verdict != NULL ? defuse_markup(text, verdict) : NULL;

	if (stock == NULL)
		return NULL;
	return stock(title, primary, secondary, defused != NULL ? defused : text);
}

/* (nullable): NULL: there is nothing to say about @text. */
static char *
defuse_line(const char *title, const char *text)
{
	g_autoptr(WdVerdict) verdict = must_look(title) ? find_risk(NULL, text) : NULL;

	return verdict != NULL ? defuse_text(text, verdict) : NULL;
}

static void *
guarded_message(PurpleNotifyMsgType type,
		const char *title,
		const char *primary,
		const char *secondary)
{
	MessageFunction stock = (MessageFunction)message_slot.stock;
	g_autofree char *first = NULL;
	g_autofree char *second = NULL;

	if (stock == NULL || wd_purple_log_contradicts(primary))
		return NULL;
	first = defuse_line(title, primary);
	second = defuse_line(title, secondary);
	return stock(
		type, title, first != NULL ? first : primary, second != NULL ? second : secondary);
}

/* Clients build this window past notify_formatted; the signal lets its entries be changed. */
static void
displaying_userinfo(PurpleAccount *account,
		    const char *who,
		    PurpleNotifyUserInfo *info,
		    gpointer data)
{
	for (GList *l = purple_notify_user_info_get_entries(info); l != NULL; l = l->next) {
		const char *value = purple_notify_user_info_entry_get_value(l->data);
		g_autoptr(WdVerdict) verdict = find_risk(account, value);
		g_autofree char *defused = NULL;

		if (verdict == NULL)
			continue;
		defused = defuse_markup(value, verdict);
		purple_notify_user_info_entry_set_value(l->data, defused);
	}
}

/**
 * wd_purple_notices_attach:
 * @session: the session
 *
 * Wraps the client's functions in place, where it has any.
 */
void
wd_purple_notices_attach(WdSession *session)
{
	PurpleNotifyUiOps *ops = purple_notify_get_ui_ops();

	notices_session = session;
	if (ops != NULL) {
		wd_slot_take(&message_slot,
			     WD_SLOT_PLACE(ops->notify_message),
			     G_CALLBACK(guarded_message));
		wd_slot_take(&formatted_slot,
			     WD_SLOT_PLACE(ops->notify_formatted),
			     G_CALLBACK(guarded_formatted));
	}
	purple_signal_connect(purple_notify_get_handle(),
			      "displaying-userinfo",
			      wd_session_get_plugin(session),
			      PURPLE_CALLBACK(displaying_userinfo),
			      NULL);
}

/**
 * wd_purple_notices_detach:
 * @session: the session
 *
 * Gives the slots back where they are still ours.
 */
void
wd_purple_notices_detach(WdSession *session)
{
	purple_signal_disconnect(purple_notify_get_handle(),
				 "displaying-userinfo",
				 wd_session_get_plugin(session),
				 PURPLE_CALLBACK(displaying_userinfo));
	(void)wd_slot_give_back(&formatted_slot); /* off duty both only hand on */
	(void)wd_slot_give_back(&message_slot);
	notices_session = NULL;
}
