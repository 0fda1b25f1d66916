/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <purple.h>
#include <string.h>

#include "engine/wd-error.h"
#include "fakes/wd-null-purple.h"
#include "purple/wd-log-markup.h"

#define NOON_MS (G_GINT64_CONSTANT(1795348800) * 1000)
#define DAY_MS  (G_GINT64_CONSTANT(86400) * 1000)

typedef struct {
	const char *name;
	WdLogMessage message;
	const char *has;
	const char *has_not;
} LineCase;

static const LineCase lines[] = {
	{"received",
	 {.flags = PURPLE_MESSAGE_RECV, .sender = "bob", .body = "hi"},
	 "<b>bob:</b></font> hi<br/>",
	 "<script"},
	{"sender-is-escaped",
	 {.flags = PURPLE_MESSAGE_RECV, .sender = "<b>bob</b>", .body = "hi"},
	 "&lt;b&gt;bob&lt;/b&gt;:",
	 "<b>bob</b>"},
	{"body-is-closed",
	 {.flags = PURPLE_MESSAGE_SEND, .sender = "me", .body = "<b>bold"},
	 "bold</span>",
	 "<b>bold<br/>"},
	{"system-has-no-sender",
	 {.flags = PURPLE_MESSAGE_SYSTEM, .sender = "bob", .body = "bob left"},
	 "<b>bob left</b>",
	 "bob:"},
	{"no-sender", {.flags = PURPLE_MESSAGE_RECV, .body = "hi"}, "hi<br/>", "(null)"},
	{"no-image",
	 {.flags = PURPLE_MESSAGE_RECV, .sender = "bob", .body = "<img src=\"file:///x\">"},
	 "[picture]",
	 "file:"},
	{"gap-of-one", {.body = "disk full", .n_lost = 1}, "1 message could not", "disk full"},
	{"gap-of-many", {.body = "disk full", .n_lost = 7}, "7 messages could not", "disk full"},
	{"unknown-flags", {.flags = 0, .sender = "bob", .body = "hi"}, "<b>bob:</b>", "(null)"},
};

static void
test_line(gconstpointer data)
{
	const LineCase *row = data;
	WdLogMessage message = row->message;
	GString *page = g_string_new(NULL);

	message.time_ms = NOON_MS;
	wd_log_markup_append(page, &message, NOON_MS, NULL);
	if (strstr(page->str, row->has) == NULL || strstr(page->str, row->has_not) != NULL)
		g_error("%s", page->str);
	g_string_free(page, TRUE);
}

/* The date is shown when the conversation goes past midnight, and only then. */
static void
test_date(void)
{
	WdLogMessage message = {.flags = PURPLE_MESSAGE_RECV, .sender = "bob", .body = "hi"};
	GString *same = g_string_new(NULL);
	GString *next = g_string_new(NULL);
	GString *forged = g_string_new(NULL);

	message.time_ms = NOON_MS;
	wd_log_markup_append(same, &message, NOON_MS, NULL);
	message.time_ms = NOON_MS + DAY_MS;
	wd_log_markup_append(next, &message, NOON_MS, NULL);
	message.time_ms = G_MAXINT64;
	wd_log_markup_append(forged, &message, NOON_MS, NULL);
	g_assert_null(strstr(same->str, "11"));
	g_assert_nonnull(strstr(next->str, "11"));
	g_assert_nonnull(strstr(forged->str, "hi"));
	g_string_free(same, TRUE);
	g_string_free(next, TRUE);
	g_string_free(forged, TRUE);
}

static const struct {
	WdLogCondition condition;
	const char *part; /* "": nothing is said */
} conditions[] = {
	{WD_LOG_COMPLETE, ""},
	{WD_LOG_OPEN, ""},
	{WD_LOG_TORN, "in the middle of a message"},
	{WD_LOG_DAMAGED, "cannot be trusted"},
};

static void
test_conditions(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(conditions); i++) {
		GString *page = g_string_new(NULL);
		WdLogReport report = {.condition = conditions[i].condition};

		wd_log_markup_append_condition(page, &report);
		g_assert_nonnull(strstr(page->str, conditions[i].part));
		g_assert_cmpint(page->len > 0, ==, conditions[i].part[0] != '\0');
		g_string_free(page, TRUE);
	}
}

static void
test_problems(void)
{
	g_autoptr(GError) locked = g_error_new(WD_ERROR, WD_ERROR_LOCKED, "x");
	g_autoptr(GError) other = g_error_new(WD_ERROR, WD_ERROR_WRONG_KEY, "<img src=x>");
	g_autofree char *locked_text = wd_log_markup_problem(locked);
	g_autofree char *other_text = wd_log_markup_problem(other);

	g_assert_nonnull(strstr(locked_text, "encrypted"));
	g_assert_nonnull(strstr(other_text, "&lt;img"));
}

int
main(int argc, char *argv[])
{
	int status;

	g_setenv("TZ", "UTC", TRUE);
	g_test_init(&argc, &argv, NULL);
	wd_null_purple_start();
	for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
		g_autofree char *name = g_strconcat("/log-markup/line/", lines[i].name, NULL);

		g_test_add_data_func(name, &lines[i], test_line);
	}
	g_test_add_func("/log-markup/date", test_date);
	g_test_add_func("/log-markup/conditions", test_conditions);
	g_test_add_func("/log-markup/problems", test_problems);
	status = g_test_run();
	wd_null_purple_stop();
	return status;
}
