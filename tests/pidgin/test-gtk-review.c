/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <gdk/gdkkeysyms.h>
#include <string.h>

#include "pidgin/wd-gtk-list.h"
#include "pidgin/wd-gtk-review.h"
#include "pidgin/wd-gtk-rows.h"
#include "wd-fake-host.h"
#include "wd-widgets.h"

typedef struct {
	WdFakeHost *fake;
	WdGtkReview *review;
	GtkWidget *window;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer n_rows)
{
	fixture->fake = wd_fake_host_new();
	wd_fake_host_add_samples(fixture->fake, GPOINTER_TO_UINT(n_rows));
	fixture->review = wd_gtk_review_new(&fixture->fake->host);
	fixture->window = wd_widgets_show_page(wd_gtk_review_make(fixture->review));
	wd_gtk_review_show(fixture->review, NULL);
	wd_widgets_settle();
}

static void
tear_down(Fixture *fixture, gconstpointer n_rows)
{
	wd_gtk_review_free(fixture->review);
	if (fixture->window != NULL)
		gtk_widget_destroy(fixture->window);
	wd_widgets_settle();
	wd_fake_host_free(fixture->fake);
}

static GtkWidget *
get(Fixture *fixture, const char *name)
{
	return wd_widgets_find(fixture->window, name);
}

static GtkTreeView *
get_list(Fixture *fixture)
{
	return GTK_TREE_VIEW(get(fixture, "warden-list"));
}

static void
close_window(Fixture *fixture)
{
	gtk_widget_destroy(fixture->window);
	fixture->window = NULL;
}

static int
count_rows(Fixture *fixture)
{
	return gtk_tree_model_iter_n_children(gtk_tree_view_get_model(get_list(fixture)), NULL);
}

static void
select_row(Fixture *fixture, int row)
{
	gtk_tree_selection_unselect_all(gtk_tree_view_get_selection(get_list(fixture)));
	wd_gtk_list_select_near(get_list(fixture), row);
	wd_widgets_settle();
}

static void
click(Fixture *fixture, const char *name)
{
	gtk_button_clicked(GTK_BUTTON(get(fixture, name)));
	wd_widgets_settle();
}

static void
test_shows_rows(Fixture *fixture, gconstpointer data)
{
	g_autofree char *text = wd_widgets_read(get(fixture, "warden-heading"));

	g_assert_cmpint(count_rows(fixture), ==, 7);
	g_assert_cmpstr(
		text, ==, "5 items are held: not shown, not opened, not sent. 2 have expired.\n");
}

/* The newest is on top and selected, so the keyboard works at once. */
static void
test_newest_first(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GPtrArray) selected = wd_gtk_list_get_selected(get_list(fixture));
	const WdHeld *held;

	g_assert_cmpuint(selected->len, ==, 1);
	held = g_ptr_array_index(selected, 0);
	g_assert_cmpstr(held->id, ==, "00000000000000000000000000000007");
}

static void
test_details_are_plain_text(Fixture *fixture, gconstpointer data)
{
	g_autofree char *text = NULL;

	select_row(fixture, 0);
	text = wd_widgets_read(get(fixture, "warden-details"));
	g_assert_nonnull(strstr(text, "<b>bold</b>@m&m.example"));
	g_assert_nonnull(strstr(text, "<i>not</i> markup & [U+202E]desrever"));
	g_assert_nonnull(strstr(text, "Why it was held"));
	g_assert_null(strstr(text, "\xe2\x80\xae"));
}

typedef struct {
	const char *name;
	int row; /* newest first */
	gboolean release, trust, remove, report, spim, not_spim;
	const char *trust_label;
} SensitiveCase;

static const SensitiveCase sensitive_cases[] = {
	{"message", 6, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, "Release and _Trust"},
	{"expired-request", 4, FALSE, TRUE, TRUE, TRUE, TRUE, FALSE, "_Trust Sender"},
	{"expired-file", 2, FALSE, TRUE, TRUE, TRUE, FALSE, FALSE, "_Trust Sender"},
	{"outgoing", 1, TRUE, FALSE, TRUE, FALSE, FALSE, FALSE, "Release and _Trust"},
};

static void
test_buttons(Fixture *fixture, gconstpointer data)
{
	for (gsize i = 0; i < G_N_ELEMENTS(sensitive_cases); i++) {
		const SensitiveCase *row = &sensitive_cases[i];

		g_test_message("%s", row->name);
		select_row(fixture, row->row);
		g_assert_cmpint(
			gtk_widget_is_sensitive(get(fixture, "warden-release")), ==, row->release);
		g_assert_cmpint(
			gtk_widget_is_sensitive(get(fixture, "warden-trust")), ==, row->trust);
		g_assert_cmpint(
			gtk_widget_is_sensitive(get(fixture, "warden-delete")), ==, row->remove);
		g_assert_cmpint(
			gtk_widget_is_sensitive(get(fixture, "warden-report")), ==, row->report);
		g_assert_cmpint(
			gtk_widget_is_sensitive(get(fixture, "warden-spim")), ==, row->spim);
		g_assert_cmpint(gtk_widget_is_sensitive(get(fixture, "warden-not-spim")),
				==,
				row->not_spim);
		g_assert_cmpstr(gtk_button_get_label(GTK_BUTTON(get(fixture, "warden-trust"))),
				==,
				row->trust_label);
	}
}

