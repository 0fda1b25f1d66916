/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-review.h"

#include <gdk/gdkkeysyms.h>
#include <glib/gi18n-lib.h>

#include "pidgin/wd-gtk-confirm.h"
#include "pidgin/wd-gtk-details.h"
#include "pidgin/wd-gtk-held-text.h"
#include "pidgin/wd-gtk-icons.h"
#include "pidgin/wd-gtk-list.h"
#include "pidgin/wd-gtk-rows.h"

#define REFRESH_DELAY_MS 150 /* a burst of held messages is one refresh */
#define SPACING_PX       12

typedef struct {
	const char *name; /* of the widget, for tests and themes */
	const char *label;
	const char *tooltip;
	WdDecision decision;
	gboolean is_secondary; /* stands at the left, away from the others */
} Button;

static const Button buttons[] = {
	{"warden-report",
	 N_("Re_port and Block"),
	 N_("Delete it, and let nothing more through from this sender"),
	 WD_DECISION_REPORT,
	 TRUE},
	{"warden-delete", N_("_Delete"), N_("Delete it for good"), WD_DECISION_DELETE, FALSE},
	{"warden-trust",
	 N_("Release and _Trust"),
	 N_("Let it through, and what this sender sends from now on"),
	 WD_DECISION_TRUST,
	 FALSE},
	{"warden-release", N_("_Release"), N_("Let this one through"), WD_DECISION_RELEASE, FALSE},
};

struct WdGtkReview {
	const WdHost *host;
	GtkWidget *window; /* NULL while closed; then all below is too */
	WdGtkRows *rows;
	GtkWidget *heading;
	GtkWidget *pages; /* 0: the list, 1: nothing is held */
	GtkWidget *list;
	GtkWidget *details;
	GtkWidget *error_bar;
	GtkWidget *error_label;
	GtkWidget *buttons[G_N_ELEMENTS(buttons)];
	guint refresh_id;
};

static void
show_error(WdGtkReview *review, const char *text)
{
	gtk_label_set_text(GTK_LABEL(review->error_label), text != NULL ? text : "");
	gtk_widget_set_visible(review->error_bar, text != NULL);
}

static gboolean
all_allow(const GPtrArray *selected, WdDecision decision)
{
	for (guint i = 0; i < selected->len; i++) {
		if (!wd_gtk_held_allows(g_ptr_array_index(selected, i), decision))
			return FALSE;
	}
	return selected->len > 0;
}

static void
update_buttons(WdGtkReview *review, const GPtrArray *selected)
{
	/* To trust the sender of what has expired releases nothing: say so. */
	gboolean can_release = selected->len == 0 || all_allow(selected, WD_DECISION_RELEASE);

	for (guint i = 0; i < G_N_ELEMENTS(buttons); i++) {
		gtk_widget_set_sensitive(review->buttons[i],
					 all_allow(selected, buttons[i].decision));
		if (buttons[i].decision == WD_DECISION_TRUST)
			gtk_button_set_label(GTK_BUTTON(review->buttons[i]),
					     can_release ? _(buttons[i].label)
							 : _("_Trust Sender"));
	}
}

static void
on_selection_changed(GtkTreeSelection *selection, gpointer data)
{
	WdGtkReview *review = data;
	g_autoptr(GPtrArray) selected = NULL;

	if (gtk_tree_view_get_model(GTK_TREE_VIEW(review->list)) == NULL)
		return;
	selected = wd_gtk_list_get_selected(GTK_TREE_VIEW(review->list));
	wd_gtk_details_show(review->details,
			    selected->len == 1 ? g_ptr_array_index(selected, 0) : NULL);
	update_buttons(review, selected);
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
			ngettext("%u item is held: not shown, not opened, not sent.",
				 "%u items are held: not shown, not opened, not sent.",
				 n_waiting),
			n_waiting);
	if (n_expired > 0)
		g_string_append_printf(text,
				       ngettext(" %u has expired.", " %u have expired.", n_expired),
				       n_expired);
	return g_strchug(g_string_free(text, FALSE));
}

