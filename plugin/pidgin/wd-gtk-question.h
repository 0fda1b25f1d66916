/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/wd-ui.h"

/*
 * The looks of one question: a dialog that waits beside the person's work, never in its way. The
 * safe choice is what Enter, Escape and closing mean. When it is shown, and who gets the answer, is
 * for wd-gtk-questions.h.
 */
GtkWidget *wd_gtk_question_new(const WdQuestion *question);
void wd_gtk_question_update(GtkWidget *dialog, const WdQuestion *question);
char *wd_gtk_question_get_text(GtkWidget *dialog);
char *wd_gtk_question_format_host(const char *host);
