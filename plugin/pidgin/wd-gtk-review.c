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
#include "pidgin/wd-gtk-review-page.h"
#include "pidgin/wd-gtk-rows.h"
#include "pidgin/wd-gtk-unlock-bar.h"
#include "ui/wd-file-words.h"
#include "ui/wd-logs-port.h"

#define REFRESH_DELAY_MS 150   /* a burst of held messages is one refresh */
#define FIRST_PIECE_US   40000 /* what opening rows may take until the first ones are there */
#define PIECE_US         15000 /* and then, in one turn: the person does something meanwhile */
#define PIECE_DELAY_MS   30

struct WdGtkReview {
	const WdHost *host;
	WdGtkReviewWidgets widgets; /* its page is NULL while closed; then all below is too */
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
	wd_gtk_review_page_update_buttons(&review->widgets, selected);
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
	wd_gtk_review_page_show_error(&review->widgets, NULL);
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

/* A page that nobody sees is read again when somebody turns to it. */
static gboolean
on_refresh_due(gpointer data)
{
	WdGtkReview *review = data;

	review->refresh_id = 0;
	if (gtk_widget_get_mapped(review->widgets.page))
		wd_gtk_review_refresh(review);
	return G_SOURCE_REMOVE;
}

/**
 * wd_gtk_review_refresh:
 * @review: the review page
 *
 * Reads the queue again and shows what changed; nothing while it is closed.  A queue that
 * cannot be read is said in the page, and the rows shown so far stay; unless it is locked: then it
 * can be unlocked there, and they go.  Of many rows the newest come
 * first, the others piece by piece while the person goes on.
 */
void
wd_gtk_review_refresh(WdGtkReview *review)
{
	WdHeldReader reader = {wd_gtk_rows_has, review->rows, FIRST_PIECE_US, 0};
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) news = NULL;
	GtkTreeView *list;
	int selected;

	if (review->widgets.page == NULL)
		return;
	if (wd_gtk_rows_count(review->rows) > 0)
		reader.budget_us = PIECE_US;
	news = review->host->list_news(review->host->session, &reader, &error);
	if (g_error_matches(error, WD_ERROR, WD_ERROR_LOCKED)) {
		show_locked(review);
		return;
	}
	wd_gtk_unlock_bar_show(review->unlock_bar, NULL);
	if (news == NULL) {
		g_autofree char *text =
			/* Translators: %s is the reason, as the storage reports it. */
			g_strdup_printf(_("The review list cannot be read now: %s"),
					error->message);

		wd_gtk_review_page_show_error(&review->widgets, text);
		return;
	}
	list = GTK_TREE_VIEW(review->widgets.list);
	selected = wd_gtk_list_get_first_selected(list);
	wd_gtk_rows_update(review->rows, list, news);
	if (wd_gtk_list_get_first_selected(list) < 0)
		wd_gtk_list_select_near(list, MAX(selected, 0));
	wd_gtk_review_page_update_heading(&review->widgets, news);
	on_selection_changed(gtk_tree_view_get_selection(list), review);
	/* After all that the window has to draw, and whatever else there is to do. */
	if (reader.n_left > 0 && review->refresh_id == 0)
		review->refresh_id = g_timeout_add_full(
			G_PRIORITY_LOW, PIECE_DELAY_MS, on_refresh_due, review, NULL);
}

/**
 * wd_gtk_review_queue_refresh:
 * @review: the review page
 *
 * The same as wd_gtk_review_refresh(), soon: many calls in a row become one refresh.
 */
void
wd_gtk_review_queue_refresh(WdGtkReview *review)
{
	if (review->widgets.page != NULL && review->refresh_id == 0)
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
		problem = g_strdup_printf(_("This could not be done: %s"),
					  error != NULL ? error->message : "");
	}
	wd_gtk_review_page_show_error(&review->widgets, problem);
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

static GtkWindow *
get_top_level(WdGtkReview *review)
{
	return GTK_WINDOW(gtk_widget_get_toplevel(review->widgets.page));
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
	wd_gtk_confirm(get_top_level(review), words, on_confirmed, pending, free_pending);
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
		  &(const WdGtkConfirmWords){question,
					     _(button->tooltip),
					     _(button->label),
					     /* The bar above the list has a button for it. */
					     button->lesson != WD_GTK_LESSON_NONE});
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
			  _("_Save Anyway"),
			  FALSE});
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