typedef struct {
	const char *button;
	const char *call;
} DecideCase;

static const DecideCase decide_cases[] = {
	{"warden-release", "decide 00000000000000000000000000000001 release"},
	{"warden-trust", "decide 00000000000000000000000000000001 trust"},
	{"warden-delete", "decide 00000000000000000000000000000001 delete"},
	{"warden-report", "decide 00000000000000000000000000000001 report"},
};

static void
test_decides(gconstpointer data)
{
	const DecideCase *row = data;
	Fixture fixture;

	set_up(&fixture, GUINT_TO_POINTER(7));
	select_row(&fixture, 6);
	click(&fixture, row->button);
	g_assert_cmpstr(wd_fake_host_get_call(fixture.fake, 0), ==, row->call);
	g_assert_cmpuint(fixture.fake->calls->len, ==, 1);
	g_assert_cmpint(count_rows(&fixture), ==, 6);
	/* The row that took its place is selected. */
	g_assert_cmpint(wd_gtk_list_get_first_selected(get_list(&fixture)), ==, 5);
	tear_down(&fixture, NULL);
}

static void
test_delete_key(Fixture *fixture, gconstpointer data)
{
	GtkWidget *window = fixture->window;

	select_row(fixture, 0);
	gtk_widget_grab_focus(GTK_WIDGET(get_list(fixture)));
	g_assert_true(wd_widgets_press(window, GDK_Delete, 0));
	wd_widgets_settle();
	g_assert_cmpstr(wd_fake_host_get_call(fixture->fake, 0),
			==,
			"decide 00000000000000000000000000000007 delete");
}

typedef struct {
	const char *name;
	const char *button;
	const char *call;
	const char *said;
} LessonCase;

static const LessonCase lesson_cases[] = {
	{"spim",
	 "warden-spim",
	 "teach 00000000000000000000000000000001 spim",
	 "Deleted. Learned.\nUndo\n"},
	{"not-spim",
	 "warden-not-spim",
	 "teach 00000000000000000000000000000001 not-spim",
	 "Released. Learned.\nUndo\n"},
};

static void
test_lesson(gconstpointer data)
{
	const LessonCase *row = data;
	Fixture fixture;
	g_autofree char *said = NULL;
	g_autofree char *taken_back = NULL;

	set_up(&fixture, GUINT_TO_POINTER(7));
	select_row(&fixture, 6);
	g_assert_false(gtk_widget_get_visible(get(&fixture, "warden-lesson")));
	click(&fixture, row->button);
	g_assert_cmpstr(wd_fake_host_get_call(fixture.fake, 0), ==, row->call);
	g_assert_cmpint(count_rows(&fixture), ==, 6);
	g_assert_true(gtk_widget_get_visible(get(&fixture, "warden-lesson")));
	said = wd_widgets_read(get(&fixture, "warden-lesson"));
	g_assert_cmpstr(said, ==, row->said);
	gtk_widget_grab_focus(get(&fixture, "warden-undo"));
	click(&fixture, "warden-undo");
	g_assert_true(gtk_widget_is_focus(GTK_WIDGET(get_list(&fixture))));
	g_assert_cmpstr(wd_fake_host_get_call(fixture.fake, 0),
			==,
			"undo lesson-00000000000000000000000000000001");
	taken_back = wd_widgets_read(get(&fixture, "warden-lesson"));
	g_assert_nonnull(strstr(taken_back, "Taken back."));
	g_assert_false(gtk_widget_get_visible(get(&fixture, "warden-undo")));
	click(&fixture, "warden-release"); /* another matter: the line has had its time */
	g_assert_false(gtk_widget_get_visible(get(&fixture, "warden-lesson")));
	tear_down(&fixture, NULL);
}

static void
test_undo_that_fails(Fixture *fixture, gconstpointer data)
{
	g_autofree char *said = NULL;

	select_row(fixture, 6);
	click(fixture, "warden-spim");
	fixture->fake->refuses = TRUE;
	click(fixture, "warden-undo");
	said = wd_widgets_read(get(fixture, "warden-lesson"));
	g_assert_nonnull(strstr(said, "the queue is busy"));
}

