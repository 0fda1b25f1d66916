/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-shield-window.h"

#include <glib/gi18n-lib.h>

#include "pidgin/wd-gtk-icons.h"
#include "pidgin/wd-gtk-text.h"
#include "pidgin/wd-gtk-width.h"

#define MAX_NAME_CHARS 60
#define TEXT_CHARS     44 /* width of a sentence, in letters of the theme's font */
#define BODY_KEY       "warden-shield-body"
#define PICTURE_KEY    "warden-shield-picture"
#define PAUSE_KEY      "warden-shield-pause"
#define REVIEW_KEY     "warden-shield-review"

static const char *const icons[] = {
	[WD_SHIELD_GOOD] = "shield-good",
	[WD_SHIELD_PLAIN] = "shield-plain",
	[WD_SHIELD_CARE] = "shield-care",
};

/**
 * wd_gtk_shield_window_icon_for:
 * @level: how things are
 *
 * Returns: (transfer none): for wd_gtk_icon_load(); the three differ in more than colour
 */
const char *
wd_gtk_shield_window_icon_for(WdShieldLevel level)
{
	g_return_val_if_fail((guint)level < G_N_ELEMENTS(icons), icons[WD_SHIELD_PLAIN]);
	return icons[level];
}

static GtkWidget *
make_image(WdShieldLevel level)
{
	g_autoptr(GdkPixbuf) pixbuf =
		wd_gtk_icon_load(wd_gtk_shield_window_icon_for(level), WD_GTK_ICON_SMALL);
	GtkWidget *image = gtk_image_new_from_pixbuf(pixbuf);

	gtk_misc_set_alignment(GTK_MISC(image), 0.5, 0);
	return image;
}

static GtkWidget *
make_label(const char *text, gboolean is_title)
{
	GtkWidget *label = gtk_label_new(NULL);
	g_autofree char *markup = g_markup_printf_escaped(is_title ? "<b>%s</b>" : "%s", text);

	gtk_label_set_markup(GTK_LABEL(label), markup);
	gtk_misc_set_alignment(GTK_MISC(label), 0, 0);
	if (is_title)
		return label;
	gtk_label_set_line_wrap(GTK_LABEL(label), TRUE);
	wd_gtk_width_set(label, TEXT_CHARS);
	return label;
}

static void
attach(GtkWidget *table, GtkWidget *child, guint column, guint row)
{
	gtk_table_attach(GTK_TABLE(table),
			 child,
			 column,
			 column + 1,
			 row,
			 row + 1,
			 GTK_FILL,
			 GTK_FILL,
			 0,
			 0);
}

static GtkWidget *
make_table(const WdShield *shield)
{
	g_autoptr(GPtrArray) lines = wd_shield_describe(shield);
	GtkWidget *table = gtk_table_new(MAX(1, lines->len), 3, FALSE);

	gtk_table_set_row_spacings(GTK_TABLE(table), 8);
	gtk_table_set_col_spacings(GTK_TABLE(table), 8);
	for (guint i = 0; i < lines->len; i++) {
		const WdShieldLine *line = g_ptr_array_index(lines, i);

		attach(table, make_image(line->level), 0, i);
		attach(table, make_label(line->title, TRUE), 1, i);
		attach(table, make_label(line->text, FALSE), 2, i);
	}
	return table;
}

static GtkWidget *
make_head(GtkWidget *window, const char *peer)
{
	GtkWidget *head = gtk_hbox_new(FALSE, 12);
	GtkWidget *picture = gtk_image_new();
	GtkWidget *label = gtk_label_new(NULL);
	g_autofree char *shown = wd_gtk_text_line(peer, MAX_NAME_CHARS);
	g_autofree char *markup =
		g_markup_printf_escaped("<span weight=\"bold\" size=\"larger\">%s</span>", shown);

	gtk_label_set_markup(GTK_LABEL(label), markup);
	gtk_label_set_ellipsize(GTK_LABEL(label), PANGO_ELLIPSIZE_END);
	gtk_misc_set_alignment(GTK_MISC(label), 0, 0.5);
	gtk_box_pack_start(GTK_BOX(head), picture, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(head), label, TRUE, TRUE, 0);
	g_object_set_data(G_OBJECT(window), PICTURE_KEY, picture);
	return head;
}

