/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-review-window.h"

#include <glib/gi18n-lib.h>

#include "pidgin/wd-gtk-details.h"
#include "pidgin/wd-gtk-held-text.h"
#include "pidgin/wd-gtk-icons.h"
#include "pidgin/wd-gtk-list.h"

#define SPACING_PX 12

const WdGtkReviewButton wd_gtk_review_buttons[WD_GTK_REVIEW_N_BUTTONS] = {
	{"warden-report",
	 N_("Re_port and Block"),
	 N_("Delete it, and let nothing more through from this sender"),
	 WD_DECISION_REPORT,
	 TRUE,
	 WD_GTK_LESSON_NONE},
	{"warden-spim",
	 N_("This Is _SPIM"),
	 N_("Delete it, and hold messages like it when a stranger writes them"),
	 WD_DECISION_DELETE,
	 TRUE,
	 WD_GTK_LESSON_SPIM},
	{"warden-not-spim",
	 N_("_Not SPIM"),
	 N_("Let it through, and hold no message for words like these"),
	 WD_DECISION_RELEASE,
	 TRUE,
	 WD_GTK_LESSON_NOT_SPIM},
	{"warden-delete",
	 N_("_Delete"),
	 N_("Delete it for good"),
	 WD_DECISION_DELETE,
	 FALSE,
	 WD_GTK_LESSON_NONE},
	{"warden-trust",
	 N_("Release and _Trust"),
	 N_("Let it through, and what this sender sends from now on"),
	 WD_DECISION_TRUST,
	 FALSE,
	 WD_GTK_LESSON_NONE},
	{"warden-release",
	 N_("_Release"),
	 N_("Let this one through"),
	 WD_DECISION_RELEASE,
	 FALSE,
	 WD_GTK_LESSON_NONE},
};

static gboolean
all_allow(const GPtrArray *selected, WdDecision decision)
{
	for (guint i = 0; i < selected->len; i++) {
		if (!wd_gtk_held_allows(g_ptr_array_index(selected, i), decision))
			return FALSE;
	}
	return selected->len > 0;
}

/* There must be words to learn from. */
static gboolean
all_teach(const GPtrArray *selected)
{
	for (guint i = 0; i < selected->len; i++) {
		if (!wd_gtk_held_teaches(g_ptr_array_index(selected, i)))
			return FALSE;
	}
	return TRUE;
}

static guint
count_waiting(const GPtrArray *held)
{
	guint n_waiting = 0;

	for (guint i = 0; i < held->len; i++) {
		const WdHeld *row = g_ptr_array_index(held, i);

		n_waiting += row->state == WD_HELD_WAITING ? 1 : 0;
	}
	return n_waiting;
}

static char *
format_heading(guint n_waiting, guint n_expired)
{
	GString *text = g_string_new(NULL);

	if (n_waiting > 0)
		g_string_append_printf(
			text,
			g_dngettext(GETTEXT_PACKAGE,
				    "%u item is held: not shown, not opened, not sent.",
				    "%u items are held: not shown, not opened, not sent.",
				    n_waiting),
			n_waiting);
	if (n_expired > 0)
		g_string_append_printf(text,
				       g_dngettext(GETTEXT_PACKAGE,
						   " %u has expired.",
						   " %u have expired.",
						   n_expired),
				       n_expired);
	return g_strchug(g_string_free(text, FALSE));
}

