/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/spim/wd-spim-lesson.h"
#include "purple/wd-session.h"

/*
 * What the person teaches about SPIM, from the click to the next judgement: keeps the lessons on
 * disk, puts what they weigh together into the session's knowledge, and takes it back on request.
 * Reading those of earlier runs takes a while, so it happens when the main loop has nothing else to
 * do. Attached before the parts that show messages, and detached after them.
 */
void wd_session_lessons_attach(WdSession *session);
void wd_session_lessons_detach(WdSession *session);

/* A message that the person sees; kept in memory, in case that they say what it is. */
void wd_session_lessons_note_shown(WdSession *session, const WdEvent *event);
GPtrArray *wd_session_lessons_list_shown(WdSession *session, const WdPlace *place);

/* One click, whatever it was about. Returns its id for the way back. */
char *wd_session_lessons_teach(WdSession *session,
			       const char *const *texts,
			       gsize n_texts,
			       gboolean is_spim,
			       WdSpimSource source,
			       GError **error);
/* @id NULL: the latest click. A message that was deleted with the click waits again. */
gboolean wd_session_lessons_undo(WdSession *session, const char *id, GError **error);
gboolean wd_session_lessons_can_undo(WdSession *session);
void wd_session_lessons_note_deleted(WdSession *session, const char *id, const char *held_id);
