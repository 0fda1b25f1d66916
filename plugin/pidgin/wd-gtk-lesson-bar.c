/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-lesson-bar.h"

#include <glib/gi18n-lib.h>

#include "pidgin/wd-gtk-palette.h"
#include "pidgin/wd-gtk-parts.h"

struct WdGtkLessonBar {
	const WdHost *host;
	WdGtkLessonUndone undone;
	gpointer data;
	GtkWidget *bar; /* a reference */
	GtkWidget *label;
	GtkWidget *undo;
	GPtrArray *ids; /* of char *: what the button takes back */
};

/* Says the last sentence, or the first problem. */
static char *
undo_all(WdGtkLessonBar *bar)
{
	g_autofree char *said = NULL;
	g_autofree char *problem = NULL;

	for (guint i = bar->ids->len; i-- > 0;) {
		g_autoptr(GError) error = NULL;
		char *sentence = bar->host->undo_lesson(
			bar->host->session, g_ptr_array_index(bar->ids, i), &error);

		if (sentence == NULL && problem == NULL)
			/* Translators: %s is the reason, as the storage reports it. */
			problem = g_strdup_printf(_("This could not be done: %s"),
						  error != NULL ? error->message : "");
		else if (sentence != NULL) {
			g_free(said);
			said = sentence;
		}
	}
	return problem != NULL ? g_steal_pointer(&problem) : g_steal_pointer(&said);
}

static void
on_undo(GtkButton *button, gpointer data)
{
	WdGtkLessonBar *bar = data;
	g_autofree char *said = undo_all(bar);

	wd_gtk_lesson_bar_show(bar, said, NULL);
	bar->undone(bar->data);
}

/**
 * wd_gtk_lesson_bar_new:
 * @host: the session; must outlive the bar
 * @undone: called after something was taken back
 * @data: for @undone
 *
 * Returns: (transfer full): a bar that is not shown; freed with wd_gtk_lesson_bar_free()
 */
WdGtkLessonBar *
wd_gtk_lesson_bar_new(const WdHost *host, WdGtkLessonUndone undone, gpointer data)
{
	WdGtkLessonBar *bar = g_new0(WdGtkLessonBar, 1);
	GtkWidget *area;

	bar->host = host;
	bar->undone = undone;
	bar->data = data;
	bar->ids = g_ptr_array_new_with_free_func(g_free);
	bar->bar = g_object_ref_sink(gtk_info_bar_new());
	bar->label = wd_gtk_sentence_new("warden-lesson-text");
	bar->undo = gtk_button_new_with_mnemonic(_("_Undo"));
	gtk_info_bar_set_message_type(GTK_INFO_BAR(bar->bar), GTK_MESSAGE_INFO);
	gtk_misc_set_alignment(GTK_MISC(bar->label), 0, 0.5);
	area = gtk_info_bar_get_content_area(GTK_INFO_BAR(bar->bar));
	gtk_box_pack_start(GTK_BOX(area), bar->label, TRUE, TRUE, 0);
	gtk_box_pack_end(GTK_BOX(area), bar->undo, FALSE, FALSE, 0);
	wd_gtk_palette_keep_readable(bar->label, bar->bar);
	gtk_widget_show(bar->label);
	gtk_widget_set_no_show_all(bar->bar, TRUE);
	gtk_widget_set_name(bar->bar, "warden-lesson");
	gtk_widget_set_name(bar->undo, "warden-undo");
	g_signal_connect(bar->undo, "clicked", G_CALLBACK(on_undo), bar);
	return bar;
}

/**
 * wd_gtk_lesson_bar_free:
 * @bar: (nullable) (transfer full): a bar; its widget may stay in a window, without a function
 */
void
wd_gtk_lesson_bar_free(WdGtkLessonBar *bar)
{
	if (bar == NULL)
		return;
	g_signal_handlers_disconnect_by_data(bar->undo, bar);
	g_ptr_array_unref(bar->ids);
	g_object_unref(bar->bar);
	g_free(bar);
}

/**
 * wd_gtk_lesson_bar_get_widget:
 * @bar: a bar
 *
 * Returns: (transfer none): what to pack; shows itself when there is something to say
 */
GtkWidget *
wd_gtk_lesson_bar_get_widget(WdGtkLessonBar *bar)
{
	return bar->bar;
}

/**
 * wd_gtk_lesson_bar_show:
 * @bar: a bar
 * @sentence: (nullable): what was done; NULL hides the bar
 * @lesson_ids: (nullable) (element-type utf8): what the button would take back; without any there
 *   is no button
 */
void
wd_gtk_lesson_bar_show(WdGtkLessonBar *bar, const char *sentence, const GPtrArray *lesson_ids)
{
	g_ptr_array_set_size(bar->ids, 0);
	for (guint i = 0; lesson_ids != NULL && i < lesson_ids->len; i++)
		g_ptr_array_add(bar->ids, g_strdup(g_ptr_array_index(lesson_ids, i)));
	gtk_label_set_text(GTK_LABEL(bar->label), sentence != NULL ? sentence : "");
	gtk_widget_set_visible(bar->undo, bar->ids->len > 0);
	gtk_widget_set_visible(bar->bar, sentence != NULL);
}
