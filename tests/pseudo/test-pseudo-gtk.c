/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "engine/wd-policy-format.h"
#include "engine/wd-policy-schema.h"
#include "pidgin/wd-gtk-lesson-bar.h"
#include "pidgin/wd-gtk-list.h"
#include "pidgin/wd-gtk-logs.h"
#include "pidgin/wd-gtk-notices.h"
#include "pidgin/wd-gtk-prefs.h"
#include "pidgin/wd-gtk-questions.h"
#include "pidgin/wd-gtk-review.h"
#include "pidgin/wd-gtk-shield-window.h"
#include "pseudo/wd-pseudo-widgets.h"
#include "pseudo/wd-pseudo.h"
#include "wd-fake-host.h"
#include "wd-widgets.h"

#define REFUSAL "the queue is busy" /* the stand-in's reason, which it does not translate */

/* Whatever stands in the window by now, and above it. */
static void
expect_window(const char *where, GtkWidget *window)
{
	GtkWidget *dialog = wd_widgets_find_dialog(GTK_WINDOW(window));

	wd_widgets_settle();
	wd_pseudo_expect_widgets(where, window);
	if (dialog != NULL)
		wd_pseudo_expect_widgets(where, dialog);
}

static GtkTreeView *
get_list(GtkWidget *window)
{
	return GTK_TREE_VIEW(wd_widgets_find(window, "warden-list"));
}

static void
click(GtkWidget *window, const char *name)
{
	gtk_button_clicked(GTK_BUTTON(wd_widgets_find(window, name)));
	wd_widgets_settle();
}

static void
test_review(void)
{
	WdFakeHost *fake = wd_fake_host_new();
	WdGtkReview *review = wd_gtk_review_new(&fake->host);
	GtkWidget *window = wd_widgets_show_page(wd_gtk_review_make(review));

	wd_gtk_review_show(review, NULL);
	expect_window("empty review", window);
	wd_fake_host_add_samples(fake, 7);
	wd_gtk_review_refresh(review);
	for (int row = 0; row < 7; row++) {
		GtkTreeSelection *selection = gtk_tree_view_get_selection(get_list(window));

		gtk_tree_selection_unselect_all(selection);
		wd_gtk_list_select_near(get_list(window), row);
		expect_window("review", window);
	}
	gtk_tree_selection_select_all(gtk_tree_view_get_selection(get_list(window)));
	click(window, "warden-delete");
	g_assert_nonnull(wd_widgets_find_dialog(GTK_WINDOW(window)));
	expect_window("confirmation", window);
	gtk_widget_destroy(window);
	wd_gtk_review_free(review);
	wd_widgets_settle();
	wd_fake_host_free(fake);
}

static void
test_review_refused(void)
{
	WdFakeHost *fake = wd_fake_host_new();
	WdGtkReview *review = wd_gtk_review_new(&fake->host);
	GtkWidget *window = wd_widgets_show_page(wd_gtk_review_make(review));

	wd_fake_host_add_samples(fake, 1);
	wd_gtk_review_show(review, NULL);
	wd_widgets_settle();
	fake->refuses = TRUE;
	click(window, "warden-release");
	expect_window("refused", window);
	gtk_widget_destroy(window);
	wd_gtk_review_free(review);
	wd_widgets_settle();
	wd_fake_host_free(fake);
}

static const WdLogsState log_states[] = {
	{.has_key = FALSE},
	{.has_key = TRUE, .can_lock = TRUE, .had_ims = TRUE},
	{.has_key = TRUE, .is_locked = TRUE, .wants_passphrase = TRUE, .had_chats = TRUE},
	{.has_key = TRUE, .is_locked = TRUE, .is_refused = TRUE, .had_system = TRUE},
	{.has_key = TRUE, .had_ims = TRUE, .had_chats = TRUE, .had_system = TRUE},
};

static void
test_logs(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(log_states); i++) {
		WdFakeHost *fake = wd_fake_host_new();
		WdGtkLogs *logs = wd_gtk_logs_new(&fake->host, NULL, NULL);
		GtkWidget *window = wd_widgets_show_page(wd_gtk_logs_make(logs));

		fake->logs = log_states[i];
		wd_gtk_logs_show(logs, NULL);
		expect_window("logs", window);
		gtk_widget_destroy(window);
		wd_gtk_logs_free(logs);
		wd_widgets_settle();
		wd_fake_host_free(fake);
	}
}

