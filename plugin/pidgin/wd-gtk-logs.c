/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-logs.h"

#include <glib/gi18n-lib.h>

#include "pidgin/wd-gtk-log-hits.h"
#include "pidgin/wd-gtk-parts.h"
#include "ui/wd-logs-text.h"

#define MIN_HITS_LINES 6

struct WdGtkLogs {
	const WdHost *host;
	WdGtkLogsOpen open;
	gpointer data;
	GtkWidget *page; /* (nullable): not made, or gone with its window */
	GtkWidget *state;
	GtkWidget *passphrase;
	GtkWidget *unlock;
	GtkWidget *lock;
	GtkWidget *words;
	GtkWidget *find;
	GtkWidget *stop;
	GtkWidget *import;
	GtkWidget *bar;
	GtkWidget *lock_row;
	GtkWidget *passphrase_label;
	GtkWidget *hits;
	gboolean is_busy;
	gboolean is_locked; /* as it is shown */
};

static const WdLogsPort *
get_port(const WdGtkLogs *logs)
{
	return logs->host->logs;
}

/* Where one types or presses next. */
static void
grab_focus(WdGtkLogs *logs)
{
	if (gtk_widget_get_visible(logs->passphrase))
		gtk_widget_grab_focus(logs->passphrase);
	else if (gtk_widget_get_sensitive(logs->words))
		gtk_widget_grab_focus(logs->words);
	else
		gtk_widget_grab_focus(gtk_widget_get_visible(logs->unlock) ? logs->unlock
									   : logs->hits);
}

/* What had the keyboard may have gone or become grey. */
static void
keep_focus(WdGtkLogs *logs)
{
	GtkWidget *top = gtk_widget_get_toplevel(logs->page);

	if (gtk_widget_get_mapped(logs->page) && GTK_IS_WINDOW(top) &&
	    gtk_window_get_focus(GTK_WINDOW(top)) == NULL)
		grab_focus(logs);
}

/* Buttons as the logs are by now. */
static void
refresh(WdGtkLogs *logs)
{
	WdLogsState state;
	g_autofree char *text = NULL;
	gboolean can_unlock;

	get_port(logs)->get_state(logs->host->session, &state);
	text = wd_logs_text_for_state(&state);
	logs->is_locked = state.is_locked;
	can_unlock = state.is_locked && state.has_key;
	gtk_label_set_text(GTK_LABEL(logs->state), text);
	gtk_widget_set_visible(logs->passphrase, can_unlock && state.wants_passphrase);
	gtk_widget_set_visible(logs->passphrase_label, can_unlock && state.wants_passphrase);
	gtk_widget_set_visible(logs->unlock, can_unlock);
	gtk_widget_set_visible(logs->lock, state.can_lock);
	gtk_widget_set_visible(logs->lock_row, can_unlock || state.can_lock);
	gtk_widget_set_sensitive(logs->words, !state.is_locked);
	gtk_widget_set_sensitive(logs->find, !state.is_locked && !logs->is_busy);
	gtk_widget_set_sensitive(logs->import,
				 !state.is_locked && !logs->is_busy && !state.is_refused);
	gtk_widget_set_sensitive(logs->stop, logs->is_busy);
	keep_focus(logs);
}

static void
set_bar(WdGtkLogs *logs, double part, const char *words)
{
	gtk_progress_bar_set_fraction(GTK_PROGRESS_BAR(logs->bar), CLAMP(part, 0, 1));
	gtk_progress_bar_set_text(GTK_PROGRESS_BAR(logs->bar), words);
	/* Before there is something to tell it would be an empty box. */
	gtk_widget_set_visible(logs->bar, logs->is_busy || *words != '\0');
}

static void
unlocked(const char *problem, gpointer data)
{
	WdGtkLogs *logs = data;

	gtk_widget_set_sensitive(logs->unlock, TRUE);
	set_bar(logs, 0, problem != NULL ? problem : "");
	refresh(logs);
}

static void
on_unlock(GtkWidget *widget, gpointer data)
{
	WdGtkLogs *logs = data;
	g_autofree char *typed = g_strdup(gtk_entry_get_text(GTK_ENTRY(logs->passphrase)));

	if (!gtk_widget_get_sensitive(logs->unlock))
		return; /* Enter, while one is worked on */
	gtk_entry_set_text(GTK_ENTRY(logs->passphrase), "");
	gtk_widget_set_sensitive(logs->unlock, FALSE);
	get_port(logs)->unlock(logs->host->session, typed, unlocked, logs);
	for (char *p = typed; *p != '\0'; p++)
		*(volatile char *)p = '\0';
}

static void
on_lock(GtkWidget *widget, gpointer data)
{
	WdGtkLogs *logs = data;

	get_port(logs)->lock(logs->host->session);
	wd_gtk_log_hits_clear(logs->hits); /* it was read with the key */
	refresh(logs);
}

