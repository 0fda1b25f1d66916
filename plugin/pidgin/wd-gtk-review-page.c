/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-review-page.h"

#include <glib/gi18n-lib.h>

#include "pidgin/wd-gtk-details.h"
#include "pidgin/wd-gtk-held-text.h"
#include "pidgin/wd-gtk-icons.h"
#include "pidgin/wd-gtk-list.h"
#include "pidgin/wd-gtk-palette.h"
#include "pidgin/wd-gtk-parts.h"

#define LIST_LINES    4
#define DETAILS_LINES 6

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
count_waiting(const GPtrArray *all)
{
	guint n_waiting = 0;

	for (guint i = 0; i < all->len; i++) {
		const WdHeldNews *news = g_ptr_array_index(all, i);

		n_waiting += news->state == WD_HELD_WAITING ? 1 : 0;
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
make_list_page(WdGtkReviewWidgets *widgets, WdGtkRows *rows)
{
	GtkWidget *panes = gtk_vpaned_new();

	wd_gtk_name(panes, "warden-panes", _("List and details"));
	widgets->list = wd_gtk_list_new(rows);
	widgets->details = wd_gtk_details_new();
	wd_gtk_name(widgets->list, "warden-list", _("Held items"));
	gtk_paned_pack1(
		GTK_PANED(panes), wd_gtk_scrolled_new(widgets->list, LIST_LINES), TRUE, FALSE);
	gtk_paned_pack2(GTK_PANED(panes),
			wd_gtk_scrolled_new(widgets->details, DETAILS_LINES),
			TRUE,
			FALSE);
	return panes;
}

static GtkWidget *
make_empty_page(WdGtkReviewWidgets *widgets)
{
	GtkWidget *box = gtk_vbox_new(FALSE, WD_GTK_BORDER);
	GtkWidget *centre = gtk_alignment_new(0.5, 0.4, 0, 0);
	g_autoptr(GdkPixbuf) pixbuf = wd_gtk_icon_load("warden", WD_GTK_ICON_LARGE);
	GtkWidget *text = gtk_label_new(_("Nothing is held.\n\nMessages, requests and files that "
					  "look dangerous wait here until you decide."));

	widgets->empty = text;
	gtk_widget_set_name(text, "warden-empty");
	/* The keyboard needs something to be on, and who hears the page something to hear. */
	gtk_label_set_selectable(GTK_LABEL(text), TRUE);
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
	gtk_notebook_append_page(GTK_NOTEBOOK(widgets->pages), make_empty_page(widgets), NULL);
	return widgets->pages;
}

static GtkWidget *
make_button(const WdGtkReviewButton *description)
{
	GtkWidget *button = gtk_button_new_with_mnemonic(_(description->label));

	gtk_widget_set_name(button, description->name);
	wd_gtk_describe(button, _(description->tooltip));
	gtk_widget_set_tooltip_text(button, _(description->tooltip));
	return button;
}

/* No GtkButtonBox: it makes all as wide as the widest, which is too wide for large fonts. */
static GtkWidget *
make_buttons(WdGtkReviewWidgets *widgets)
{
	GtkWidget *row = gtk_hbox_new(FALSE, WD_GTK_BORDER);
	GtkWidget *secondary = gtk_hbox_new(FALSE, WD_GTK_GAP);
	GtkWidget *primary = gtk_hbox_new(FALSE, WD_GTK_GAP);

	for (guint i = 0; i < G_N_ELEMENTS(wd_gtk_review_buttons); i++) {
		const WdGtkReviewButton *description = &wd_gtk_review_buttons[i];

		widgets->buttons[i] = make_button(description);
		gtk_box_pack_start(GTK_BOX(description->is_secondary ? secondary : primary),
				   widgets->buttons[i],
				   FALSE,
				   FALSE,
				   0);
	}
	gtk_box_pack_start(GTK_BOX(row), secondary, FALSE, FALSE, 0);
	gtk_box_pack_end(GTK_BOX(row), primary, FALSE, FALSE, 0);
	return row;
}

static GtkWidget *
make_error_bar(WdGtkReviewWidgets *widgets)
{
	GtkWidget *area;

	widgets->error_bar = gtk_info_bar_new();
	widgets->error_text = wd_gtk_sentence_new("warden-error-text");
	gtk_info_bar_set_message_type(GTK_INFO_BAR(widgets->error_bar), GTK_MESSAGE_WARNING);
	area = gtk_info_bar_get_content_area(GTK_INFO_BAR(widgets->error_bar));
	gtk_box_pack_start(GTK_BOX(area), widgets->error_text, TRUE, TRUE, 0);
	wd_gtk_palette_keep_readable(widgets->error_text, widgets->error_bar);
	gtk_widget_show_all(area);
	gtk_widget_set_no_show_all(widgets->error_bar, TRUE);
	gtk_widget_set_name(widgets->error_bar, "warden-error");
	return widgets->error_bar;
}

static GtkWidget *
make_heading(WdGtkReviewWidgets *widgets)
{
	widgets->heading = wd_gtk_sentence_new("warden-heading");
	gtk_widget_set_no_show_all(widgets->heading, TRUE);
	return widgets->heading;
}

/**
 * wd_gtk_review_page_make:
 * @widgets: (out): filled in; all of them live as long as the page
 * @rows: the model of the list; must outlive the page
 *
 * Builds the page, a floating widget.  Nothing in it is connected.
 */
void
wd_gtk_review_page_make(WdGtkReviewWidgets *widgets, WdGtkRows *rows)
{
	GtkWidget *box = gtk_vbox_new(FALSE, WD_GTK_BORDER);

	widgets->page = box;
	gtk_box_pack_start(GTK_BOX(box), make_heading(widgets), FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(box), make_error_bar(widgets), FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(box), make_pages(widgets, rows), TRUE, TRUE, 0);
	gtk_box_pack_start(GTK_BOX(box), make_buttons(widgets), FALSE, FALSE, 0);
	gtk_widget_show_all(box);
}

/**
 * wd_gtk_review_page_add_bar:
 * @widgets: the page
 * @bar: (transfer full): a line that shows and hides itself
 *
 * Puts @bar above the list.
 */
void
wd_gtk_review_page_add_bar(WdGtkReviewWidgets *widgets, GtkWidget *bar)
{
	GValue place = G_VALUE_INIT;

	g_value_init(&place, G_TYPE_INT);
	gtk_container_child_get_property(
		GTK_CONTAINER(widgets->page), widgets->error_bar, "position", &place);
	gtk_box_pack_start(GTK_BOX(widgets->page), bar, FALSE, FALSE, 0);
	gtk_box_reorder_child(GTK_BOX(widgets->page), bar, g_value_get_int(&place) + 1);
}

/**
 * wd_gtk_review_page_show_error:
 * @widgets: the page
 * @text: (nullable): a sentence; NULL takes away what stands there
 *
 * Says above the list what went wrong.
 */
void
wd_gtk_review_page_show_error(WdGtkReviewWidgets *widgets, const char *text)
{
	gtk_label_set_text(GTK_LABEL(widgets->error_text), text != NULL ? text : "");
	gtk_widget_set_visible(widgets->error_bar, text != NULL);
}

/**
 * wd_gtk_review_page_update_buttons:
 * @widgets: the page
 * @selected: (element-type WdHeld): the selected rows
 *
 * Lets press what all of @selected allow.
 */
void
wd_gtk_review_page_update_buttons(WdGtkReviewWidgets *widgets, const GPtrArray *selected)
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

static gboolean
holds_focus(GtkWidget *pages)
{
	GtkWidget *top_level = gtk_widget_get_toplevel(pages);
	GtkWidget *focus =
		GTK_IS_WINDOW(top_level) ? gtk_window_get_focus(GTK_WINDOW(top_level)) : NULL;

	return focus != NULL && gtk_widget_is_ancestor(focus, pages);
}

/**
 * wd_gtk_review_page_update_heading:
 * @widgets: the page
 * @all: (element-type WdHeldNews): all rows, also those that come later
 *
 * Says how many rows there are; when there is none, a page that explains stands for the list.
 */
void
wd_gtk_review_page_update_heading(WdGtkReviewWidgets *widgets, const GPtrArray *all)
{
	guint n_waiting = count_waiting(all);
	gboolean had_focus;
	g_autofree char *text = format_heading(n_waiting, all->len - n_waiting);

	gtk_label_set_text(GTK_LABEL(widgets->heading), text);
	gtk_widget_set_visible(widgets->heading, all->len > 0);
	/* The focus must not stay on what is hidden: keys would lead nowhere. */
	had_focus = holds_focus(widgets->pages);
	gtk_notebook_set_current_page(GTK_NOTEBOOK(widgets->pages), all->len > 0 ? 0 : 1);
	if (had_focus)
		wd_gtk_review_page_focus(widgets);
}

/**
 * wd_gtk_review_page_focus:
 * @widgets: the page
 *
 * Puts the keyboard on the list, or on what stands there instead.
 */
void
wd_gtk_review_page_focus(WdGtkReviewWidgets *widgets)
{
	gboolean is_empty = gtk_notebook_get_current_page(GTK_NOTEBOOK(widgets->pages)) == 1;

	if (gtk_widget_is_focus(is_empty ? widgets->empty : widgets->list))
		return;
	gtk_widget_grab_focus(is_empty ? widgets->empty : widgets->list);
	if (is_empty)
		gtk_label_select_region(GTK_LABEL(widgets->empty), 0, 0);
}
