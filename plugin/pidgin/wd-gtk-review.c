/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-review.h"

#include <gdk/gdkkeysyms.h>
#include <glib/gi18n-lib.h>

#include "engine/wd-error.h"
#include "pidgin/wd-gtk-confirm.h"
#include "pidgin/wd-gtk-details.h"
#include "pidgin/wd-gtk-lesson-bar.h"
#include "pidgin/wd-gtk-list.h"
#include "pidgin/wd-gtk-review-window.h"
#include "pidgin/wd-gtk-rows.h"
#include "pidgin/wd-gtk-unlock-bar.h"
#include "ui/wd-file-words.h"
#include "ui/wd-logs-port.h"

#define REFRESH_DELAY_MS 150 /* a burst of held messages is one refresh */

struct WdGtkReview {
	const WdHost *host;
	WdGtkReviewWidgets widgets; /* its window is NULL while closed; then all below is too */
	WdGtkRows *rows;
	WdGtkLessonBar *lesson_bar;
	WdGtkUnlockBar *unlock_bar;
	guint refresh_id;
};

static void
on_selection_changed(GtkTreeSelection *selection, gpointer data)
{
	WdGtkReview *review = data;
	g_autoptr(GPtrArray) selected = NULL;

	if (gtk_tree_view_get_model(GTK_TREE_VIEW(review->widgets.list)) == NULL)
		return;
	selected = wd_gtk_list_get_selected(GTK_TREE_VIEW(review->widgets.list));
	wd_gtk_details_show(review->widgets.details,
			    selected->len == 1 ? g_ptr_array_index(selected, 0) : NULL);
	wd_gtk_review_window_update_buttons(&review->widgets, selected);
}

/* What was read with the key goes from the window with it. */
static void
show_locked(WdGtkReview *review)
{
	GtkTreeView *list = GTK_TREE_VIEW(review->widgets.list);
	g_autoptr(GPtrArray) nothing = g_ptr_array_new();
	WdLogsState state;

	review->host->logs->get_state(review->host->session, &state);
	wd_gtk_rows_update(review->rows, list, nothing);
	on_selection_changed(gtk_tree_view_get_selection(list), review);
	wd_gtk_review_window_show_error(&review->widgets, NULL);
	if (!state.has_key)
		wd_gtk_unlock_bar_show(
			review->unlock_bar,
			_("What was held for you cannot be read: the key for it is not on this "
			  "computer. Nothing is lost."));
	else if (state.wants_passphrase)
		wd_gtk_unlock_bar_show(
			review->unlock_bar,
			_("What was held for you is locked. Type your passphrase to read it."));
	else
		wd_gtk_unlock_bar_show(
			review->unlock_bar,
			_("What was held for you is locked. Your keyring has the key to read it."));
}

/**
 * wd_gtk_review_refresh:
 * @review: the review window
 *
 * Reads the queue again and shows what changed; nothing while the window is closed.  A queue that
 * cannot be read is said in the window, and the rows shown so far stay; unless it is locked: then
 * it can be unlocked there, and they go.
 */
void
wd_gtk_review_refresh(WdGtkReview *review)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) held = NULL;
	GtkTreeView *list;
	int selected;

	if (review->widgets.window == NULL)
		return;
	held = review->host->list_held(review->host->session, &error);
	if (g_error_matches(error, WD_ERROR, WD_ERROR_LOCKED)) {
		show_locked(review);
		return;
	}
	wd_gtk_unlock_bar_show(review->unlock_bar, NULL);
	if (held == NULL) {
		g_autofree char *text =
			/* Translators: %s is the reason, as the storage reports it. */
			g_strdup_printf(_("The queue cannot be read now: %s"), error->message);

		wd_gtk_review_window_show_error(&review->widgets, text);
		return;
	}
	list = GTK_TREE_VIEW(review->widgets.list);
	selected = wd_gtk_list_get_first_selected(list);
	wd_gtk_rows_update(review->rows, list, held);
	if (wd_gtk_list_get_first_selected(list) < 0)
		wd_gtk_list_select_near(list, MAX(selected, 0));
	wd_gtk_review_window_update_heading(&review->widgets, held);
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
	if (review->widgets.window != NULL && review->refresh_id == 0)
		review->refresh_id = g_timeout_add(REFRESH_DELAY_MS, on_refresh_due, review);
}

