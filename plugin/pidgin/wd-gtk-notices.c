/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-notices.h"

#include "pidgin/wd-gtk-icons.h"
#include "pidgin/wd-gtk-text.h"

#define MAX_CHARS        600 /* some sentences */
#define DEFAULT_WIDTH_PX 250 /* Pidgin's own first width of the buddy list */
#define SIDE_WIDTH_PX    70  /* icon, padding, and room for the window to be made narrower */

struct WdGtkNotices {
	GtkWidget *box;      /* NULL once its window is gone */
	GHashTable *banners; /* id -> GtkLabel, owned by box */
	GPtrArray *order;    /* of the ids in the table, oldest first */
	int width_px;
};

static void
fit_label(GtkWidget *label, int width_px)
{
	/* A GTK 2 label wraps at its request, not at its allocation. */
	gtk_widget_set_size_request(label, MAX(80, width_px - SIDE_WIDTH_PX), -1);
}

static GtkWidget *
make_line(const char *icon, int width_px, GtkWidget **label)
{
	GtkWidget *line = gtk_hbox_new(FALSE, 6);
	g_autoptr(GdkPixbuf) pixbuf = wd_gtk_icon_load(icon, WD_GTK_ICON_SMALL);
	GtkWidget *image = gtk_image_new_from_pixbuf(pixbuf);

	*label = gtk_label_new(NULL);
	gtk_misc_set_alignment(GTK_MISC(image), 0.5, 0);
	gtk_misc_set_alignment(GTK_MISC(*label), 0, 0);
	gtk_label_set_line_wrap(GTK_LABEL(*label), TRUE);
	gtk_label_set_line_wrap_mode(GTK_LABEL(*label), PANGO_WRAP_WORD_CHAR);
	fit_label(*label, width_px);
	gtk_label_set_width_chars(GTK_LABEL(*label), 1); /* as in wd-gtk-question.c */
	gtk_box_pack_start(GTK_BOX(line), image, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(line), *label, TRUE, TRUE, 0);
	return line;
}

static void
on_box_destroyed(GtkWidget *box, gpointer data)
{
	WdGtkNotices *notices = data;

	notices->box = NULL;
	g_object_unref(box);
	g_hash_table_remove_all(notices->banners);
	g_ptr_array_set_size(notices->order, 0);
}

/**
 * wd_gtk_notices_new:
 * Returns: (transfer full): notices that show nothing yet; freed with wd_gtk_notices_free()
 */
WdGtkNotices *
wd_gtk_notices_new(void)
{
	WdGtkNotices *notices = g_new0(WdGtkNotices, 1);

	notices->width_px = DEFAULT_WIDTH_PX;
	notices->banners = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	notices->order = g_ptr_array_new_with_free_func(g_free);
	notices->box = g_object_ref_sink(gtk_vbox_new(FALSE, 3));
	g_signal_connect(notices->box, "destroy", G_CALLBACK(on_box_destroyed), notices);
	return notices;
}

/**
 * wd_gtk_notices_free:
 * @notices: (nullable) (transfer full): notices; their widget leaves its window
 */
void
wd_gtk_notices_free(WdGtkNotices *notices)
{
	if (notices == NULL)
		return;
	if (notices->box != NULL)
		gtk_widget_destroy(notices->box);
	g_hash_table_unref(notices->banners);
	g_ptr_array_unref(notices->order);
	g_free(notices);
}

/**
 * wd_gtk_notices_get_widget:
 * @notices: notices
 *
 * Returns: (transfer none) (nullable): the box to pack; NULL once its window was destroyed
 */
GtkWidget *
wd_gtk_notices_get_widget(WdGtkNotices *notices)
{
	return notices->box;
}

/**
 * wd_gtk_notices_set_width:
 * @notices: notices
 * @width_px: the width of the buddy list in pixels
 *
 * Wraps all lines to this width.
 */
void
wd_gtk_notices_set_width(WdGtkNotices *notices, int width_px)
{
	GHashTableIter iter;
	gpointer label;

	notices->width_px = width_px;
	if (notices->box == NULL)
		return;
	g_hash_table_iter_init(&iter, notices->banners);
	while (g_hash_table_iter_next(&iter, NULL, &label))
		fit_label(label, width_px);
}

static void
remove_banner(WdGtkNotices *notices, const char *id)
{
	GtkWidget *label = g_hash_table_lookup(notices->banners, id);
	guint i;

	if (label == NULL)
		return;
	gtk_widget_destroy(gtk_widget_get_parent(label));
	g_hash_table_remove(notices->banners, id);
	if (g_ptr_array_find_with_equal_func(notices->order, id, g_str_equal, &i))
		g_ptr_array_remove_index(notices->order, i);
}

static GtkWidget *
add_banner(WdGtkNotices *notices, const char *id)
{
	GtkWidget *label;
	GtkWidget *line = make_line("warning", notices->width_px, &label);

	gtk_container_set_border_width(GTK_CONTAINER(line), 6);
	gtk_box_pack_start(GTK_BOX(notices->box), line, FALSE, FALSE, 0);
	gtk_widget_show_all(line);
	g_hash_table_insert(notices->banners, g_strdup(id), label);
	g_ptr_array_add(notices->order, g_strdup(id));
	return label;
}

/**
 * wd_gtk_notices_set_banner:
 * @notices: notices
 * @id: which banner; each exists once
 * @text: (nullable): plain text; NULL takes the banner away
 *
 * A banner has no close button: it stays until what it speaks of is over.
 */
void
wd_gtk_notices_set_banner(WdGtkNotices *notices, const char *id, const char *text)
{
	/* Our sentence, with a path, a server or a reason in it that others chose. */
	g_autofree char *shown = wd_gtk_text_sentence(text, MAX_CHARS);
	GtkWidget *label;

	if (notices->box == NULL)
		return;
	if (text == NULL) {
		remove_banner(notices, id);
		return;
	}
	label = g_hash_table_lookup(notices->banners, id);
	if (label == NULL)
		label = add_banner(notices, id);
	gtk_label_set_text(GTK_LABEL(label), shown);
}

/**
 * wd_gtk_notices_format_banners:
 * @notices: notices
 *
 * Returns: (transfer full): the texts of all banners, one a line, oldest first; perhaps empty
 */
char *
wd_gtk_notices_format_banners(WdGtkNotices *notices)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < notices->order->len; i++) {
		const char *id = g_ptr_array_index(notices->order, i);
		GtkLabel *label = g_hash_table_lookup(notices->banners, id);

		g_string_append_printf(out, "%s\n", gtk_label_get_text(label));
	}
	return g_string_free(out, FALSE);
}
