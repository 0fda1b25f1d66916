/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/wd-host.h"

/*
 * One line above the review list: what was learned from a click, and a button that takes it back.
 * It stays until the next click says something else, or the window is closed.
 */
typedef struct WdGtkLessonBar WdGtkLessonBar;

typedef void (*WdGtkLessonUndone)(gpointer data);

WdGtkLessonBar *wd_gtk_lesson_bar_new(const WdHost *host, WdGtkLessonUndone undone, gpointer data);
void wd_gtk_lesson_bar_free(WdGtkLessonBar *bar);
GtkWidget *wd_gtk_lesson_bar_get_widget(WdGtkLessonBar *bar);
void wd_gtk_lesson_bar_show(WdGtkLessonBar *bar, const char *sentence, const GPtrArray *lesson_ids);