static GPtrArray *
copy_selected_ids(WdGtkReview *review)
{
	g_autoptr(GPtrArray) selected =
		wd_gtk_list_get_selected(GTK_TREE_VIEW(review->widgets.list));
	GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < selected->len; i++) {
		const WdHeld *held = g_ptr_array_index(selected, i);

		g_ptr_array_add(ids, g_strdup(held->id));
	}
	return ids;
}

/* One row; a lesson's id and what was learned are added to what the others gave. */
static gboolean
decide_row(const WdHost *host,
	   const char *id,
	   const WdGtkReviewButton *button,
	   GPtrArray *lesson_ids,
	   char **said,
	   GError **error)
{
	char *lesson_id = NULL;
	char *sentence;

	if (button->lesson == WD_GTK_LESSON_NONE)
		return host->decide(host->session, id, button->decision, error);
	sentence = host->teach_held(
		host->session, id, button->lesson == WD_GTK_LESSON_SPIM, &lesson_id, error);
	if (sentence == NULL)
		return FALSE;
	if (lesson_id != NULL)
		g_ptr_array_add(lesson_ids, lesson_id);
	g_free(*said);
	*said = sentence;
	return TRUE;
}

static void
decide(WdGtkReview *review, const GPtrArray *ids, const WdGtkReviewButton *button)
{
	g_autoptr(GPtrArray) lesson_ids = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *problem = NULL;
	g_autofree char *said = NULL;

	for (guint i = 0; i < ids->len; i++) {
		g_autoptr(GError) error = NULL;
		const char *id = g_ptr_array_index(ids, i);

		if (decide_row(review->host, id, button, lesson_ids, &said, &error) ||
		    problem != NULL)
			continue;
		/* Translators: %s is the reason, as the queue reports it. */
		problem = g_strdup_printf(_("That could not be done: %s"),
					  error != NULL ? error->message : "");
	}
	wd_gtk_review_window_show_error(&review->widgets, problem);
	wd_gtk_lesson_bar_show(review->lesson_bar, said, lesson_ids);
	wd_gtk_review_refresh(review);
}

typedef struct {
	WdGtkReview *review;
	GPtrArray *ids;
	const WdGtkReviewButton *button;
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

	decide(pending->review, pending->ids, pending->button);
}

static void
ask_first(WdGtkReview *review,
	  GPtrArray *ids,
	  const WdGtkReviewButton *button,
	  const WdGtkConfirmWords *words)
{
	Pending *pending = g_new0(Pending, 1);

	pending->review = review;
	pending->ids = g_ptr_array_ref(ids);
	pending->button = button;
	wd_gtk_confirm(
		GTK_WINDOW(review->widgets.window), words, on_confirmed, pending, free_pending);
}

/* Many rows at once cannot be looked at one by one. */
static void
ask_about_many(WdGtkReview *review, GPtrArray *ids, const WdGtkReviewButton *button)
{
	g_autofree char *question = g_strdup_printf(g_dngettext(GETTEXT_PACKAGE,
								"Do this to %u held item?",
								"Do this to all %u held items?",
								ids->len),
						    ids->len);

	ask_first(review,
		  ids,
		  button,
		  &(const WdGtkConfirmWords){question, _(button->tooltip), _(button->label)});
}

/* Releasing a message shows it; releasing a file puts it where a double click opens it. */
static void
ask_about_saving(WdGtkReview *review,
		 const WdHeld *held,
		 GPtrArray *ids,
		 const WdGtkReviewButton *button)
{
	g_autofree char *question = wd_file_words_for_saving(held);

	ask_first(review,
		  ids,
		  button,
		  &(const WdGtkConfirmWords){
			  question,
			  _("Once it is saved, nothing keeps it from being opened"),
			  _("_Save Anyway")});
}

static const WdHeld *
find_single_file(WdGtkReview *review)
{
	g_autoptr(GPtrArray) selected =
		wd_gtk_list_get_selected(GTK_TREE_VIEW(review->widgets.list));
	const WdHeld *held = selected->len == 1 ? g_ptr_array_index(selected, 0) : NULL;

	return held != NULL && wd_file_words_is_here(held) ? held : NULL;
}

