/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/spim/wd-spim-lesson.h"

/*
 * What is sealed of a lesson. All have one length, so that nobody sees from outside how long the
 * message was, and one spelling. The id is inside as well, so that a sealed lesson moved to another
 * row is found out. Layout: README.md in this folder.
 */

#define WD_LESSON_CODEC_LEN 1072 /* bytes, always */

GBytes *wd_lesson_codec_format(const WdSpimLesson *lesson);
gboolean wd_lesson_codec_parse(const guint8 *bytes, gsize len, WdSpimLesson *lesson, GError **error)
	G_GNUC_WARN_UNUSED_RESULT;