static void
add_hit(const WdLogsHit *hit, gpointer data)
{
	WdGtkLogs *logs = data;

	wd_gtk_log_hits_add(logs->hits, hit);
}

static void
show_progress(double part, const char *words, gpointer data)
{
	set_bar(data, part, words);
}

static void
end_job(const char *words, gpointer data)
{
	WdGtkLogs *logs = data;

	logs->is_busy = FALSE;
	set_bar(logs, 1, words);
	refresh(logs);
}

static void
begin_job(WdGtkLogs *logs, gboolean has_begun)
{
	logs->is_busy = has_begun;
	set_bar(logs, 0, has_begun ? "" : _("That is not possible at the moment."));
	refresh(logs);
}

static WdLogsWatch
make_watch(WdGtkLogs *logs)
{
	return (WdLogsWatch){
		.hit = add_hit, .progress = show_progress, .done = end_job, .data = logs};
}

static void
on_find(GtkWidget *widget, gpointer data)
{
	WdGtkLogs *logs = data;
	const char *words = gtk_entry_get_text(GTK_ENTRY(logs->words));
	WdLogsWatch watch = make_watch(logs);

	if (logs->is_busy || *words == '\0')
		return;
	wd_gtk_log_hits_clear(logs->hits);
	begin_job(logs, get_port(logs)->search(logs->host->session, words, &watch));
}

static void
on_stop(GtkWidget *widget, gpointer data)
{
	WdGtkLogs *logs = data;

	get_port(logs)->cancel(logs->host->session);
	logs->is_busy = FALSE;
	set_bar(logs, 0, _("Stopped."));
	refresh(logs);
}

static void
on_import(GtkWidget *widget, gpointer data)
{
	WdGtkLogs *logs = data;
	WdLogsWatch watch = make_watch(logs);

	begin_job(logs, get_port(logs)->import(logs->host->session, &watch));
}

static GtkWidget *
make_button(WdGtkLogs *logs, const char *name, const char *label, GCallback clicked)
{
	GtkWidget *button = gtk_button_new_with_mnemonic(label);

	gtk_widget_set_name(button, name);
	g_signal_connect(button, "clicked", clicked, logs);
	return button;
}

static GtkWidget *
make_lock_row(WdGtkLogs *logs)
{
	GtkWidget *row = gtk_hbox_new(FALSE, WD_GTK_GAP);

	logs->lock_row = row;
	logs->passphrase = gtk_entry_new();
	wd_gtk_name(logs->passphrase, "warden-passphrase", _("Passphrase"));
	gtk_entry_set_visibility(GTK_ENTRY(logs->passphrase), FALSE);
	logs->passphrase_label = wd_gtk_label_new(_("_Passphrase:"), logs->passphrase);
	g_signal_connect(logs->passphrase, "activate", G_CALLBACK(on_unlock), logs);
	logs->unlock = make_button(logs, "warden-unlock", _("_Unlock"), G_CALLBACK(on_unlock));
	logs->lock = make_button(logs, "warden-lock", _("Loc_k"), G_CALLBACK(on_lock));
	gtk_box_pack_start(GTK_BOX(row), logs->passphrase_label, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(row), logs->passphrase, TRUE, TRUE, 0);
	gtk_box_pack_start(GTK_BOX(row), logs->unlock, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(row), logs->lock, FALSE, FALSE, 0);
	return row;
}

static GtkWidget *
make_search_row(WdGtkLogs *logs)
{
	GtkWidget *row = gtk_hbox_new(FALSE, WD_GTK_GAP);

	logs->words = gtk_entry_new();
	wd_gtk_name(logs->words, "warden-words", _("Words to find in all logs"));
	g_signal_connect(logs->words, "activate", G_CALLBACK(on_find), logs);
	logs->find = make_button(logs, "warden-find", _("Fi_nd"), G_CALLBACK(on_find));
	logs->stop = make_button(logs, "warden-stop", _("_Stop"), G_CALLBACK(on_stop));
	gtk_box_pack_start(GTK_BOX(row),
			   wd_gtk_label_new(_("_Words in all conversations:"), logs->words),
			   FALSE,
			   FALSE,
			   0);
	gtk_box_pack_start(GTK_BOX(row), logs->words, TRUE, TRUE, 0);
	gtk_box_pack_start(GTK_BOX(row), logs->find, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(row), logs->stop, FALSE, FALSE, 0);
	return row;
}

static void
open_log(const WdPlace *place, gpointer data)
{
	const WdGtkLogs *logs = data;

	logs->open(place, logs->data);
}