/* One click takes back what one click taught, however many rows it was about. */
static void
test_many_lessons(Fixture *fixture, gconstpointer data)
{
	GtkTreeSelection *selection = gtk_tree_view_get_selection(get_list(fixture));
	GtkTreePath *first = gtk_tree_path_new_from_indices(0, -1);
	GtkTreePath *last = gtk_tree_path_new_from_indices(6, -1);
	GtkWindow *window = GTK_WINDOW(fixture->window);
	g_autofree char *said = NULL;

	gtk_tree_selection_unselect_all(selection);
	gtk_tree_selection_select_path(selection, first);
	gtk_tree_selection_select_path(selection, last);
	gtk_tree_path_free(first);
	gtk_tree_path_free(last);
	wd_widgets_settle();
	click(fixture, "warden-spim");
	said = wd_widgets_read(GTK_WIDGET(wd_widgets_find_dialog(window)));
	g_assert_null(strstr(said, "cannot be taken back"));
	gtk_dialog_response(GTK_DIALOG(wd_widgets_find_dialog(window)), GTK_RESPONSE_OK);
	wd_widgets_settle();
	g_assert_cmpuint(fixture->fake->calls->len, ==, 2);
	click(fixture, "warden-undo");
	g_assert_cmpuint(fixture->fake->calls->len, ==, 4);
	g_assert_cmpstr(wd_fake_host_get_call(fixture->fake, 1),
			==,
			"undo lesson-00000000000000000000000000000001");
	g_assert_cmpstr(wd_fake_host_get_call(fixture->fake, 0),
			==,
			"undo lesson-00000000000000000000000000000007");
}

/* Enter must not let anything through. */
static void
test_enter_decides_nothing(Fixture *fixture, gconstpointer data)
{
	GtkWidget *window = fixture->window;

	select_row(fixture, 0);
	gtk_widget_grab_focus(GTK_WIDGET(get_list(fixture)));
	wd_widgets_press(window, GDK_Return, 0);
	wd_widgets_settle();
	g_assert_cmpuint(fixture->fake->calls->len, ==, 0);
	g_assert_cmpint(count_rows(fixture), ==, 7);
}

static void
select_all(Fixture *fixture)
{
	gtk_tree_selection_select_all(gtk_tree_view_get_selection(get_list(fixture)));
	wd_widgets_settle();
}

static void
add_received_file(Fixture *fixture)
{
	const WdFileFacts seen = {.inspection = WD_INSPECTION_DONE,
				  .type = "application/x-dosexec",
				  .file_class = WD_FILE_PROGRAM,
				  .scan = {.result = WD_SCAN_INFECTED,
					   .name = "Eicar-Signature",
					   .engine = "ClamAV 1.4.3"}};
	g_autoptr(WdFileFacts) facts = wd_file_facts_new(&seen);
	const WdEvent fields = {.kind = WD_EVENT_FILE,
				.direction = WD_DIRECTION_IN,
				.peer = "friend@c.example",
				.file_name = "holiday.jpg",
				.file_path = "/home/dana/holiday.jpg",
				.file_size = 68,
				.file_facts = facts};

	(void)wd_fake_host_add(fixture->fake, &fields, "file.dangerous-type");
	wd_gtk_review_refresh(fixture->review);
	select_row(fixture, 0);
}

static void
test_file_details(Fixture *fixture, gconstpointer data)
{
	g_autofree char *text = NULL;

	add_received_file(fixture);
	text = wd_widgets_read(get(fixture, "warden-details"));
	g_assert_nonnull(strstr(text, "holiday.jpg"));
	g_assert_nonnull(strstr(text, "Inside: program (application/x-dosexec)"));
	g_assert_nonnull(strstr(text, "Virus scanner: found Eicar-Signature (ClamAV 1.4.3)"));
	g_assert_nonnull(strstr(text, "Release saves it where you chose"));
}

/* A file is not only shown when it is released. */
static void
test_saving_is_confirmed(Fixture *fixture, gconstpointer response)
{
	GtkWidget *dialog;
	g_autofree char *text = NULL;
	guint n_calls;

	add_received_file(fixture);
	n_calls = fixture->fake->calls->len;
	click(fixture, "warden-release");
	dialog = wd_widgets_find_dialog(GTK_WINDOW(fixture->window));
	g_assert_nonnull(dialog);
	g_assert_cmpuint(fixture->fake->calls->len, ==, n_calls);
	text = wd_widgets_read(dialog);
	g_assert_nonnull(strstr(text, "Save it as /home/dana/holiday.jpg?"));
	gtk_dialog_response(GTK_DIALOG(dialog), GPOINTER_TO_INT(response));
	wd_widgets_settle();
	g_assert_cmpuint(fixture->fake->calls->len,
			 ==,
			 n_calls + (GPOINTER_TO_INT(response) == GTK_RESPONSE_OK ? 1 : 0));
}