static void
update_heading(WdGtkReview *review, const GPtrArray *held)
{
	guint n_waiting = count_waiting(held);
	g_autofree char *text = format_heading(n_waiting, held->len - n_waiting);

	gtk_label_set_text(GTK_LABEL(review->heading), text);
	gtk_widget_set_visible(review->heading, held->len > 0);
	gtk_notebook_set_current_page(GTK_NOTEBOOK(review->pages), held->len > 0 ? 0 : 1);
}

/**
 * wd_gtk_review_refresh:
 * @review: the review window
 *
 * Reads the queue again and shows what changed; nothing while the window is closed.  A queue that
 * cannot be read is said in the window, and the rows shown so far stay.
 */
void
wd_gtk_review_refresh(WdGtkReview *review)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) held = NULL;
	GtkTreeView *list;
	int selected;

	if (review->window == NULL)
		return;
	held = review->host->list_held(review->host->session, &error);
	if (held == NULL) {
		g_autofree char *text =
			/* Translators: %s is the reason, as the storage reports it. */
			g_strdup_printf(_("The queue cannot be read now: %s"), error->message);

		show_error(review, text);
		return;
	}
	list = GTK_TREE_VIEW(review->list);
	selected = wd_gtk_list_get_first_selected(list);
	wd_gtk_rows_update(review->rows, list, held);
	if (wd_gtk_list_get_first_selected(list) < 0)
		wd_gtk_list_select_near(list, MAX(selected, 0));
	update_heading(review, held);
	on_selection_changed(gtk_tree_view_get_selection(list), review);
}

static gboolean
on_refresh_due(gpointer data)
{
	WdGtkReview *review = data;

	review->refresh_id = 0;
	wd_gtk_review_refresh(review);
	return G_SOURCE_REMOVE;
}

/**
 * wd_gtk_review_queue_refresh:
 * @review: the review window
 *
 * The same as wd_gtk_review_refresh(), soon: many calls in a row become one refresh.
 */
void
wd_gtk_review_queue_refresh(WdGtkReview *review)
{
	if (review->window != NULL && review->refresh_id == 0)
		review->refresh_id = g_timeout_add(REFRESH_DELAY_MS, on_refresh_due, review);
}

static GPtrArray *
copy_selected_ids(WdGtkReview *review)
{
	g_autoptr(GPtrArray) selected = wd_gtk_list_get_selected(GTK_TREE_VIEW(review->list));
	GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < selected->len; i++) {
		const WdHeld *held = g_ptr_array_index(selected, i);

		g_ptr_array_add(ids, g_strdup(held->id));
	}
	return ids;
}

static void
decide(WdGtkReview *review, const GPtrArray *ids, WdDecision decision)
{
	const WdHost *host = review->host;
	g_autofree char *problem = NULL;

	for (guint i = 0; i < ids->len; i++) {
		g_autoptr(GError) error = NULL;
		const char *id = g_ptr_array_index(ids, i);

		if (host->decide(host->session, id, decision, &error) || problem != NULL)
			continue;
		/* Translators: %s is the reason, as the queue reports it. */
		problem = g_strdup_printf(_("That could not be done: %s"),
					  error != NULL ? error->message : "");
	}
	show_error(review, problem);
	wd_gtk_review_refresh(review);
}

typedef struct {
	WdGtkReview *review;
	GPtrArray *ids;
	WdDecision decision;
} Pending;

static void
free_pending(gpointer data)
{
	Pending *pending = data;

	g_ptr_array_unref(pending->ids);
	g_free(pending);
}

static void
on_confirmed(gpointer data)
{
	const Pending *pending = data;

	decide(pending->review, pending->ids, pending->decision);
}

/* Many rows at once cannot be looked at one by one. */
static void
ask_first(WdGtkReview *review, GPtrArray *ids, const Button *button)
{
	Pending *pending = g_new0(Pending, 1);
	g_autofree char *question = g_strdup_printf(
		ngettext("Do this to %u held item?", "Do this to all %u held items?", ids->len),
		ids->len);

	pending->review = review;
	pending->ids = g_ptr_array_ref(ids);
	pending->decision = button->decision;
	wd_gtk_confirm(GTK_WINDOW(review->window),
		       &(const WdGtkConfirmWords){question, _(button->tooltip), _(button->label)},
		       on_confirmed,
		       pending,
		       free_pending);
}

