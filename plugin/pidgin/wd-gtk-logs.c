/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-logs.h"

#include <glib/gi18n-lib.h>

#include "pidgin/wd-gtk-icons.h"

#define SPACING_PX  12
#define WIDTH_PX    640
#define HEIGHT_PX   480
#define MS_A_SECOND 1000

enum {
	COLUMN_TIME,
	COLUMN_WHO,
	COLUMN_TEXT,
	COLUMN_PROTOCOL,
	COLUMN_ACCOUNT,
	COLUMN_PEER,
	COLUMN_IS_CHAT,
	N_COLUMNS
};

struct WdGtkLogs {
	const WdHost *host;
	WdGtkLogsOpen open;
	gpointer data;
	GtkWidget *window; /* (nullable): not shown */
	GtkWidget *state;
	GtkWidget *passphrase;
	GtkWidget *unlock;
	GtkWidget *lock;
	GtkWidget *words;
	GtkWidget *find;
	GtkWidget *stop;
	GtkWidget *import;
	GtkWidget *bar;
	GtkListStore *hits;
	gboolean is_busy;
};

static const WdLogsPort *
get_port(const WdGtkLogs *logs)
{
	return logs->host->logs;
}

/* What the person had logged before, shown as theirs: libpurple's own switches are off. */
static const char *
describe_wishes(const WdLogsState *state)
{
	static const char *const wishes[] = {
		N_("You had logging switched off."),
		N_("You had logging switched on for conversations."),
		N_("You had logging switched on for chats."),
		N_("You had logging switched on for conversations and chats."),
		N_("You had logging switched on for who comes and goes."),
		N_("You had logging switched on for conversations and for who comes and goes."),
		N_("You had logging switched on for chats and for who comes and goes."),
		N_("You had logging switched on for conversations, chats, and who comes and "
		   "goes."),
	};
	guint which =
		(state->had_ims ? 1 : 0) + (state->had_chats ? 2 : 0) + (state->had_system ? 4 : 0);

	return _(wishes[which]);
}

static char *
format_state(const WdLogsState *state)
{
	GString *text = g_string_new(NULL);

	if (!state->has_key)
		g_string_append(text,
				_("The key to read the logs is not on this computer. They are "
				  "written all the same."));
	else if (!state->is_locked)
		g_string_append(text, _("The logs are encrypted, and you can read them."));
	else if (state->wants_passphrase)
		g_string_append(text,
				_("The logs are locked. Type the passphrase to read them; writing "
				  "does not need it."));
	else
		g_string_append(text,
				_("The logs are locked. Your keyring has the key to read them."));
	if (state->is_refused)
		g_string_append_printf(text, "\n%s", _("Nothing is logged at the moment."));
	g_string_append_printf(text, "\n%s", describe_wishes(state));
	return g_string_free(text, FALSE);
}

/* Buttons as the logs are by now. */
static void
refresh(WdGtkLogs *logs)
{
	WdLogsState state;
	g_autofree char *text = NULL;
	gboolean can_unlock;

	get_port(logs)->get_state(logs->host->session, &state);
	text = format_state(&state);
	can_unlock = state.is_locked && state.has_key;
	gtk_label_set_text(GTK_LABEL(logs->state), text);
	gtk_widget_set_visible(logs->passphrase, can_unlock && state.wants_passphrase);
	gtk_widget_set_visible(logs->unlock, can_unlock);
	gtk_widget_set_visible(logs->lock, state.can_lock);
	gtk_widget_set_sensitive(logs->words, !state.is_locked);
	gtk_widget_set_sensitive(logs->find, !state.is_locked && !logs->is_busy);
	gtk_widget_set_sensitive(logs->import,
				 !state.is_locked && !logs->is_busy && !state.is_refused);
	gtk_widget_set_sensitive(logs->stop, logs->is_busy);
}

static void
set_bar(WdGtkLogs *logs, double part, const char *words)
{
	gtk_progress_bar_set_fraction(GTK_PROGRESS_BAR(logs->bar), CLAMP(part, 0, 1));
	gtk_progress_bar_set_text(GTK_PROGRESS_BAR(logs->bar), words);
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
	gtk_list_store_clear(logs->hits); /* it was read with the key */
	refresh(logs);
}

static char *
format_time(gint64 time_ms)
{
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_local(time_ms / MS_A_SECOND);
	char *text = time != NULL ? g_date_time_format(time, "%x %H:%M") : NULL;

	return text != NULL ? text : g_strdup("?");
}