static void
test_saved(void)
{
	Fixture fixture;

	set_up(&fixture, GUINT_TO_POINTER(0));
	test_saving_is_confirmed(&fixture, GINT_TO_POINTER(GTK_RESPONSE_OK));
	tear_down(&fixture, NULL);
}

static void
test_not_saved(void)
{
	Fixture fixture;

	set_up(&fixture, GUINT_TO_POINTER(0));
	test_saving_is_confirmed(&fixture, GINT_TO_POINTER(GTK_RESPONSE_CANCEL));
	tear_down(&fixture, NULL);
}

static void
test_many_are_confirmed(Fixture *fixture, gconstpointer response)
{
	GtkWindow *window = GTK_WINDOW(fixture->window);
	GtkWidget *dialog;
	g_autofree char *said = NULL;

	select_all(fixture);
	click(fixture, "warden-delete");
	dialog = wd_widgets_find_dialog(window);
	g_assert_nonnull(dialog);
	said = wd_widgets_read(dialog);
	g_assert_nonnull(strstr(said, "Delete it for good. This cannot be taken back."));
	g_assert_cmpuint(fixture->fake->calls->len, ==, 0);
	gtk_dialog_response(GTK_DIALOG(dialog), GPOINTER_TO_INT(response));
	wd_widgets_settle();
	g_assert_null(wd_widgets_find_dialog(window));
}

static void
test_confirmed(void)
{
	Fixture fixture;

	set_up(&fixture, GUINT_TO_POINTER(7));
	test_many_are_confirmed(&fixture, GINT_TO_POINTER(GTK_RESPONSE_OK));
	g_assert_cmpuint(fixture.fake->calls->len, ==, 7);
	g_assert_cmpuint(fixture.fake->rows->len, ==, 0);
	tear_down(&fixture, NULL);
}

static void
test_not_confirmed(void)
{
	Fixture fixture;

	set_up(&fixture, GUINT_TO_POINTER(7));
	test_many_are_confirmed(&fixture, GINT_TO_POINTER(GTK_RESPONSE_CANCEL));
	g_assert_cmpuint(fixture.fake->rows->len, ==, 7);
	tear_down(&fixture, NULL);
}

/* The window is closed while its confirmation is open. */
static void
test_closed_while_confirming(Fixture *fixture, gconstpointer data)
{
	select_all(fixture);
	click(fixture, "warden-delete");
	close_window(fixture);
	wd_widgets_settle();
	g_assert_null(wd_gtk_review_get_page(fixture->review));
	g_assert_cmpuint(fixture->fake->rows->len, ==, 7);
}

static void
test_empty(Fixture *fixture, gconstpointer data)
{
	GtkWidget *window = fixture->window;
	g_autofree char *text = wd_widgets_read(window);

	g_assert_nonnull(strstr(text, "Nothing is held."));
	g_assert_false(gtk_widget_is_sensitive(get(fixture, "warden-release")));
	g_assert_false(gtk_widget_get_visible(get(fixture, "warden-heading")));
}

static void
test_refusal_is_said(Fixture *fixture, gconstpointer data)
{
	g_autofree char *text = NULL;

	fixture->fake->refuses = TRUE;
	select_row(fixture, 6);
	click(fixture, "warden-release");
	g_assert_true(gtk_widget_get_visible(get(fixture, "warden-error")));
	text = wd_widgets_read(get(fixture, "warden-error"));
	g_assert_nonnull(strstr(text, "the queue is busy"));
	g_assert_cmpint(count_rows(fixture), ==, 7);
}

static void
test_error_goes_away(Fixture *fixture, gconstpointer data)
{
	fixture->fake->refuses = TRUE;
	click(fixture, "warden-release");
	fixture->fake->refuses = FALSE;
	click(fixture, "warden-release");
	g_assert_false(gtk_widget_get_visible(get(fixture, "warden-error")));
}

static gboolean
has_nine_rows(gpointer data)
{
	return count_rows(data) == 9;
}

/* What comes in while the person looks: shown soon, and the selection stays. */
static void
test_live_refresh(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GPtrArray) selected = NULL;
	const WdHeld *held;

	select_row(fixture, 3);
	wd_fake_host_add_samples(fixture->fake, 2);
	wd_gtk_review_queue_refresh(fixture->review);
	wd_gtk_review_queue_refresh(fixture->review);
	g_assert_cmpint(count_rows(fixture), ==, 7);
	wd_widgets_turn_until(has_nine_rows, fixture);
	selected = wd_gtk_list_get_selected(get_list(fixture));
	g_assert_cmpuint(selected->len, ==, 1);
	held = g_ptr_array_index(selected, 0);
	g_assert_cmpstr(held->id, ==, "00000000000000000000000000000004");
}