static void
decide_about_selected(WdGtkReview *review, const Button *button)
{
	g_autoptr(GPtrArray) ids = copy_selected_ids(review);

	if (ids->len > 1)
		ask_first(review, ids, button);
	else
		decide(review, ids, button->decision);
}

static void
on_button_clicked(GtkButton *widget, gpointer data)
{
	WdGtkReview *review = data;

	for (guint i = 0; i < G_N_ELEMENTS(buttons); i++) {
		if (review->buttons[i] == GTK_WIDGET(widget))
			decide_about_selected(review, &buttons[i]);
	}
}

static gboolean
on_list_key(GtkWidget *list, GdkEventKey *key, gpointer data)
{
	WdGtkReview *review = data;

	for (guint i = 0; i < G_N_ELEMENTS(buttons); i++) {
		if (buttons[i].decision == WD_DECISION_DELETE &&
		    (key->keyval == GDK_Delete || key->keyval == GDK_KP_Delete) &&
		    gtk_widget_is_sensitive(review->buttons[i])) {
			decide_about_selected(review, &buttons[i]);
			return TRUE;
		}
	}
	return FALSE;
}

static gboolean
on_window_key(GtkWidget *window, GdkEventKey *key, gpointer data)
{
	gboolean is_close = key->keyval == GDK_Escape ||
			    (key->keyval == GDK_w && (key->state & GDK_CONTROL_MASK) != 0);

	/* Escape in the search entry of the list closes that entry, not the window. */
	if (!is_close || gtk_window_propagate_key_event(GTK_WINDOW(window), key))
		return is_close;
	gtk_widget_destroy(window);
	return TRUE;
}