static GtkWidget *
make_scrolled(GtkWidget *child, int height_px)
{
	GtkWidget *scrolled = gtk_scrolled_window_new(NULL, NULL);

	gtk_scrolled_window_set_policy(
		GTK_SCROLLED_WINDOW(scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
	gtk_scrolled_window_set_shadow_type(GTK_SCROLLED_WINDOW(scrolled), GTK_SHADOW_IN);
	gtk_widget_set_size_request(scrolled, -1, height_px);
	gtk_container_add(GTK_CONTAINER(scrolled), child);
	return scrolled;
}

static GtkWidget *
make_list_page(WdGtkReviewWidgets *widgets, WdGtkRows *rows)
{
	GtkWidget *panes = gtk_vpaned_new();

	widgets->list = wd_gtk_list_new(rows);
	widgets->details = wd_gtk_details_new();
	gtk_widget_set_name(widgets->list, "warden-list");
	gtk_widget_set_name(widgets->details, "warden-details");
	gtk_paned_pack1(GTK_PANED(panes), make_scrolled(widgets->list, 140), TRUE, FALSE);
	gtk_paned_pack2(GTK_PANED(panes), make_scrolled(widgets->details, 170), TRUE, FALSE);
	return panes;
}

static GtkWidget *
make_empty_page(void)
{
	GtkWidget *box = gtk_vbox_new(FALSE, SPACING_PX);
	GtkWidget *centre = gtk_alignment_new(0.5, 0.4, 0, 0);
	g_autoptr(GdkPixbuf) pixbuf = wd_gtk_icon_load("warden", WD_GTK_ICON_LARGE);
	GtkWidget *text = gtk_label_new(_("Nothing is held.\n\nMessages, requests and files that "
					  "look dangerous wait here until you decide."));

	gtk_label_set_line_wrap(GTK_LABEL(text), TRUE);
	gtk_label_set_justify(GTK_LABEL(text), GTK_JUSTIFY_CENTER);
	gtk_box_pack_start(GTK_BOX(box), gtk_image_new_from_pixbuf(pixbuf), FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(box), text, FALSE, FALSE, 0);
	gtk_container_add(GTK_CONTAINER(centre), box);
	return centre;
}

static GtkWidget *
make_pages(WdGtkReviewWidgets *widgets, WdGtkRows *rows)
{
	widgets->pages = gtk_notebook_new();
	gtk_notebook_set_show_tabs(GTK_NOTEBOOK(widgets->pages), FALSE);
	gtk_notebook_set_show_border(GTK_NOTEBOOK(widgets->pages), FALSE);
	gtk_notebook_append_page(GTK_NOTEBOOK(widgets->pages), make_list_page(widgets, rows), NULL);
	gtk_notebook_append_page(GTK_NOTEBOOK(widgets->pages), make_empty_page(), NULL);
	return widgets->pages;
}

static GtkWidget *
make_buttons(WdGtkReviewWidgets *widgets)
{
	GtkWidget *box = gtk_hbutton_box_new();

	gtk_button_box_set_layout(GTK_BUTTON_BOX(box), GTK_BUTTONBOX_END);
	gtk_box_set_spacing(GTK_BOX(box), 6);
	for (guint i = 0; i < G_N_ELEMENTS(wd_gtk_review_buttons); i++) {
		GtkWidget *button = gtk_button_new_with_mnemonic(_(wd_gtk_review_buttons[i].label));

		gtk_widget_set_name(button, wd_gtk_review_buttons[i].name);
		gtk_widget_set_tooltip_text(button, _(wd_gtk_review_buttons[i].tooltip));
		gtk_box_pack_start(GTK_BOX(box), button, FALSE, FALSE, 0);
		gtk_button_box_set_child_secondary(
			GTK_BUTTON_BOX(box), button, wd_gtk_review_buttons[i].is_secondary);
		widgets->buttons[i] = button;
	}
	return box;
}

static GtkWidget *
make_error_bar(WdGtkReviewWidgets *widgets)
{
	GtkWidget *area;

	widgets->error_bar = gtk_info_bar_new();
	widgets->error_label = gtk_label_new(NULL);
	gtk_info_bar_set_message_type(GTK_INFO_BAR(widgets->error_bar), GTK_MESSAGE_WARNING);
	area = gtk_info_bar_get_content_area(GTK_INFO_BAR(widgets->error_bar));
	gtk_label_set_line_wrap(GTK_LABEL(widgets->error_label), TRUE);
	gtk_misc_set_alignment(GTK_MISC(widgets->error_label), 0, 0.5);
	gtk_container_add(GTK_CONTAINER(area), widgets->error_label);
	gtk_widget_show_all(area);
	gtk_widget_set_no_show_all(widgets->error_bar, TRUE);
	gtk_widget_set_name(widgets->error_bar, "warden-error");
	return widgets->error_bar;
}

static GtkWidget *
make_heading(WdGtkReviewWidgets *widgets)
{
	widgets->heading = gtk_label_new(NULL);
	gtk_misc_set_alignment(GTK_MISC(widgets->heading), 0, 0.5);
	gtk_widget_set_no_show_all(widgets->heading, TRUE);
	gtk_widget_set_name(widgets->heading, "warden-heading");
	return widgets->heading;
}

/**
 * wd_gtk_review_window_make:
 * @widgets: (out): filled in; all of them live as long as the window
 * @rows: the model of the list; must outlive the window
 *
 * Builds the window.  It is not shown yet, and nothing in it is connected.
 */
void
wd_gtk_review_window_make(WdGtkReviewWidgets *widgets, WdGtkRows *rows)
{
	GtkWidget *box = gtk_vbox_new(FALSE, SPACING_PX);
	g_autoptr(GdkPixbuf) icon = wd_gtk_icon_load("warden", WD_GTK_ICON_LARGE);

	widgets->window = gtk_window_new(GTK_WINDOW_TOPLEVEL);
	gtk_window_set_title(GTK_WINDOW(widgets->window), _("Review Held Items"));
	gtk_window_set_role(GTK_WINDOW(widgets->window), "warden-review");
	gtk_window_set_icon(GTK_WINDOW(widgets->window), icon);
	gtk_window_set_default_size(GTK_WINDOW(widgets->window), 860, 560);
	gtk_container_set_border_width(GTK_CONTAINER(box), SPACING_PX);
	gtk_container_add(GTK_CONTAINER(widgets->window), box);
	gtk_box_pack_start(GTK_BOX(box), make_heading(widgets), FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(box), make_error_bar(widgets), FALSE, FALSE, 0);
	widgets->lesson_place = gtk_vbox_new(FALSE, 0);
	gtk_box_pack_start(GTK_BOX(box), widgets->lesson_place, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(box), make_pages(widgets, rows), TRUE, TRUE, 0);
	gtk_box_pack_start(GTK_BOX(box), make_buttons(widgets), FALSE, FALSE, 0);
	gtk_widget_show_all(box);
}

/**
 * wd_gtk_review_window_show_error:
 * @widgets: the window
 * @text: (nullable): a sentence; NULL takes away what stands there
 *
 * Says above the list what went wrong.
 */
void
wd_gtk_review_window_show_error(WdGtkReviewWidgets *widgets, const char *text)
{
	gtk_label_set_text(GTK_LABEL(widgets->error_label), text != NULL ? text : "");
	gtk_widget_set_visible(widgets->error_bar, text != NULL);
}

/**
 * wd_gtk_review_window_update_buttons:
 * @widgets: the window
 * @selected: (element-type WdHeld): the selected rows
 *
 * Lets press what all of @selected allow.
 */
void
wd_gtk_review_window_update_buttons(WdGtkReviewWidgets *widgets, const GPtrArray *selected)
{
	/* To trust the sender of what has expired releases nothing: say so. */
	gboolean can_release = selected->len == 0 || all_allow(selected, WD_DECISION_RELEASE);

	for (guint i = 0; i < G_N_ELEMENTS(wd_gtk_review_buttons); i++) {
		gtk_widget_set_sensitive(
			widgets->buttons[i],
			all_allow(selected, wd_gtk_review_buttons[i].decision) &&
				(wd_gtk_review_buttons[i].lesson == WD_GTK_LESSON_NONE ||
				 all_teach(selected)));
		if (wd_gtk_review_buttons[i].decision == WD_DECISION_TRUST)
			gtk_button_set_label(GTK_BUTTON(widgets->buttons[i]),
					     can_release ? _(wd_gtk_review_buttons[i].label)
							 : _("_Trust Sender"));
	}
}

/**
 * wd_gtk_review_window_update_heading:
 * @widgets: the window
 * @held: (element-type WdHeld): all rows that are listed
 *
 * Says how many rows there are; when there is none, a page that explains stands for the list.
 */
void
wd_gtk_review_window_update_heading(WdGtkReviewWidgets *widgets, const GPtrArray *held)
{
	guint n_waiting = count_waiting(held);
	g_autofree char *text = format_heading(n_waiting, held->len - n_waiting);

	gtk_label_set_text(GTK_LABEL(widgets->heading), text);
	gtk_widget_set_visible(widgets->heading, held->len > 0);
	gtk_notebook_set_current_page(GTK_NOTEBOOK(widgets->pages), held->len > 0 ? 0 : 1);
}