static void
test_expires_in_place(Fixture *fixture, gconstpointer data)
{
	WdHeld *held = g_ptr_array_index(fixture->fake->rows, 0);
	g_autofree char *text = NULL;

	select_row(fixture, 6);
	held->state = WD_HELD_EXPIRED;
	wd_gtk_review_refresh(fixture->review);
	wd_widgets_settle();
	g_assert_false(gtk_widget_is_sensitive(get(fixture, "warden-release")));
	text = wd_widgets_read(get(fixture, "warden-details"));
	g_assert_nonnull(strstr(text, "can no longer be shown"));
}

static void
test_closed_and_opened(Fixture *fixture, gconstpointer data)
{
	close_window(fixture);
	wd_widgets_settle();
	g_assert_null(wd_gtk_review_get_page(fixture->review));
	/* Calls that come after it is closed find nothing to do; and it opens again. */
	wd_gtk_review_queue_refresh(fixture->review);
	wd_gtk_review_refresh(fixture->review);
	fixture->window = wd_widgets_show_page(wd_gtk_review_make(fixture->review));
	wd_gtk_review_show(fixture->review, NULL);
	wd_widgets_settle();
	g_assert_cmpint(count_rows(fixture), ==, 7);
}

/* "/warden review helpdesk" */
static void
test_shown_with_words(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GPtrArray) selected = NULL;
	const WdHeld *held;

	wd_gtk_review_show(fixture->review, "HELPDESK");
	selected = wd_gtk_list_get_selected(get_list(fixture));
	g_assert_cmpuint(selected->len, ==, 1);
	held = g_ptr_array_index(selected, 0);
	g_assert_cmpstr(held->event->peer, ==, "helpdesk@it-support.example");
	wd_gtk_review_show(fixture->review, "nobody of that name");
	g_assert_cmpint(wd_gtk_list_get_first_selected(get_list(fixture)), ==, 4);
}

/* While another page is in front nothing is read; what came meanwhile is there when one returns. */
static void
test_hidden_is_not_read(Fixture *fixture, gconstpointer data)
{
	gtk_widget_hide(wd_gtk_review_get_page(fixture->review));
	wd_fake_host_add_samples(fixture->fake, 2);
	wd_gtk_review_queue_refresh(fixture->review);
	wd_widgets_turn_for(400);
	g_assert_cmpint(count_rows(fixture), ==, 7);
	gtk_widget_show(wd_gtk_review_get_page(fixture->review));
	wd_gtk_review_show(fixture->review, NULL);
	g_assert_cmpint(count_rows(fixture), ==, 9);
}

/* A megabyte from a peer, and what looks like markup, cost nothing and change nothing. */
static void
test_megabyte(Fixture *fixture, gconstpointer data)
{
	g_autofree char *text = g_strnfill(1024 * 1024, 'x');
	g_autofree char *peer = g_strconcat("<span size='xx-large'>", text, NULL);
	const WdEvent fields = {
		.kind = WD_EVENT_IM, .direction = WD_DIRECTION_IN, .peer = peer, .text = text};
	g_autofree char *shown = NULL;

	(void)wd_fake_host_add(fixture->fake, &fields, "spim.text");
	wd_gtk_review_refresh(fixture->review);
	select_row(fixture, 0);
	shown = wd_widgets_read(get(fixture, "warden-details"));
	g_assert_cmpuint(strlen(shown), <, 20000);
	g_assert_nonnull(strstr(shown, "<span size='xx-large'>"));
}

static void
test_freed_with_refresh_pending(Fixture *fixture, gconstpointer data)
{
	gconstpointer review = fixture->review;

	wd_gtk_review_queue_refresh(fixture->review);
	g_assert_nonnull(g_main_context_find_source_by_user_data(NULL, (gpointer)review));
	wd_gtk_review_free(fixture->review);
	fixture->review = NULL;
	g_assert_null(g_main_context_find_source_by_user_data(NULL, (gpointer)review));
}

static void
test_sorts(Fixture *fixture, gconstpointer data)
{
	GtkTreeModel *model = gtk_tree_view_get_model(get_list(fixture));
	GtkTreeIter iter;

	gtk_tree_sortable_set_sort_column_id(GTK_TREE_SORTABLE(model), 0, GTK_SORT_ASCENDING);
	g_assert_true(gtk_tree_model_get_iter_first(model, &iter));
	g_assert_cmpstr(wd_gtk_rows_get(model, &iter)->event->peer, ==, "<b>bold</b>@m&m.example");
	gtk_tree_sortable_set_sort_column_id(GTK_TREE_SORTABLE(model), 3, GTK_SORT_ASCENDING);
	g_assert_true(gtk_tree_model_get_iter_first(model, &iter));
	g_assert_cmpstr(wd_gtk_rows_get(model, &iter)->id, ==, "00000000000000000000000000000001");
	/* New rows find their place in a sorted list. */
	wd_fake_host_add_samples(fixture->fake, 1);
	wd_gtk_review_refresh(fixture->review);
	g_assert_cmpint(count_rows(fixture), ==, 8);
}

