/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "wd-census.h"

#include <gtk/gtk.h>
#include <malloc.h>
/* purple.h first: it is what makes plugin.h export purple_init_plugin. */
/* clang-format off */
#include <purple.h>
#include <gtkblist.h>
#include <gtkimhtml.h>
/* clang-format on */

static gboolean
end_at_once(gpointer data)
{
	return G_SOURCE_REMOVE;
}

/* Each that runs has an id below that of a new one. */
static guint64
count_sources(void)
{
	guint newest = g_idle_add(end_at_once, NULL);
	guint64 n = 0;

	g_source_remove(newest);
	for (guint id = 1; id < newest; id++)
		n += g_main_context_find_source_by_id(NULL, id) != NULL;
	return n;
}

static guint64
count_entries(const char *path)
{
	g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
	guint64 n = 0;

	while (folder != NULL && g_dir_read_name(folder) != NULL)
		n++;
	return n;
}

static guint64
count_preferences(const char *path)
{
	GList *names = purple_prefs_get_children_names(path);
	guint64 n = 0;

	for (GList *l = names; l != NULL; l = l->next) {
		n += 1 + count_preferences(l->data);
		g_free(l->data);
	}
	g_list_free(names);
	return n;
}

/* Of a list whose words belong to libpurple. */
static guint64
count_words(GList *list)
{
	guint64 n = g_list_length(list);

	g_list_free(list);
	return n;
}

static guint64
count_keys(void)
{
	g_autoptr(GList) windows = gtk_window_list_toplevels();
	guint64 n = 0;

	for (GList *l = windows; l != NULL; l = l->next)
		n += g_slist_length(gtk_accel_groups_from_object(l->data));
	return n;
}

static guint64
count_widgets(GtkWidget *root)
{
	g_autoptr(GList) children =
		GTK_IS_CONTAINER(root) ? gtk_container_get_children(GTK_CONTAINER(root)) : NULL;
	guint64 n = 1;

	for (GList *l = children; l != NULL; l = l->next)
		n += count_widgets(l->data);
	return n;
}

static guint64
count_all_widgets(void)
{
	g_autoptr(GList) windows = gtk_window_list_toplevels();
	guint64 n = 0;

	for (GList *l = windows; l != NULL; l = l->next)
		n += count_widgets(l->data);
	return n;
}

static guint64
count_tools(void)
{
	PidginBuddyList *buddies = pidgin_blist_get_default_gtk_blist();

	return count_widgets(gtk_item_factory_get_widget(buddies->ift, "/Tools"));
}

static guint64
mix(guint64 sum, gconstpointer bytes, gsize len)
{
	const guint8 *p = bytes;

	for (gsize i = 0; p != NULL && i < len; i++)
		sum = (sum ^ p[i]) * G_GUINT64_CONSTANT(0x100000001b3);
	return sum;
}

/* The functions of others that a plugin wraps: the same again, or somebody is still in between. */
static guint64
sum_slots(void)
{
	GtkIMHtmlClass *text = g_type_class_ref(GTK_TYPE_IMHTML);
	guint64 sum = mix(0, &text->url_clicked, sizeof text->url_clicked);

	g_type_class_unref(text);
	sum = mix(sum, purple_notify_get_ui_ops(), sizeof(PurpleNotifyUiOps));
	sum = mix(sum, purple_request_get_ui_ops(), sizeof(PurpleRequestUiOps));
	sum = mix(sum, purple_accounts_get_ui_ops(), sizeof(PurpleAccountUiOps));
	sum = mix(sum, purple_xfers_get_ui_ops(), sizeof(PurpleXferUiOps));
	sum = mix(sum, purple_ssl_get_ops(), sizeof(PurpleSslOps));
	for (GList *l = purple_plugins_get_protocols(); l != NULL; l = l->next)
		sum = mix(sum,
			  PURPLE_PLUGIN_PROTOCOL_INFO((PurplePlugin *)l->data),
			  sizeof(PurplePluginProtocolInfo));
	for (GList *l = purple_certificate_get_verifiers(); l != NULL; l = l->next)
		sum = mix(sum, l->data, sizeof(PurpleCertificateVerifier));
	return sum;
}

/**
 * wd_census_take:
 * @tell: called for each thing that is counted
 */
void
wd_census_take(WdCensusTell tell)
{
	tell("sources", count_sources());
	tell("widgets", count_all_widgets());
	tell("tools", count_tools());
	tell("keys", count_keys());
	tell("slots", sum_slots());
	tell("commands", count_words(purple_cmd_list(NULL)));
	tell("preferences", count_preferences("/"));
	tell("loggers", count_words(purple_log_logger_get_options()));
	tell("protocols", g_list_length(purple_plugins_get_protocols()));
	tell("conversations", g_list_length(purple_get_conversations()));
	tell("descriptors", count_entries("/proc/self/fd"));
	tell("threads", count_entries("/proc/self/task"));
	tell("memory", mallinfo2().uordblks);
}