static void
add_buttons(GtkWidget *window)
{
	GtkDialog *dialog = GTK_DIALOG(window);
	GtkWidget *pause = gtk_dialog_add_button(dialog, "", WD_GTK_SHIELD_PAUSE);
	GtkWidget *review = gtk_dialog_add_button(dialog, _("_Review"), WD_GTK_SHIELD_REVIEW);
	GtkWidget *close = gtk_dialog_add_button(dialog, GTK_STOCK_CLOSE, GTK_RESPONSE_CLOSE);

	gtk_button_set_use_underline(GTK_BUTTON(pause), TRUE);
	gtk_widget_set_no_show_all(pause, TRUE);
	gtk_widget_set_no_show_all(review, TRUE);
	g_object_set_data(G_OBJECT(window), PAUSE_KEY, pause);
	g_object_set_data(G_OBJECT(window), REVIEW_KEY, review);
	gtk_dialog_set_default_response(dialog, GTK_RESPONSE_CLOSE);
	gtk_widget_grab_focus(close);
}

/**
 * wd_gtk_shield_window_new:
 * @peer: whom it is about; a peer's text
 * @above: (nullable): the window of the conversation
 *
 * Returns: (transfer full): a dialog that is not filled and not shown yet
 */
GtkWidget *
wd_gtk_shield_window_new(const char *peer, GtkWindow *above)
{
	GtkWidget *window = gtk_dialog_new();
	GtkWidget *area = gtk_dialog_get_content_area(GTK_DIALOG(window));
	GtkWidget *body = gtk_vbox_new(FALSE, 12);
	g_autoptr(GdkPixbuf) icon = wd_gtk_icon_load("warden", WD_GTK_ICON_LARGE);

	gtk_window_set_title(GTK_WINDOW(window), _("What Is Known Here"));
	gtk_window_set_role(GTK_WINDOW(window), "warden-shield");
	gtk_window_set_icon(GTK_WINDOW(window), icon);
	gtk_window_set_resizable(GTK_WINDOW(window), FALSE);
	gtk_window_set_transient_for(GTK_WINDOW(window), above);
	gtk_container_set_border_width(GTK_CONTAINER(window), 6);
	gtk_container_set_border_width(GTK_CONTAINER(body), 6);
	gtk_box_pack_start(GTK_BOX(body), make_head(window, peer), FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(area), body, TRUE, TRUE, 0);
	g_object_set_data(G_OBJECT(window), BODY_KEY, body);
	add_buttons(window);
	gtk_widget_show_all(area);
	return window;
}

static void
fill_buttons(GtkWidget *window, const WdShield *shield, gboolean can_pause)
{
	GtkWidget *pause = g_object_get_data(G_OBJECT(window), PAUSE_KEY);
	gboolean is_paused = shield->paused_until_ms != 0;

	gtk_button_set_label(GTK_BUTTON(pause),
			     is_paused ? _("_End the Pause") : _("_Pause for 10 Minutes"));
	gtk_widget_set_visible(pause, is_paused || can_pause);
	gtk_widget_set_visible(g_object_get_data(G_OBJECT(window), REVIEW_KEY), shield->n_held > 0);
}

/**
 * wd_gtk_shield_window_fill:
 * @window: what wd_gtk_shield_window_new() made
 * @shield: what is known now
 * @can_pause: whether policy lets the person pause
 *
 * Says it; once more replaces what was said.
 */
void
wd_gtk_shield_window_fill(GtkWidget *window, const WdShield *shield, gboolean can_pause)
{
	GtkWidget *body = g_object_get_data(G_OBJECT(window), BODY_KEY);
	GtkWidget *picture = g_object_get_data(G_OBJECT(window), PICTURE_KEY);
	g_autoptr(GList) children = gtk_container_get_children(GTK_CONTAINER(body));
	g_autoptr(GdkPixbuf) pixbuf = wd_gtk_icon_load(
		wd_gtk_shield_window_icon_for(wd_shield_get_level(shield)), WD_GTK_ICON_LARGE);
	GtkWidget *table = make_table(shield);

	gtk_image_set_from_pixbuf(GTK_IMAGE(picture), pixbuf);
	if (children->next != NULL) /* the head stays */
		gtk_widget_destroy(children->next->data);
	gtk_box_pack_start(GTK_BOX(body), table, FALSE, FALSE, 0);
	gtk_widget_show_all(table);
	fill_buttons(window, shield, can_pause);
}