static void
free_news(gpointer news)
{
	wd_held_news_free(news);
}

static void
add_news(GPtrArray *all, WdFakeHost *fake, guint number, gboolean is_read)
{
	const WdHeld *held = g_ptr_array_index(fake->rows, number);
	WdHeldNews *news = g_new0(WdHeldNews, 1);

	news->id = g_strdup(held->id);
	news->state = held->state;
	news->held = is_read ? wd_held_copy(held) : NULL;
	g_ptr_array_add(all, news);
}

/* The newest goes while an older one is opened: the older one stands below what stays. */
static void
test_order(Fixture *fixture, gconstpointer data)
{
	g_autoptr(WdGtkRows) rows = wd_gtk_rows_new();
	g_autoptr(GPtrArray) before = g_ptr_array_new_with_free_func(free_news);
	g_autoptr(GPtrArray) after = g_ptr_array_new_with_free_func(free_news);
	GtkTreeModel *model = wd_gtk_rows_get_model(rows);
	GtkTreeIter row;

	add_news(before, fixture->fake, 6, TRUE);
	add_news(before, fixture->fake, 5, TRUE);
	add_news(before, fixture->fake, 4, FALSE);
	wd_gtk_rows_update(rows, NULL, before);
	add_news(after, fixture->fake, 5, FALSE);
	add_news(after, fixture->fake, 4, TRUE);
	wd_gtk_rows_update(rows, NULL, after);
	g_assert_cmpint(gtk_tree_model_iter_n_children(model, NULL), ==, 2);
	g_assert_true(gtk_tree_model_get_iter_first(model, &row));
	g_assert_cmpstr(wd_gtk_rows_get(model, &row)->id, ==, "00000000000000000000000000000006");
}

static guint n_formatted;

static char *
format_text(const WdHeld *held)
{
	n_formatted++;
	return g_strdup(held->event->text);
}

static char *
format_repeats(const WdHeld *held)
{
	n_formatted++;
	return g_strdup_printf("%u", held->n_repeats);
}

/* The words to sort by are made once for each row, and anew when they are others. */
static void
test_sort_key(Fixture *fixture, gconstpointer data)
{
	g_autoptr(WdGtkRows) rows = wd_gtk_rows_new();
	g_autoptr(GPtrArray) news = g_ptr_array_new_with_free_func(free_news);
	GtkTreeModel *model = wd_gtk_rows_get_model(rows);
	GtkTreeIter row;
	g_autofree char *key = NULL;

	n_formatted = 0;
	add_news(news, fixture->fake, 0, TRUE);
	wd_gtk_rows_update(rows, NULL, news);
	g_assert_true(gtk_tree_model_get_iter_first(model, &row));
	key = g_strdup(wd_gtk_rows_get_key(model, &row, format_text));
	g_assert_cmpstr(wd_gtk_rows_get_key(model, &row, format_text), ==, key);
	g_assert_cmpuint(n_formatted, ==, 1);
	g_free(key);
	key = g_strdup(wd_gtk_rows_get_key(model, &row, format_repeats));
	g_assert_cmpuint(n_formatted, ==, 2);
	((WdHeldNews *)g_ptr_array_index(news, 0))->n_repeats = 2;
	wd_gtk_rows_update(rows, NULL, news);
	g_assert_cmpstr(wd_gtk_rows_get_key(model, &row, format_repeats), !=, key);
}

static gboolean
has_two_thousand(gpointer data)
{
	return count_rows(data) == 2000;
}

/* What takes long to open comes piece by piece, the newest first; who works meanwhile is not
 * disturbed. */
static void
test_pieces(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GPtrArray) selected = NULL;
	g_autofree char *heading = NULL;
	GtkTreeIter first;

	fixture->fake->opening_us = 150;
	wd_fake_host_add_samples(fixture->fake, 2000);
	wd_gtk_review_refresh(fixture->review);
	g_assert_cmpint(count_rows(fixture), >=, 100);
	g_assert_cmpint(count_rows(fixture), <, 1000);
	heading = wd_widgets_read(get(fixture, "warden-heading"));
	g_assert_nonnull(strstr(heading, "items are held")); /* all of them are counted */
	select_row(fixture, 50);
	wd_widgets_turn_until(has_two_thousand, fixture);
	selected = wd_gtk_list_get_selected(get_list(fixture));
	g_assert_cmpuint(selected->len, ==, 1);
	g_assert_cmpint(wd_gtk_list_get_first_selected(get_list(fixture)), ==, 50);
	g_assert_true(
		gtk_tree_model_get_iter_first(gtk_tree_view_get_model(get_list(fixture)), &first));
	g_assert_cmpstr(wd_gtk_rows_get(gtk_tree_view_get_model(get_list(fixture)), &first)->id,
			==,
			"000000000000000000000000000007d0");
}

