/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/spim/wd-spim-lesson.h"
#include "store/wd-keys.h"

/*
 * What the person has taught, in state.db: a row for each message, sealed to the person's key.
 * Opening one costs two multiplications, so rows are opened a few at a time, by whoever has time;
 * what is not open yet does not count yet. Client and wardenctl may have them open at once.
 */
typedef struct WdLessons WdLessons;

/* What one click taught. */
typedef struct {
	char *id;
	guint n_parts;       /* messages */
	WdSpimLesson *first; /* (nullable) one of them; NULL while none is open */
} WdLessonsClick;

typedef void (*WdLessonsChanged)(WdLessons *lessons, gpointer data);

/* Main thread only. The database is the review queue's, with a connection of its own. */
WdLessons *wd_lessons_open(const char *base, WdKeys *keys, GError **error);
void wd_lessons_close(WdLessons *lessons);
void wd_lessons_watch(WdLessons *lessons, WdLessonsChanged changed, gpointer data);

/* One click, in parts: all of them or none. Needs no unlocked key. */
gboolean wd_lessons_add(WdLessons *lessons,
			const WdSpimLesson *const *parts,
			gsize n_parts,
			GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean wd_lessons_remove(WdLessons *lessons, const char *id, GError **error);
gboolean wd_lessons_remove_all(WdLessons *lessons, guint *n_removed, GError **error);
char *wd_lessons_complete_id(WdLessons *lessons, const char *prefix, GError **error);

/* What is there, and what of it is open. */
gboolean wd_lessons_refresh(WdLessons *lessons, GError **error);
gboolean wd_lessons_open_some(WdLessons *lessons, guint n);
GPtrArray *wd_lessons_get_open(WdLessons *lessons);
GPtrArray *wd_lessons_list_clicks(WdLessons *lessons);
guint wd_lessons_get_stamp(const WdLessons *lessons);
guint wd_lessons_get_n_rows(const WdLessons *lessons);
guint wd_lessons_take_n_damaged(WdLessons *lessons);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdLessons, wd_lessons_close)
