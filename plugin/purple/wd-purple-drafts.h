/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/* Lets go what was stopped, after the person said so. While it runs, wd_purple_drafts_is_sending()
 * is TRUE and nothing asks again. FALSE: it cannot be sent any more, and goes back to the person.
 */
typedef gboolean (*WdDraftSend)(WdSession *session, const char *html, gpointer data);

/* Something that was about to leave. */
typedef struct {
	PurpleAccount *account;
	const WdEvent *event; /* what was judged */
	const char *peer;     /* as libpurple names the buddy or the room */
	gboolean is_chat;
	gboolean is_line;     /* the protocol sends line by line: the next line belongs to it */
	gboolean cannot_wait; /* no row in the queue could send it after a restart */
	const char *html;     /* what the person gets back and sends again */
	WdDraftSend send;
	WdDraftSend send_masked; /* (nullable) with what was masked; NULL: this way cannot */
	gpointer data;           /* (transfer full) for both */
	GDestroyNotify free_data;
} WdDraftFields;

/*
 * What was not sent: asked about once, given back, kept in the queue when policy holds it. Every
 * way out (conversation, protocol function, command) stops its text here, so that there is one
 * question about it and one promise: what does not go comes back to the person.
 */
void wd_purple_drafts_attach(WdSession *session);
void wd_purple_drafts_detach(WdSession *session);
void wd_purple_drafts_stop(WdSession *session, const WdDraftFields *fields, WdVerdict *verdict);
gboolean wd_purple_drafts_append_line(WdSession *session, const WdPlace *place, const char *html);
gboolean wd_purple_drafts_is_sending(WdSession *session);
gboolean wd_purple_drafts_send_own(WdSession *session,
				   PurpleAccount *account,
				   const char *peer,
				   const char *html);
void wd_purple_drafts_say(const WdPlace *place, const char *text);