/* How long the main loop stands still. */
static gint64
sort(Fixture *fixture, int column)
{
	GtkTreeModel *model = gtk_tree_view_get_model(get_list(fixture));
	gint64 begin = g_get_monotonic_time();

	gtk_tree_sortable_set_sort_column_id(GTK_TREE_SORTABLE(model), column, GTK_SORT_ASCENDING);
	wd_widgets_settle();
	return g_get_monotonic_time() - begin;
}

/* Ten thousand rows: opened, told once more, and emptied, within a time that nobody notices. */
static void
test_ten_thousand(void)
{
	gint64 begin;
	Fixture fixture;

	set_up(&fixture, GUINT_TO_POINTER(0));
	wd_fake_host_add_samples(fixture.fake, 10000);
	begin = g_get_monotonic_time();
	wd_gtk_review_refresh(fixture.review);
	wd_widgets_settle();
	g_test_message("filled in %" G_GINT64_FORMAT " us", g_get_monotonic_time() - begin);
	g_assert_cmpint(count_rows(&fixture), ==, 10000);
	begin = g_get_monotonic_time();
	wd_gtk_review_refresh(fixture.review);
	wd_widgets_settle();
	g_test_message("compared in %" G_GINT64_FORMAT " us", g_get_monotonic_time() - begin);
	for (int column = 0; column < 5; column++)
		g_test_message("column %d sorted in %" G_GINT64_FORMAT " us",
			       column,
			       sort(&fixture, column));
	begin = g_get_monotonic_time();
	g_ptr_array_set_size(fixture.fake->rows, 0);
	wd_gtk_review_refresh(fixture.review);
	wd_widgets_settle();
	g_test_message("emptied in %" G_GINT64_FORMAT " us", g_get_monotonic_time() - begin);
	g_assert_cmpint(count_rows(&fixture), ==, 0);
	tear_down(&fixture, NULL);
}

static void
test_accessible(Fixture *fixture, gconstpointer data)
{
	wd_widgets_assert_named(fixture->window);
}

static void
lock(Fixture *fixture)
{
	fixture->fake->logs =
		(WdLogsState){.is_locked = TRUE, .has_key = TRUE, .wants_passphrase = TRUE};
	wd_gtk_review_refresh(fixture->review);
	wd_widgets_settle();
}

static void
answer_unlock(Fixture *fixture, const char *problem)
{
	void (*unlocked)(const char *problem, gpointer data) = fixture->fake->unlocked;

	fixture->fake->unlocked = NULL;
	unlocked(problem, fixture->fake->unlocked_data);
	wd_widgets_settle();
}

/* What was read goes with the key; it is unlocked where the person looks, at the second
 * try. */
static void
test_locked(Fixture *fixture, gconstpointer data)
{
	GtkEntry *passphrase;

	g_assert_false(gtk_widget_get_visible(get(fixture, "warden-unlock")));
	lock(fixture);
	g_assert_cmpint(count_rows(fixture), ==, 0);
	g_assert_true(gtk_widget_get_visible(get(fixture, "warden-unlock")));
	g_assert_false(gtk_widget_get_visible(get(fixture, "warden-error")));
	g_assert_false(gtk_widget_get_sensitive(get(fixture, "warden-release")));
	passphrase = GTK_ENTRY(get(fixture, "warden-unlock-passphrase"));
	g_assert_true(gtk_widget_get_visible(GTK_WIDGET(passphrase)));
	g_assert_false(gtk_entry_get_visibility(passphrase));
	gtk_entry_set_text(passphrase, "cow");
	click(fixture, "warden-unlock-button");
	g_assert_cmpstr(wd_fake_host_get_call(fixture->fake, 0), ==, "unlock cow");
	g_assert_cmpstr(gtk_entry_get_text(passphrase), ==, "");
	g_assert_false(gtk_widget_get_sensitive(get(fixture, "warden-unlock-button")));
	answer_unlock(fixture, "That is not the right passphrase.");
	{
		g_autofree char *said = wd_widgets_read(get(fixture, "warden-unlock"));

		g_assert_nonnull(strstr(said, "That is not the right passphrase."));
		g_assert_nonnull(strstr(said, "Type your passphrase to read it."));
	}
	g_assert_true(gtk_widget_get_sensitive(get(fixture, "warden-unlock-button")));
	g_assert_true(gtk_widget_is_focus(GTK_WIDGET(passphrase)));
	gtk_entry_set_text(passphrase, "horse");
	wd_widgets_press(fixture->window, GDK_Return, 0);
	g_assert_cmpstr(wd_fake_host_get_call(fixture->fake, 0), ==, "unlock horse");
	{
		g_autofree char *said = wd_widgets_read(get(fixture, "warden-unlock"));

		g_assert_null(strstr(said, "That is not the right passphrase."));
	}
	fixture->fake->logs.is_locked = FALSE;
	answer_unlock(fixture, NULL);
	g_assert_true(gtk_widget_is_focus(GTK_WIDGET(get_list(fixture))));
	g_assert_false(gtk_widget_get_visible(get(fixture, "warden-unlock")));
	g_assert_cmpint(count_rows(fixture), ==, 7);
}

