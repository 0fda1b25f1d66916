/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-confirm.h"

#include <glib/gi18n-lib.h>

typedef struct {
	WdGtkConfirmed confirmed;
	gpointer data;
	GDestroyNotify free_data;
} Confirmation;

static void
free_confirmation(gpointer pointer, GClosure *closure)
{
	Confirmation *confirmation = pointer;

	confirmation->free_data(confirmation->data);
	g_free(confirmation);
}

static void
on_response(GtkDialog *dialog, int response, gpointer data)
{
	const Confirmation *confirmation = data;

	if (response == GTK_RESPONSE_OK)
		confirmation->confirmed(confirmation->data);
	gtk_widget_destroy(GTK_WIDGET(dialog));
}

/**
 * wd_gtk_confirm:
 * @above: the window it belongs to; when that closes, the answer is no
 * @words: what is asked
 * @confirmed: called once, only if the person says yes
 * @data: passed to it
 * @free_data: frees @data, whatever the answer
 *
 * Asks without blocking: the client goes on while the question is open, and may even be told to
 * unload this plugin.
 */
void
wd_gtk_confirm(GtkWindow *above,
	       const WdGtkConfirmWords *words,
	       WdGtkConfirmed confirmed,
	       gpointer data,
	       GDestroyNotify free_data)
{
	Confirmation *confirmation = g_new0(Confirmation, 1);
	GtkWidget *dialog =
		gtk_message_dialog_new(above,
				       GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT,
				       GTK_MESSAGE_QUESTION,
				       GTK_BUTTONS_NONE,
				       "%s",
				       words->question);

	*confirmation = (Confirmation){confirmed, data, free_data};
	gtk_message_dialog_format_secondary_text(GTK_MESSAGE_DIALOG(dialog),
						 words->can_be_undone ? "%s." : "%s. %s",
						 words->consequence,
						 _("This cannot be taken back."));
	gtk_dialog_add_buttons(GTK_DIALOG(dialog),
			       GTK_STOCK_CANCEL,
			       GTK_RESPONSE_CANCEL,
			       words->verb,
			       GTK_RESPONSE_OK,
			       NULL);
	gtk_dialog_set_default_response(GTK_DIALOG(dialog), GTK_RESPONSE_CANCEL);
	g_signal_connect_data(
		dialog, "response", G_CALLBACK(on_response), confirmation, free_confirmation, 0);
	gtk_widget_show(dialog);
}
