/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/wd-ui.h"

/*
 * All open questions. Each is answered exactly once. What the person did themselves is asked about
 * at once; what strangers do queues up behind one dialog, so that fifty offers are not fifty
 * windows.
 */
typedef struct WdGtkQuestions WdGtkQuestions;
typedef GtkWindow *(*WdGtkFindWindow)(const WdPlace *place);

WdGtkQuestions *wd_gtk_questions_new(WdGtkFindWindow find_window);
void wd_gtk_questions_free(WdGtkQuestions *questions);
void wd_gtk_questions_ask(WdGtkQuestions *questions,
			  const WdQuestion *question,
			  WdAnswer answer,
			  gpointer data);
void wd_gtk_questions_withdraw(WdGtkQuestions *questions, const char *id);
GtkWidget *wd_gtk_questions_find_dialog(WdGtkQuestions *questions, const char *id);
guint wd_gtk_questions_count_shown(WdGtkQuestions *questions);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdGtkQuestions, wd_gtk_questions_free)