static GtkWidget *
put_in_window(GtkWidget *widget)
{
	GtkWidget *window = gtk_window_new(GTK_WINDOW_TOPLEVEL);

	gtk_container_add(GTK_CONTAINER(window), widget);
	gtk_widget_show(window);
	wd_widgets_settle();
	return window;
}

/* Settings are written as they stand in a file, in every language. */
static void
allow_settings(const WdPolicy *policy)
{
	for (WdPolicyKey key = 0; key < WD_N_KEYS; key++) {
		const WdPolicySchemaRow *row = wd_policy_schema_get(key);
		g_autofree char *value = wd_policy_format_value(policy, key);

		wd_pseudo_allow(row->group);
		wd_pseudo_allow(row->name);
		if (*value != '\0')
			wd_pseudo_allow(value);
		for (guint i = 0; row->choices != NULL && row->choices[i] != NULL; i++)
			wd_pseudo_allow(row->choices[i]);
	}
}

/* The list behind "Advanced", with what is said of each row. */
static void
expect_all_settings(GtkWidget *window)
{
	GtkTreeView *list = GTK_TREE_VIEW(wd_widgets_find(window, "warden-advanced-rows"));
	GtkTreeModel *model = gtk_tree_view_get_model(list);
	int n_rows = gtk_tree_model_iter_n_children(model, NULL);

	expect_window("advanced", window);
	for (int row = 0; row < n_rows; row++) {
		GtkTreeIter iter;

		g_assert_true(gtk_tree_model_iter_nth_child(model, &iter, NULL, row));
		gtk_tree_selection_select_iter(gtk_tree_view_get_selection(list), &iter);
		wd_pseudo_expect_widgets("setting",
					 wd_widgets_find(window, "warden-advanced-about"));
	}
	g_assert_cmpint(n_rows, >, 50);
}

/* What is known of a conversation, with each thing that may be. */
static void
test_shield(void)
{
	for (guint i = 0; i <= WD_SHIELD_PEER_ROOM; i++) {
		const WdShield shield = {
			.peer = i,
			.is_always_held = i % 2 == 0,
			.connection = MIN(i, WD_SHIELD_CONNECTION_PLAIN),
			.is_end_to_end = i % 2 == 1,
			.logs = i % (WD_SHIELD_LOGS_CLEAR + 1),
			.n_held = i,
			.paused_until_ms = i * G_GINT64_CONSTANT(1777888800000),
		};
		GtkWidget *window = wd_gtk_shield_window_new("bob@b.example", NULL);

		wd_gtk_shield_window_fill(window, &shield, TRUE);
		gtk_widget_show(window);
		expect_window("shield", window);
		gtk_widget_destroy(window);
		wd_widgets_settle();
	}
}

static void
test_preferences(void)
{
	WdFakeHost *fake = wd_fake_host_new();
	GtkWidget *window;

	wd_fake_host_lock(fake, WD_KEY_META_ORGANISATION, "Corp", "/etc/w/a.conf:2");
	wd_fake_host_lock(fake, WD_KEY_META_CONTACT, "it@corp.example", NULL);
	wd_fake_host_lock(fake, WD_KEY_LEAKS_ENABLED, "true", "/etc/w/a.conf:12");
	allow_settings(fake->policy);
	window = put_in_window(wd_gtk_prefs_new(&fake->host));
	fake->refuses = TRUE;
	gtk_toggle_button_set_active(
		GTK_TOGGLE_BUTTON(wd_widgets_find(window, "warden-Links-Enabled")), FALSE);
	expect_window("preferences", window);
	gtk_expander_set_expanded(GTK_EXPANDER(wd_widgets_find(window, "warden-advanced")), TRUE);
	expect_all_settings(window);
	gtk_widget_destroy(window);
	wd_widgets_settle();
	wd_fake_host_free(fake);
}

static void
ignore(gpointer data)
{
}