static void
add_hit(const WdLogsHit *hit, gpointer data)
{
	WdGtkLogs *logs = data;
	g_autofree char *time = format_time(hit->time_ms);
	g_autofree char *text = hit->sender != NULL
					? g_strdup_printf("%s: %s", hit->sender, hit->text)
					: g_strdup(hit->text);
	GtkTreeIter row;

	gtk_list_store_append(logs->hits, &row);
	gtk_list_store_set(logs->hits,
			   &row,
			   COLUMN_TIME,
			   time,
			   COLUMN_WHO,
			   hit->place.peer,
			   COLUMN_TEXT,
			   text,
			   COLUMN_PROTOCOL,
			   hit->place.protocol,
			   COLUMN_ACCOUNT,
			   hit->place.account,
			   COLUMN_PEER,
			   hit->place.peer,
			   COLUMN_IS_CHAT,
			   hit->place.is_chat,
			   -1);
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
	gtk_list_store_clear(logs->hits);
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

static void
on_row(GtkTreeView *view, GtkTreePath *path, GtkTreeViewColumn *column, gpointer data)
{
	WdGtkLogs *logs = data;
	GtkTreeIter row;
	g_autofree char *protocol = NULL;
	g_autofree char *account = NULL;
	g_autofree char *peer = NULL;
	gboolean is_chat = FALSE;

	if (!gtk_tree_model_get_iter(GTK_TREE_MODEL(logs->hits), &row, path))
		return;
	gtk_tree_model_get(GTK_TREE_MODEL(logs->hits),
			   &row,
			   COLUMN_PROTOCOL,
			   &protocol,
			   COLUMN_ACCOUNT,
			   &account,
			   COLUMN_PEER,
			   &peer,
			   COLUMN_IS_CHAT,
			   &is_chat,
			   -1);
	logs->open(&(WdPlace){protocol, account, peer, is_chat}, logs->data);
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
	GtkWidget *row = gtk_hbox_new(FALSE, SPACING_PX / 2);

	logs->passphrase = gtk_entry_new();
	gtk_widget_set_name(logs->passphrase, "warden-passphrase");
	gtk_entry_set_visibility(GTK_ENTRY(logs->passphrase), FALSE);
	gtk_widget_set_tooltip_text(logs->passphrase, _("Passphrase"));
	g_signal_connect(logs->passphrase, "activate", G_CALLBACK(on_unlock), logs);
	logs->unlock = make_button(logs, "warden-unlock", _("_Unlock"), G_CALLBACK(on_unlock));
	logs->lock = make_button(logs, "warden-lock", _("_Lock"), G_CALLBACK(on_lock));
	gtk_box_pack_start(GTK_BOX(row), logs->passphrase, TRUE, TRUE, 0);
	gtk_box_pack_start(GTK_BOX(row), logs->unlock, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(row), logs->lock, FALSE, FALSE, 0);
	return row;
}

static GtkWidget *
make_search_row(WdGtkLogs *logs)
{
	GtkWidget *row = gtk_hbox_new(FALSE, SPACING_PX / 2);
	GtkWidget *label = gtk_label_new_with_mnemonic(_("Look in all conversations _for:"));

	logs->words = gtk_entry_new();
	gtk_widget_set_name(logs->words, "warden-words");
	gtk_label_set_mnemonic_widget(GTK_LABEL(label), logs->words);
	g_signal_connect(logs->words, "activate", G_CALLBACK(on_find), logs);
	logs->find = make_button(logs, "warden-find", _("Fi_nd"), G_CALLBACK(on_find));
	logs->stop = make_button(logs, "warden-stop", _("_Stop"), G_CALLBACK(on_stop));
	gtk_box_pack_start(GTK_BOX(row), label, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(row), logs->words, TRUE, TRUE, 0);
	gtk_box_pack_start(GTK_BOX(row), logs->find, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(row), logs->stop, FALSE, FALSE, 0);
	return row;
}

static void
add_column(GtkWidget *view, const char *title, int column)
{
	GtkCellRenderer *cell = gtk_cell_renderer_text_new();

	g_object_set(cell, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
	gtk_tree_view_insert_column_with_attributes(
		GTK_TREE_VIEW(view), -1, title, cell, "text", column, NULL);
	gtk_tree_view_column_set_resizable(gtk_tree_view_get_column(GTK_TREE_VIEW(view), column),
					   TRUE);
	gtk_tree_view_column_set_min_width(gtk_tree_view_get_column(GTK_TREE_VIEW(view), column),
					   120);
}

static GtkWidget *
make_hits(WdGtkLogs *logs)
{
	GtkWidget *scrolled = gtk_scrolled_window_new(NULL, NULL);
	GtkWidget *view;

	logs->hits = gtk_list_store_new(N_COLUMNS,
					G_TYPE_STRING,
					G_TYPE_STRING,
					G_TYPE_STRING,
					G_TYPE_STRING,
					G_TYPE_STRING,
					G_TYPE_STRING,
					G_TYPE_BOOLEAN);
	view = gtk_tree_view_new_with_model(GTK_TREE_MODEL(logs->hits));
	g_object_unref(logs->hits); /* the view has it */
	gtk_widget_set_name(view, "warden-hits");
	add_column(view, _("When"), COLUMN_TIME);
	add_column(view, _("With"), COLUMN_WHO);
	add_column(view, _("Message"), COLUMN_TEXT);
	g_signal_connect(view, "row-activated", G_CALLBACK(on_row), logs);
	gtk_scrolled_window_set_policy(
		GTK_SCROLLED_WINDOW(scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
	gtk_scrolled_window_set_shadow_type(GTK_SCROLLED_WINDOW(scrolled), GTK_SHADOW_IN);
	gtk_container_add(GTK_CONTAINER(scrolled), view);
	return scrolled;
}

static GtkWidget *
make_import_row(WdGtkLogs *logs)
{
	GtkWidget *row = gtk_hbox_new(FALSE, SPACING_PX / 2);
	GtkWidget *label = gtk_label_new(_(
		"Logs from before Purple Warden are in plain text. Encrypting them deletes the old "
		"files; backups of these stay."));

	gtk_label_set_line_wrap(GTK_LABEL(label), TRUE);
	gtk_misc_set_alignment(GTK_MISC(label), 0, 0.5);
	logs->import =
		make_button(logs, "warden-import", _("_Encrypt Old Logs"), G_CALLBACK(on_import));
	gtk_box_pack_start(GTK_BOX(row), label, TRUE, TRUE, 0);
	gtk_box_pack_start(GTK_BOX(row), logs->import, FALSE, FALSE, 0);
	return row;
}

static void
on_destroy(GtkWidget *window, gpointer data)
{
	WdGtkLogs *logs = data;

	if (logs->is_busy)
		get_port(logs)->cancel(logs->host->session);
	get_port(logs)->forget_unlock(logs->host->session);
	logs->is_busy = FALSE;
	logs->window = NULL;
}

static void
make_window(WdGtkLogs *logs)
{
	g_autoptr(GdkPixbuf) icon = wd_gtk_icon_load("warden", WD_GTK_ICON_LARGE);
	GtkWidget *box = gtk_vbox_new(FALSE, SPACING_PX / 2);

	logs->window = gtk_window_new(GTK_WINDOW_TOPLEVEL);
	gtk_window_set_title(GTK_WINDOW(logs->window), _("Encrypted Logs"));
	gtk_window_set_role(GTK_WINDOW(logs->window), "warden-logs");
	gtk_window_set_default_size(GTK_WINDOW(logs->window), WIDTH_PX, HEIGHT_PX);
	if (icon != NULL)
		gtk_window_set_icon(GTK_WINDOW(logs->window), icon);
	gtk_container_set_border_width(GTK_CONTAINER(logs->window), SPACING_PX);
	logs->state = gtk_label_new(NULL);
	gtk_widget_set_name(logs->state, "warden-logs-state");
	gtk_label_set_line_wrap(GTK_LABEL(logs->state), TRUE);
	gtk_misc_set_alignment(GTK_MISC(logs->state), 0, 0);
	logs->bar = gtk_progress_bar_new();
	gtk_widget_set_name(logs->bar, "warden-bar");
	gtk_box_pack_start(GTK_BOX(box), logs->state, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(box), make_lock_row(logs), FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(box), make_search_row(logs), FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(box), make_hits(logs), TRUE, TRUE, 0);
	gtk_box_pack_start(GTK_BOX(box), make_import_row(logs), FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(box), logs->bar, FALSE, FALSE, 0);
	gtk_container_add(GTK_CONTAINER(logs->window), box);
	gtk_widget_show_all(box);
	g_signal_connect(logs->window, "destroy", G_CALLBACK(on_destroy), logs);
}

/**
 * wd_gtk_logs_new:
 * @host: the session; outlives the window
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
 * wd_gtk_logs_show:
 * @logs: the window
 *
 * Opens it, or brings it to the front, with the state of now.
 */
void
wd_gtk_logs_show(WdGtkLogs *logs)
{
	if (logs->window == NULL)
		make_window(logs);
	refresh(logs);
	gtk_window_present(GTK_WINDOW(logs->window));
}

/**
 * wd_gtk_logs_get_window:
 * @logs: the window
 *
 * Returns: (transfer none) (nullable): the window while it is open
 */
GtkWidget *
wd_gtk_logs_get_window(WdGtkLogs *logs)
{
	return logs->window;
}

/**
 * wd_gtk_logs_free:
 * @logs: (nullable) (transfer full): the window
 */
void
wd_gtk_logs_free(WdGtkLogs *logs)
{
	if (logs == NULL)
		return;
	if (logs->window != NULL)
		gtk_widget_destroy(logs->window);
	g_free(logs);
}
