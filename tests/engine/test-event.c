/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-event.h"
#include "engine/wd-limits.h"

typedef struct {
	const char *name;
	const char *raw;
	const char *text;
} TextCase;

static const TextCase texts[] = {
	{"keeps-ascii", "hello", "hello"},
	{"keeps-utf8", "gr\u00fc\u00df", "gr\u00fc\u00df"},
	{"null-becomes-empty", NULL, ""},
	{"repairs-a-lone-continuation", "a\x80z", "a\ufffdz"},
	{"repairs-an-overlong-slash", "\xc0\xaf", "\ufffd\ufffd"},
	{"repairs-a-surrogate", "\xed\xa0\x80", "\ufffd\ufffd\ufffd"},
};

static void
test_text(gconstpointer data)
{
	const TextCase *row = data;
	g_autoptr(WdEvent) event = wd_event_new(&(WdEvent){.text = row->raw});

	g_assert_cmpstr(event->text, ==, row->text);
	g_assert_cmpstr(event->peer, ==, "");
	g_assert_null(event->html);
}

static void
test_cuts_between_characters(void)
{
	g_autofree char *raw = g_malloc(WD_LIMIT_TEXT_BYTES + 2);
	g_autoptr(WdEvent) event = NULL;

	memset(raw, 'a', WD_LIMIT_TEXT_BYTES - 1);
	memcpy(raw + WD_LIMIT_TEXT_BYTES - 1, "\u00fc", 3);
	event = wd_event_new(&(WdEvent){.text = raw});
	g_assert_cmpuint(strlen(event->text), ==, WD_LIMIT_TEXT_BYTES - 1);
	g_assert_true(g_utf8_validate(event->text, -1, NULL));
}

static void
test_words_round_trip(void)
{
	for (guint i = 0; i < WD_EVENT_N_KINDS; i++) {
		WdEventKind kind;

		g_assert_true(wd_event_kind_parse(wd_event_kind_to_string((WdEventKind)i), &kind));
		g_assert_cmpuint(kind, ==, i);
	}
}

static void
test_refuses_other_words(void)
{
	WdEventKind kind = WD_EVENT_FILE;
	WdDirection direction = WD_DIRECTION_OUT;

	g_assert_false(wd_event_kind_parse("IM", &kind));
	g_assert_false(wd_event_kind_parse(NULL, &kind));
	g_assert_false(wd_direction_parse("inn", &direction));
	g_assert_cmpuint(kind, ==, WD_EVENT_FILE);
	g_assert_cmpuint(direction, ==, WD_DIRECTION_OUT);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *path = g_strconcat("/event/text/", texts[i].name, NULL);

		g_test_add_data_func(path, &texts[i], test_text);
	}
	g_test_add_func("/event/cuts-between-characters", test_cuts_between_characters);
	g_test_add_func("/event/words-round-trip", test_words_round_trip);
	g_test_add_func("/event/refuses-other-words", test_refuses_other_words);
	return g_test_run();
}
