/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "purple/wd-session.h"

/*
 * "This is SPIM" and "Not SPIM", wherever the person can say it: about what is held, about a
 * message in a conversation, about a contact. Each call does what was asked and says in one
 * sentence what that was; the menus of conversations and contacts are the client's own.
 */
void wd_purple_lessons_attach(WdSession *session);
void wd_purple_lessons_detach(WdSession *session);

/* Each returns what was done, translated; @lesson_id is NULL when nothing was learned from it. */
char *wd_purple_lessons_teach_held(WdSession *session,
				   const char *held_id,
				   gboolean is_spim,
				   char **lesson_id,
				   GError **error);
/* @line: (nullable): what the person pointed at; the last message when it is none of the last few
 */
char *wd_purple_lessons_teach_shown(WdSession *session,
				    const WdPlace *place,
				    const char *line,
				    gboolean is_spim,
				    char **lesson_id,
				    GError **error);
char *wd_purple_lessons_undo(WdSession *session, const char *lesson_id, GError **error);
char *wd_purple_lessons_teach_conversation(WdSession *session,
					   PurpleConversation *conversation,
					   gboolean is_spim);
