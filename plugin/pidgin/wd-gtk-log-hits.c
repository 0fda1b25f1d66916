/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-log-hits.h"

#include <glib/gi18n-lib.h>

#include "pidgin/wd-gtk-parts.h"
#include "pidgin/wd-gtk-text.h"
#include "ui/wd-activity-text.h"

#define OPEN_DATA      "warden-open"
#define MAX_TEXT_CHARS 400 /* around the words that were found */

enum {
	COLUMN_TIME,
	COLUMN_WHO,
	COLUMN_TEXT,
	COLUMN_TIME_MS,
	COLUMN_PROTOCOL,
	COLUMN_ACCOUNT,
	COLUMN_PEER, /* as the log knows it, not as it is shown */
	COLUMN_IS_CHAT,
	N_COLUMNS
};

static const struct {
	const char *title;
	int column;
	int sort_column;
	int n_chars;
} columns[] = {
	{N_("When"), COLUMN_TIME, COLUMN_TIME_MS, 20},
	{N_("With"), COLUMN_WHO, COLUMN_WHO, 26},
	{N_("Message"), COLUMN_TEXT, COLUMN_TEXT, 60},
};

typedef struct {
	WdGtkLogsOpen open;
	gpointer data;
} Opener;

static GtkTreeModel *
get_model(GtkWidget *hits)
{
	return gtk_tree_view_get_model(GTK_TREE_VIEW(hits));
}

static void
on_row(GtkTreeView *view, GtkTreePath *path, GtkTreeViewColumn *column, gpointer data)
{
	const Opener *opener = data;
	GtkTreeModel *model = gtk_tree_view_get_model(view);
	GtkTreeIter row;
	g_autofree char *protocol = NULL;
	g_autofree char *account = NULL;
	g_autofree char *peer = NULL;
	gboolean is_chat = FALSE;

	if (!gtk_tree_model_get_iter(model, &row, path))
		return;
	gtk_tree_model_get(model,
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
	opener->open(&(WdPlace){protocol, account, peer, is_chat}, opener->data);
}

/**
 * wd_gtk_log_hits_new:
 * @open: opens Pidgin's viewer with one log
 * @data: for @open
 *
 * Returns: (transfer full): a floating, empty table
 */
GtkWidget *
wd_gtk_log_hits_new(WdGtkLogsOpen open, gpointer data)
{
	GtkListStore *store = gtk_list_store_new(N_COLUMNS,
						 G_TYPE_STRING,
						 G_TYPE_STRING,
						 G_TYPE_STRING,
						 G_TYPE_INT64,
						 G_TYPE_STRING,
						 G_TYPE_STRING,
						 G_TYPE_STRING,
						 G_TYPE_BOOLEAN);
	GtkWidget *hits =
		wd_gtk_table_new(GTK_TREE_MODEL(store), "warden-hits", _("Messages found"));
	Opener *opener = g_new0(Opener, 1);

	*opener = (Opener){open, data};
	g_object_unref(store); /* the view has it */
	for (gsize i = 0; i < G_N_ELEMENTS(columns); i++)
		wd_gtk_table_add_column(hits,
					_(columns[i].title),
					columns[i].column,
					columns[i].sort_column,
					columns[i].n_chars);
	gtk_tree_view_set_search_column(GTK_TREE_VIEW(hits), COLUMN_WHO);
	g_object_set_data_full(G_OBJECT(hits), OPEN_DATA, opener, g_free);
	g_signal_connect(hits, "row-activated", G_CALLBACK(on_row), opener);
	return hits;
}

/**
 * wd_gtk_log_hits_add:
 * @hits: the table
 * @hit: copied
 */
void
wd_gtk_log_hits_add(GtkWidget *hits, const WdLogsHit *hit)
{
	g_autofree char *time = wd_activity_format_time(hit->time_ms);
	g_autofree char *who = wd_gtk_text_line(hit->place.peer, WD_GTK_TEXT_LINE_CHARS);
	g_autofree char *said = wd_gtk_text_line(hit->text, MAX_TEXT_CHARS);
	g_autofree char *sender = wd_gtk_text_line(hit->sender, WD_GTK_TEXT_LINE_CHARS);
	g_autofree char *text =
		hit->sender != NULL ? g_strdup_printf("%s: %s", sender, said) : g_strdup(said);

	gtk_list_store_insert_with_values(GTK_LIST_STORE(get_model(hits)),
					  NULL,
					  -1,
					  COLUMN_TIME,
					  time,
					  COLUMN_WHO,
					  who,
					  COLUMN_TEXT,
					  text,
					  COLUMN_TIME_MS,
					  hit->time_ms,
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

/**
 * wd_gtk_log_hits_clear:
 * @hits: the table
 */
void
wd_gtk_log_hits_clear(GtkWidget *hits)
{
	gtk_list_store_clear(GTK_LIST_STORE(get_model(hits)));
}
