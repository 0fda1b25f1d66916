/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-unlock-bar.h"

#include <glib/gi18n-lib.h>

#include "pidgin/wd-gtk-palette.h"
#include "pidgin/wd-gtk-parts.h"
#include "ui/wd-logs-port.h"

#define SPACING 6 /* pixels, as the rest of the window */

struct WdGtkUnlockBar {
	const WdHost *host;
	WdGtkUnlocked unlocked;
	gpointer data;
	GtkWidget *bar; /* a reference */
	GtkWidget *label;
	GtkWidget *problem;
	GtkWidget *passphrase;
	GtkWidget *unlock;
	gboolean is_waiting;
};

static void
set_problem(WdGtkUnlockBar *bar, const char *problem)
{
	gtk_label_set_text(GTK_LABEL(bar->problem), problem != NULL ? problem : "");
	gtk_widget_set_visible(bar->problem, problem != NULL);
}

static void
take_answer(const char *problem, gpointer data)
{
	WdGtkUnlockBar *bar = data;

	bar->is_waiting = FALSE;
	gtk_widget_set_sensitive(bar->unlock, TRUE);
	set_problem(bar, problem);
	if (problem == NULL)
		bar->unlocked(bar->data);
	else
		gtk_widget_grab_focus(bar->passphrase);
}

static void
on_unlock(GtkWidget *widget, gpointer data)
{
	WdGtkUnlockBar *bar = data;
	const WdLogsPort *port = bar->host->logs;
	g_autofree char *typed = g_strdup(gtk_entry_get_text(GTK_ENTRY(bar->passphrase)));

	if (bar->is_waiting)
		return;
	gtk_entry_set_text(GTK_ENTRY(bar->passphrase), "");
	gtk_widget_set_sensitive(bar->unlock, FALSE);
	set_problem(bar, NULL);
	bar->is_waiting = TRUE;
	port->unlock(bar->host->session, typed, take_answer, bar);
	for (char *p = typed; *p != '\0'; p++)
		*(volatile char *)p = '\0';
}

static GtkWidget *
make_label(const char *name)
{
	GtkWidget *label = wd_gtk_sentence_new(name);

	gtk_misc_set_alignment(GTK_MISC(label), 0, 0.5);
	return label;
}

static void
make_widgets(WdGtkUnlockBar *bar)
{
	GtkWidget *words = gtk_vbox_new(FALSE, SPACING);
	GtkWidget *area;

	bar->bar = g_object_ref_sink(gtk_info_bar_new());
	bar->label = make_label("warden-unlock-text");
	bar->problem = make_label("warden-unlock-problem");
	bar->passphrase = gtk_entry_new();
	bar->unlock = gtk_button_new_with_mnemonic(_("_Unlock"));
	gtk_entry_set_visibility(GTK_ENTRY(bar->passphrase), FALSE);
	gtk_info_bar_set_message_type(GTK_INFO_BAR(bar->bar), GTK_MESSAGE_INFO);
	area = gtk_info_bar_get_content_area(GTK_INFO_BAR(bar->bar));
	gtk_box_pack_start(GTK_BOX(words), bar->label, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(words), bar->problem, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(area), words, TRUE, TRUE, 0);
	gtk_box_pack_end(GTK_BOX(area), bar->unlock, FALSE, FALSE, 0);
	gtk_box_pack_end(GTK_BOX(area), bar->passphrase, FALSE, FALSE, 0);
	wd_gtk_palette_keep_readable(bar->label, bar->bar);
	wd_gtk_palette_keep_readable(bar->problem, bar->bar);
	gtk_widget_show(bar->label);
	gtk_widget_show(words);
	gtk_widget_set_no_show_all(bar->bar, TRUE);
	gtk_widget_set_name(bar->bar, "warden-unlock");
	wd_gtk_name(bar->passphrase, "warden-unlock-passphrase", _("Passphrase"));
	gtk_widget_set_name(bar->unlock, "warden-unlock-button");
}

/**
 * wd_gtk_unlock_bar_new:
 * @host: the session; must outlive the bar
 * @unlocked: called when the key has come
 * @data: for @unlocked
 *
 * Returns: (transfer full): a bar that is not shown; freed with wd_gtk_unlock_bar_free()
 */
WdGtkUnlockBar *
wd_gtk_unlock_bar_new(const WdHost *host, WdGtkUnlocked unlocked, gpointer data)
{
	WdGtkUnlockBar *bar = g_new0(WdGtkUnlockBar, 1);

	bar->host = host;
	bar->unlocked = unlocked;
	bar->data = data;
	make_widgets(bar);
	g_signal_connect(bar->unlock, "clicked", G_CALLBACK(on_unlock), bar);
	g_signal_connect(bar->passphrase, "activate", G_CALLBACK(on_unlock), bar);
	return bar;
}

/**
 * wd_gtk_unlock_bar_free:
 * @bar: (nullable) (transfer full): a bar; its widget may stay in a window, without a function
 */
void
wd_gtk_unlock_bar_free(WdGtkUnlockBar *bar)
{
	if (bar == NULL)
		return;
	if (bar->is_waiting)
		bar->host->logs->forget_unlock(bar->host->session);
	g_signal_handlers_disconnect_by_data(bar->unlock, bar);
	g_signal_handlers_disconnect_by_data(bar->passphrase, bar);
	g_object_unref(bar->bar);
	g_free(bar);
}

/**
 * wd_gtk_unlock_bar_get_widget:
 * @bar: a bar
 *
 * Returns: (transfer none): what to pack; shows itself when there is something to unlock
 */
GtkWidget *
wd_gtk_unlock_bar_get_widget(WdGtkUnlockBar *bar)
{
	return bar->bar;
}

/**
 * wd_gtk_unlock_bar_show:
 * @bar: a bar
 * @sentence: (nullable): what is locked; NULL hides the bar
 *
 * There is a button only where the key is on this computer, and an entry only where it takes a
 * passphrase.
 */
void
wd_gtk_unlock_bar_show(WdGtkUnlockBar *bar, const char *sentence)
{
	WdLogsState state;

	gtk_widget_set_visible(bar->bar, sentence != NULL);
	if (sentence == NULL)
		return;
	bar->host->logs->get_state(bar->host->session, &state);
	gtk_label_set_text(GTK_LABEL(bar->label), sentence);
	gtk_widget_set_visible(bar->passphrase, state.has_key && state.wants_passphrase);
	gtk_widget_set_visible(bar->unlock, state.has_key);
}