static void
decide_about_selected(WdGtkReview *review, const WdGtkReviewButton *button)
{
	g_autoptr(GPtrArray) ids = copy_selected_ids(review);
	const WdHeld *file = find_single_file(review);
	gboolean is_yes =
		button->decision == WD_DECISION_RELEASE || button->decision == WD_DECISION_TRUST;

	if (ids->len > 1)
		ask_about_many(review, ids, button);
	else if (file != NULL && is_yes)
		ask_about_saving(review, file, ids, button);
	else
		decide(review, ids, button);
}

static void
on_button_clicked(GtkButton *widget, gpointer data)
{
	WdGtkReview *review = data;

	for (guint i = 0; i < G_N_ELEMENTS(wd_gtk_review_buttons); i++) {
		if (review->widgets.buttons[i] == GTK_WIDGET(widget))
			decide_about_selected(review, &wd_gtk_review_buttons[i]);
	}
}

static gboolean
on_list_key(GtkWidget *list, GdkEventKey *key, gpointer data)
{
	WdGtkReview *review = data;

	for (guint i = 0; i < G_N_ELEMENTS(wd_gtk_review_buttons); i++) {
		if (wd_gtk_review_buttons[i].decision == WD_DECISION_DELETE &&
		    wd_gtk_review_buttons[i].lesson == WD_GTK_LESSON_NONE &&
		    (key->keyval == GDK_Delete || key->keyval == GDK_KP_Delete) &&
		    gtk_widget_is_sensitive(review->widgets.buttons[i])) {
			decide_about_selected(review, &wd_gtk_review_buttons[i]);
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
	review->widgets.window = NULL;
	gtk_tree_view_set_model(GTK_TREE_VIEW(review->widgets.list), NULL);
	g_clear_pointer(&review->rows, wd_gtk_rows_free);
	g_clear_pointer(&review->lesson_bar, wd_gtk_lesson_bar_free);
	g_clear_pointer(&review->unlock_bar, wd_gtk_unlock_bar_free);
}

static void
on_unlocked(gpointer data)
{
	wd_gtk_review_refresh(data);
}

static void
on_undone(gpointer data)
{
	wd_gtk_review_refresh(data);
}

static void
open_window(WdGtkReview *review)
{
	WdGtkReviewWidgets *widgets = &review->widgets;
	GtkTreeSelection *selection;

	review->rows = wd_gtk_rows_new();
	wd_gtk_review_window_make(widgets, review->rows);
	review->lesson_bar = wd_gtk_lesson_bar_new(review->host, on_undone, review);
	gtk_box_pack_start(GTK_BOX(widgets->lesson_place),
			   wd_gtk_lesson_bar_get_widget(review->lesson_bar),
			   FALSE,
			   FALSE,
			   0);
	review->unlock_bar = wd_gtk_unlock_bar_new(review->host, on_unlocked, review);
	gtk_box_pack_start(GTK_BOX(widgets->lesson_place),
			   wd_gtk_unlock_bar_get_widget(review->unlock_bar),
			   FALSE,
			   FALSE,
			   0);
	selection = gtk_tree_view_get_selection(GTK_TREE_VIEW(widgets->list));
	g_signal_connect(selection, "changed", G_CALLBACK(on_selection_changed), review);
	g_signal_connect(widgets->list, "key-press-event", G_CALLBACK(on_list_key), review);
	for (guint i = 0; i < G_N_ELEMENTS(widgets->buttons); i++)
		g_signal_connect(
			widgets->buttons[i], "clicked", G_CALLBACK(on_button_clicked), review);
	g_signal_connect(widgets->window, "destroy", G_CALLBACK(on_window_destroyed), review);
	g_signal_connect(widgets->window, "key-press-event", G_CALLBACK(on_window_key), review);
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
	if (review->widgets.window != NULL)
		gtk_widget_destroy(review->widgets.window);
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
	if (review->widgets.window == NULL) {
		open_window(review);
		wd_gtk_review_refresh(review);
		gtk_widget_grab_focus(review->widgets.list);
	}
	gtk_window_present(GTK_WINDOW(review->widgets.window));
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
	return review->widgets.window;
}
