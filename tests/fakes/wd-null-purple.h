/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

/*
 * A real libpurple core without a client: temporary user folder, recording UI ops, and an
 * in-process protocol "prpl-fake" without a network.  One test program starts it once.
 */

/* A question that libpurple asked its UI. */
typedef struct {
	PurpleRequestType type;
	char *title;
	char *primary;
	char *secondary;
	char *fallback;    /* (nullable) prefilled text of an input, proposed name of a file */
	GPtrArray *labels; /* of char *: the buttons, without mnemonics */
	GArray *callbacks; /* of GCallback */
	gpointer user_data;
	gboolean is_open;
} WdNullRequest;

void wd_null_purple_start(void);
void wd_null_purple_start_as(const char *ui_id);
void wd_null_purple_stop(void);
const char *wd_null_purple_get_user_dir(void);
void wd_null_purple_turn(guint ms);

PurpleAccount *wd_null_purple_sign_on(const char *name);
void wd_null_purple_sign_off(PurpleAccount *account);
PurpleBuddy *wd_null_purple_add_buddy(PurpleAccount *account, const char *name);
PurpleConversation *wd_null_purple_join_chat(PurpleAccount *account, int id, const char *room);
PurplePlugin *wd_null_purple_new_plugin(const char *id);
PurplePluginProtocolInfo *wd_null_purple_get_protocol(void);

GPtrArray *wd_null_purple_wire(
	void); /* "im WHO TEXT", "chat ID TEXT", "whisper ID WHO TEXT", "raw TEXT", ... */
GPtrArray *wd_null_purple_shown(void); /* "CONVERSATION|WHO|TEXT" */
GPtrArray *
wd_null_purple_notices(void); /* "TITLE|PRIMARY|SECONDARY", "uri|URL", "formatted|TITLE|TEXT" */
GPtrArray *wd_null_purple_requests(void);       /* of WdNullRequest *, also the closed ones */
GPtrArray *wd_null_purple_authorizations(void); /* "ACCOUNT|WHO|MESSAGE" */

WdNullRequest *wd_null_purple_find_request(void); /* the newest open one, or NULL */
void wd_null_purple_answer(WdNullRequest *request, const char *label, const char *text);
guint wd_null_purple_count(const GPtrArray *lines, const char *part);
void wd_null_purple_forget(void); /* empties all the lists */
