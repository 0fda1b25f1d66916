/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

/*
 * "Really?", with Cancel as the default, and without a main loop inside. For what the person is
 * about to do in a window of ours; what the session asks goes through wd-gtk-questions.h.
 */
typedef struct {
	const char *question;
	const char *consequence; /* a sentence without its full stop */
	const char *verb;        /* the button's label, with a mnemonic */
	gboolean can_be_undone;
} WdGtkConfirmWords;
typedef void (*WdGtkConfirmed)(gpointer data);

void wd_gtk_confirm(GtkWindow *above,
		    const WdGtkConfirmWords *words,
		    WdGtkConfirmed confirmed,
		    gpointer data,
		    GDestroyNotify free_data);