static GtkWidget *
make_import_row(WdGtkLogs *logs)
{
	GtkWidget *row = gtk_hbox_new(FALSE, WD_GTK_BORDER);
	GtkWidget *column = gtk_vbox_new(FALSE, 0);
	GtkWidget *text = wd_gtk_sentence_new("warden-import-text");

	gtk_label_set_text(GTK_LABEL(text),
			   _("Logs from before Purple Warden are in plain text. Encrypting them "
			     "deletes the old files; backups of these stay."));
	logs->import =
		make_button(logs, "warden-import", _("_Encrypt Old Logs"), G_CALLBACK(on_import));
	wd_gtk_describe(logs->import, gtk_label_get_text(GTK_LABEL(text)));
	gtk_box_pack_start(GTK_BOX(column), logs->import, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(row), text, TRUE, TRUE, 0);
	gtk_box_pack_start(GTK_BOX(row), column, FALSE, FALSE, 0);
	return row;
}

static void
on_destroy(GtkWidget *page, gpointer data)
{
	WdGtkLogs *logs = data;

	if (logs->is_busy)
		get_port(logs)->cancel(logs->host->session);
	get_port(logs)->forget_unlock(logs->host->session);
	logs->is_busy = FALSE;
	logs->page = NULL;
}

/**
 * wd_gtk_logs_new:
 * @host: the session; outlives the page
 * @open: opens Pidgin's viewer
 * @data: for @open
 *
 * Returns: (transfer full): nothing that is seen yet
 */
WdGtkLogs *
wd_gtk_logs_new(const WdHost *host, WdGtkLogsOpen open, gpointer data)
{
	WdGtkLogs *logs = g_new0(WdGtkLogs, 1);

	logs->host = host;
	logs->open = open;
	logs->data = data;
	return logs;
}

/**
 * wd_gtk_logs_make:
 * @logs: a #WdGtkLogs whose page is not open
 *
 * Returns: (transfer full): the page, a floating widget; it may be destroyed at any time
 */
GtkWidget *
wd_gtk_logs_make(gpointer logs)
{
	WdGtkLogs *self = logs;
	GtkWidget *box = gtk_vbox_new(FALSE, WD_GTK_BORDER);

	self->page = box;
	self->state = wd_gtk_sentence_new("warden-logs-state");
	self->hits = wd_gtk_log_hits_new(open_log, self);
	self->bar = gtk_progress_bar_new();
	wd_gtk_name(self->bar, "warden-bar", _("Progress"));
	gtk_progress_bar_set_ellipsize(GTK_PROGRESS_BAR(self->bar), PANGO_ELLIPSIZE_END);
	gtk_box_pack_start(GTK_BOX(box), self->state, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(box), make_lock_row(self), FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(box), make_search_row(self), FALSE, FALSE, 0);
	gtk_box_pack_start(
		GTK_BOX(box), wd_gtk_scrolled_new(self->hits, MIN_HITS_LINES), TRUE, TRUE, 0);
	gtk_box_pack_start(GTK_BOX(box), make_import_row(self), FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(box), self->bar, FALSE, FALSE, 0);
	gtk_widget_show_all(box);
	gtk_widget_hide(self->bar);
	g_signal_connect(box, "destroy", G_CALLBACK(on_destroy), self);
	return box;
}

/**
 * wd_gtk_logs_show:
 * @logs: a #WdGtkLogs with an open page
 * @words: (nullable): looked for at once, if the logs are open
 *
 * The page has come to the front: shows the state of now, with the keyboard where one types next.
 */
void
wd_gtk_logs_show(gpointer logs, const char *words)
{
	WdGtkLogs *self = logs;

	refresh(self);
	if (words != NULL && *words != '\0') {
		gtk_entry_set_text(GTK_ENTRY(self->words), words);
		if (gtk_widget_is_sensitive(self->find))
			on_find(self->find, self);
	}
	grab_focus(self);
}

/**
 * wd_gtk_logs_refresh:
 * @logs: the page
 *
 * The key may have come or gone, by whoever did it: what was read with it goes with it.
 */
void
wd_gtk_logs_refresh(WdGtkLogs *logs)
{
	WdLogsState state;

	if (logs->page == NULL)
		return;
	get_port(logs)->get_state(logs->host->session, &state);
	if (state.is_locked == logs->is_locked)
		return;
	if (state.is_locked)
		wd_gtk_log_hits_clear(logs->hits);
	refresh(logs);
}

/**
 * wd_gtk_logs_get_page:
 * @logs: the page
 *
 * Returns: (transfer none) (nullable): its widget while it is open
 */
GtkWidget *
wd_gtk_logs_get_page(WdGtkLogs *logs)
{
	return logs->page;
}

/**
 * wd_gtk_logs_free:
 * @logs: (nullable) (transfer full): the page; its widget goes with it
 */
void
wd_gtk_logs_free(WdGtkLogs *logs)
{
	if (logs == NULL)
		return;
	if (logs->page != NULL)
		gtk_widget_destroy(logs->page);
	g_free(logs);
}