static void
on_window_destroyed(GtkWidget *window, gpointer data)
{
	WdGtkReview *review = data;

	if (review->refresh_id != 0)
		g_source_remove(review->refresh_id);
	review->refresh_id = 0;
	review->window = NULL;
	gtk_tree_view_set_model(GTK_TREE_VIEW(review->list), NULL);
	g_clear_pointer(&review->rows, wd_gtk_rows_free);
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
make_list_page(WdGtkReview *review)
{
	GtkWidget *panes = gtk_vpaned_new();
	GtkTreeSelection *selection;

	review->rows = wd_gtk_rows_new();
	review->list = wd_gtk_list_new(review->rows);
	review->details = wd_gtk_details_new();
	gtk_widget_set_name(review->list, "warden-list");
	gtk_widget_set_name(review->details, "warden-details");
	selection = gtk_tree_view_get_selection(GTK_TREE_VIEW(review->list));
	g_signal_connect(selection, "changed", G_CALLBACK(on_selection_changed), review);
	g_signal_connect(review->list, "key-press-event", G_CALLBACK(on_list_key), review);
	gtk_paned_pack1(GTK_PANED(panes), make_scrolled(review->list, 140), TRUE, FALSE);
	gtk_paned_pack2(GTK_PANED(panes), make_scrolled(review->details, 170), TRUE, FALSE);
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
make_pages(WdGtkReview *review)
{
	review->pages = gtk_notebook_new();
	gtk_notebook_set_show_tabs(GTK_NOTEBOOK(review->pages), FALSE);
	gtk_notebook_set_show_border(GTK_NOTEBOOK(review->pages), FALSE);
	gtk_notebook_append_page(GTK_NOTEBOOK(review->pages), make_list_page(review), NULL);
	gtk_notebook_append_page(GTK_NOTEBOOK(review->pages), make_empty_page(), NULL);
	return review->pages;
}

static GtkWidget *
make_buttons(WdGtkReview *review)
{
	GtkWidget *box = gtk_hbutton_box_new();

	gtk_button_box_set_layout(GTK_BUTTON_BOX(box), GTK_BUTTONBOX_END);
	gtk_box_set_spacing(GTK_BOX(box), 6);
	for (guint i = 0; i < G_N_ELEMENTS(buttons); i++) {
		GtkWidget *button = gtk_button_new_with_mnemonic(_(buttons[i].label));

		gtk_widget_set_name(button, buttons[i].name);
		gtk_widget_set_tooltip_text(button, _(buttons[i].tooltip));
		gtk_box_pack_start(GTK_BOX(box), button, FALSE, FALSE, 0);
		gtk_button_box_set_child_secondary(
			GTK_BUTTON_BOX(box), button, buttons[i].is_secondary);
		g_signal_connect(button, "clicked", G_CALLBACK(on_button_clicked), review);
		review->buttons[i] = button;
	}
	return box;
}

static GtkWidget *
make_error_bar(WdGtkReview *review)
{
	GtkWidget *area;

	review->error_bar = gtk_info_bar_new();
	review->error_label = gtk_label_new(NULL);
	gtk_info_bar_set_message_type(GTK_INFO_BAR(review->error_bar), GTK_MESSAGE_WARNING);
	area = gtk_info_bar_get_content_area(GTK_INFO_BAR(review->error_bar));
	gtk_label_set_line_wrap(GTK_LABEL(review->error_label), TRUE);
	gtk_misc_set_alignment(GTK_MISC(review->error_label), 0, 0.5);
	gtk_container_add(GTK_CONTAINER(area), review->error_label);
	gtk_widget_show_all(area);
	gtk_widget_set_no_show_all(review->error_bar, TRUE);
	gtk_widget_set_name(review->error_bar, "warden-error");
	return review->error_bar;
}

static GtkWidget *
make_heading(WdGtkReview *review)
{
	review->heading = gtk_label_new(NULL);
	gtk_misc_set_alignment(GTK_MISC(review->heading), 0, 0.5);
	gtk_widget_set_no_show_all(review->heading, TRUE);
	gtk_widget_set_name(review->heading, "warden-heading");
	return review->heading;
}

static void
make_window(WdGtkReview *review)
{
	GtkWidget *box = gtk_vbox_new(FALSE, SPACING_PX);
	g_autoptr(GdkPixbuf) icon = wd_gtk_icon_load("warden", WD_GTK_ICON_LARGE);

	review->window = gtk_window_new(GTK_WINDOW_TOPLEVEL);
	gtk_window_set_title(GTK_WINDOW(review->window), _("Review Held Items"));
	gtk_window_set_role(GTK_WINDOW(review->window), "warden-review");
	gtk_window_set_icon(GTK_WINDOW(review->window), icon);
	gtk_window_set_default_size(GTK_WINDOW(review->window), 860, 560);
	gtk_container_set_border_width(GTK_CONTAINER(box), SPACING_PX);
	gtk_container_add(GTK_CONTAINER(review->window), box);
	gtk_box_pack_start(GTK_BOX(box), make_heading(review), FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(box), make_error_bar(review), FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(box), make_pages(review), TRUE, TRUE, 0);
	gtk_box_pack_start(GTK_BOX(box), make_buttons(review), FALSE, FALSE, 0);
	g_signal_connect(review->window, "destroy", G_CALLBACK(on_window_destroyed), review);
	g_signal_connect(review->window, "key-press-event", G_CALLBACK(on_window_key), review);
	gtk_widget_show_all(box);
}

/**
 * wd_gtk_review_new:
 * @host: the session; must outlive the window
 *
 * Returns: (transfer full): a review window that is not open; freed with wd_gtk_review_free()
 */
WdGtkReview *
wd_gtk_review_new(const WdHost *host)
{
	WdGtkReview *review = g_new0(WdGtkReview, 1);

	review->host = host;
	return review;
}

/**
 * wd_gtk_review_free:
 * @review: (nullable) (transfer full): the review window; closed if it is open
 */
void
wd_gtk_review_free(WdGtkReview *review)
{
	if (review == NULL)
		return;
	if (review->window != NULL)
		gtk_widget_destroy(review->window);
	g_free(review);
}

/**
 * wd_gtk_review_show:
 * @review: the review window
 *
 * Opens the window, or raises it.  Only ever called because the person asked for it.
 */
void
wd_gtk_review_show(WdGtkReview *review)
{
	if (review->window == NULL) {
		make_window(review);
		wd_gtk_review_refresh(review);
		gtk_widget_grab_focus(review->list);
	}
	gtk_window_present(GTK_WINDOW(review->window));
}

/**
 * wd_gtk_review_get_window:
 * @review: the review window
 *
 * Returns: (transfer none) (nullable): its top-level widget while it is open
 */
GtkWidget *
wd_gtk_review_get_window(WdGtkReview *review)
{
	return review->window;
}