static void
test_notices(void)
{
	WdFakeHost *fake = wd_fake_host_new();
	WdGtkNotices *notices = wd_gtk_notices_new();
	WdGtkLessonBar *bar = wd_gtk_lesson_bar_new(&fake->host, ignore, NULL);
	g_autoptr(GPtrArray) lessons = g_ptr_array_new();
	GtkWidget *window = put_in_window(wd_gtk_notices_get_widget(notices));
	GtkWidget *second = put_in_window(wd_gtk_lesson_bar_get_widget(bar));

	wd_gtk_notices_set_banner(notices, "x", _("The audit trail could not be opened."));
	expect_window("notices", window);
	g_ptr_array_add(lessons, (gpointer) "1");
	wd_gtk_lesson_bar_show(bar, _("Taken back: judged as before."), lessons);
	expect_window("lesson", second);
	wd_gtk_lesson_bar_free(bar);
	wd_gtk_notices_free(notices);
	gtk_widget_destroy(window);
	gtk_widget_destroy(second);
	wd_widgets_settle();
	wd_fake_host_free(fake);
}

static void
take_answer(const char *choice, const char *text, gpointer data)
{
}

/* What a question adds to the words that it is given. */
static void
test_questions(void)
{
	WdGtkQuestions *questions = wd_gtk_questions_new(NULL);
	const WdChoice choices[] = {{"cancel", _("_Do Not Open")}, {"open", _("_Open the Link")}};
	const WdQuestion question = {
		.id = "1",
		.kind = WD_EVENT_LINK,
		.direction = WD_DIRECTION_OUT,
		.action = WD_ACTION_WARN,
		.title = _("Open this link?"),
		.primary = _("This link may not lead where it seems to."),
		.host = "evil.example",
		.address = "http://evil.example/",
		.choices = choices,
		.n_choices = G_N_ELEMENTS(choices),
	};

	wd_gtk_questions_ask(questions, &question, take_answer, NULL);
	wd_widgets_settle();
	wd_pseudo_expect_widgets("question", wd_gtk_questions_find_dialog(questions, "1"));
	wd_gtk_questions_free(questions);
	wd_widgets_settle();
}

/* The walk itself: a window that a programmer forgot is found. */
static void
test_finds_what_is_hard_coded(void)
{
	GtkWidget *window = put_in_window(gtk_button_new_with_label("Forgotten"));
	g_autoptr(GPtrArray) found = NULL;

	gtk_widget_show_all(window);
	wd_pseudo_expect_widgets("window", window);
	found = wd_pseudo_take();
	g_assert_cmpuint(found->len, ==, 1);
	g_assert_cmpstr(g_ptr_array_index(found, 0),
			==,
			"window: not translated: “Forgotten” in “Forgotten”");
	gtk_widget_destroy(window);
}

static const char *const data_of_tests[] = {
	/* rows and errors of wd-fake-host.c */
	"prize4821@spam.example",
	"Congratulations! You have been selected for a prize of 5000. Answer within one hour: "
	"http://win.example/now",
	"Congratulations! You have been selected for a prize of 5000. Answer within one hour: http",
	"accounts@b.example",
	"invoice.pdf.exe",
	"helpdesk@it-support.example",
	"This is the helpdesk, please add me",
	"trader@coins.example",
	"Join our room, double your coins",
	"friend@c.example",
	"holiday-[U+202E]gpj.scr",
	"bob@b.example",
	"my card is 4111 1111 1111 1111",
	"<b>bold</b>@m&m.example",
	"<i>not</i> markup & [U+202E]desrever",
	"me@a.example",
	REFUSAL,
	"kB", /* GLib's, which translates them itself */
	"MB",
	/* what is said of a company, and of a link */
	"Corp",
	"it@corp.example",
	"/etc/w/a.conf",
	"http://evil.example/",
	"evil.example",
};

typedef struct {
	const char *name;
	void (*test)(void);
} Test;

static const Test tests[] = {
	{"review", test_review},
	{"review-refused", test_review_refused},
	{"logs", test_logs},
	{"shield", test_shield},
	{"notices", test_notices},
	{"questions", test_questions},
	{"preferences", test_preferences}, /* allows words that could hide others */
	{"finds-what-is-hard-coded", test_finds_what_is_hard_coded},
};

static void
run(gconstpointer data)
{
	((const Test *)data)->test();
	wd_pseudo_report();
}

int
main(int argc, char **argv)
{
	gtk_test_init(&argc, &argv, NULL);
	wd_pseudo_begin();
	for (gsize i = 0; i < G_N_ELEMENTS(data_of_tests); i++)
		wd_pseudo_allow(data_of_tests[i]);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++) {
		g_autofree char *path = g_strconcat("/pseudo/gtk/", tests[i].name, NULL);

		g_test_add_data_func(path, &tests[i], run);
	}
	return g_test_run();
}