static void
on_page_destroyed(GtkWidget *page, gpointer data)
{
	WdGtkReview *review = data;

	if (review->refresh_id != 0)
		g_source_remove(review->refresh_id);
	review->refresh_id = 0;
	review->widgets.page = NULL;
	gtk_tree_view_set_model(GTK_TREE_VIEW(review->widgets.list), NULL);
	g_clear_pointer(&review->rows, wd_gtk_rows_free);
	g_clear_pointer(&review->lesson_bar, wd_gtk_lesson_bar_free);
	g_clear_pointer(&review->unlock_bar, wd_gtk_unlock_bar_free);
}

/* What had the keyboard has hidden itself; unless the person went elsewhere meanwhile, the next key
 * is for the list. */
static void
go_on(WdGtkReview *review)
{
	GtkWidget *page = review->widgets.page;

	wd_gtk_review_refresh(review);
	if (gtk_widget_get_mapped(page) && gtk_window_get_focus(get_top_level(review)) == NULL)
		wd_gtk_review_page_focus(&review->widgets);
}

static void
on_unlocked(gpointer data)
{
	go_on(data);
}

static void
on_undone(gpointer data)
{
	go_on(data);
}

/**
 * wd_gtk_review_new:
 * @host: the session; must outlive the page
 *
 * Returns: (transfer full): a review page that is not open; freed with wd_gtk_review_free()
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
 * @review: (nullable) (transfer full): the review page; its widget goes with it
 */
void
wd_gtk_review_free(WdGtkReview *review)
{
	if (review == NULL)
		return;
	if (review->widgets.page != NULL)
		gtk_widget_destroy(review->widgets.page);
	g_free(review);
}

/**
 * wd_gtk_review_make:
 * @review: a #WdGtkReview whose page is not open
 *
 * Returns: (transfer full): the page, a floating widget; it may be destroyed at any time
 */
GtkWidget *
wd_gtk_review_make(gpointer review)
{
	WdGtkReview *self = review;
	WdGtkReviewWidgets *widgets = &self->widgets;
	GtkTreeSelection *selection;

	self->rows = wd_gtk_rows_new();
	wd_gtk_review_page_make(widgets, self->rows);
	self->lesson_bar = wd_gtk_lesson_bar_new(self->host, on_undone, self);
	self->unlock_bar = wd_gtk_unlock_bar_new(self->host, on_unlocked, self);
	wd_gtk_review_page_add_bar(widgets, wd_gtk_unlock_bar_get_widget(self->unlock_bar));
	wd_gtk_review_page_add_bar(widgets, wd_gtk_lesson_bar_get_widget(self->lesson_bar));
	selection = gtk_tree_view_get_selection(GTK_TREE_VIEW(widgets->list));
	g_signal_connect(selection, "changed", G_CALLBACK(on_selection_changed), self);
	g_signal_connect(widgets->list, "key-press-event", G_CALLBACK(on_list_key), self);
	for (guint i = 0; i < G_N_ELEMENTS(widgets->buttons); i++)
		g_signal_connect(
			widgets->buttons[i], "clicked", G_CALLBACK(on_button_clicked), self);
	g_signal_connect(widgets->page, "destroy", G_CALLBACK(on_page_destroyed), self);
	return widgets->page;
}

/**
 * wd_gtk_review_show:
 * @review: a #WdGtkReview with an open page
 * @words: (nullable): a part of a sender's name; the first row that has it is selected
 *
 * The page has come to the front: shows the queue of now, with the keyboard on it.
 */
void
wd_gtk_review_show(gpointer review, const char *words)
{
	WdGtkReview *self = review;

	wd_gtk_review_refresh(self);
	if (words != NULL && *words != '\0')
		wd_gtk_list_select_peer(GTK_TREE_VIEW(self->widgets.list), words);
	wd_gtk_review_page_focus(&self->widgets);
}

/**
 * wd_gtk_review_get_page:
 * @review: the review page
 *
 * Returns: (transfer none) (nullable): its widget while it is open
 */
GtkWidget *
wd_gtk_review_get_page(WdGtkReview *review)
{
	return review->widgets.page;
}