/* Without a key here there is nothing to press; with the keyring's there is nothing to
 * type. */
static void
test_locked_elsewhere(Fixture *fixture, gconstpointer data)
{
	lock(fixture);
	fixture->fake->logs.wants_passphrase = FALSE;
	wd_gtk_review_refresh(fixture->review);
	g_assert_false(gtk_widget_get_visible(get(fixture, "warden-unlock-passphrase")));
	g_assert_true(gtk_widget_get_visible(get(fixture, "warden-unlock-button")));
	fixture->fake->logs.has_key = FALSE;
	wd_gtk_review_refresh(fixture->review);
	g_assert_false(gtk_widget_get_visible(get(fixture, "warden-unlock-button")));
}

/* Closed while the passphrase is worked on: nobody is told. */
static void
test_closed_while_unlocking(Fixture *fixture, gconstpointer data)
{
	lock(fixture);
	click(fixture, "warden-unlock-button");
	g_assert_nonnull(fixture->fake->unlocked);
	close_window(fixture);
	wd_widgets_settle();
	g_assert_null(fixture->fake->unlocked);
}

static const struct {
	const char *path;
	guint n_rows;
	void (*test)(Fixture *fixture, gconstpointer data);
} tests[] = {
	{"/review/shows-rows", 7, test_shows_rows},
	{"/review/newest-first", 7, test_newest_first},
	{"/review/details-are-plain-text", 7, test_details_are_plain_text},
	{"/review/buttons", 7, test_buttons},
	{"/review/delete-key", 7, test_delete_key},
	{"/review/enter-decides-nothing", 7, test_enter_decides_nothing},
	{"/review/closed-while-confirming", 7, test_closed_while_confirming},
	{"/review/file/details", 0, test_file_details},
	{"/review/empty", 0, test_empty},
	{"/review/refusal-is-said", 7, test_refusal_is_said},
	{"/review/error-goes-away", 7, test_error_goes_away},
	{"/review/live-refresh", 7, test_live_refresh},
	{"/review/expires-in-place", 7, test_expires_in_place},
	{"/review/closed-and-opened", 7, test_closed_and_opened},
	{"/review/shown-with-words", 7, test_shown_with_words},
	{"/review/hidden-is-not-read", 7, test_hidden_is_not_read},
	{"/review/megabyte", 7, test_megabyte},
	{"/review/accessible", 7, test_accessible},
	{"/review/freed-with-refresh-pending", 7, test_freed_with_refresh_pending},
	{"/review/sorts", 7, test_sorts},
	{"/review/pieces", 0, test_pieces},
	{"/review/order", 7, test_order},
	{"/review/sort-key", 7, test_sort_key},
	{"/review/locked", 7, test_locked},
	{"/review/locked-elsewhere", 7, test_locked_elsewhere},
	{"/review/closed-while-unlocking", 7, test_closed_while_unlocking},
	{"/review/undo-that-fails", 7, test_undo_that_fails},
	{"/review/many-lessons", 7, test_many_lessons},
};

int
main(int argc, char **argv)
{
	gtk_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path,
			   Fixture,
			   GUINT_TO_POINTER(tests[i].n_rows),
			   set_up,
			   tests[i].test,
			   tear_down);
	for (gsize i = 0; i < G_N_ELEMENTS(decide_cases); i++) {
		g_autofree char *path =
			g_strdup_printf("/review/decides/%s", decide_cases[i].button);

		g_test_add_data_func(path, &decide_cases[i], test_decides);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(lesson_cases); i++) {
		g_autofree char *path = g_strconcat("/review/lesson/", lesson_cases[i].name, NULL);

		g_test_add_data_func(path, &lesson_cases[i], test_lesson);
	}
	g_test_add_func("/review/file/saved", test_saved);
	g_test_add_func("/review/file/not-saved", test_not_saved);
	g_test_add_func("/review/many/confirmed", test_confirmed);
	g_test_add_func("/review/many/not-confirmed", test_not_confirmed);
	g_test_add_func("/review/ten-thousand", test_ten_thousand);
	return g_test_run();
}
