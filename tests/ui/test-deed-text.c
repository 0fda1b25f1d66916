/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ui/wd-deed-text.h"

static void
test_every_kind_and_subject(void)
{
	for (guint i = 0; i < WD_N_DEEDS; i++)
		g_assert_cmpstr(wd_deed_text_for_kind((WdDeedKind)i), !=, "");
	for (guint i = 0; i < WD_N_SUBJECTS; i++)
		g_assert_cmpstr(wd_deed_text_for_subject((WdDeedSubject)i), !=, "");
}

typedef struct {
	const char *name;
	const char *event;
	WdDeedSubject subject;
	gboolean has_words;
} EventCase;

static const EventCase event_cases[] = {
	{"spim", "spam.flagged", WD_SUBJECT_UNWANTED, TRUE},
	{"sent-after-all", "msg.send.overridden", WD_SUBJECT_OUTGOING, TRUE},
	{"clicked", "link.clicked_through", WD_SUBJECT_LINKS, TRUE},
	{"file", "file.blocked", WD_SUBJECT_FILES, TRUE},
	{"unknown", "later.invented", WD_SUBJECT_OTHER, FALSE},
	{"empty", "", WD_SUBJECT_OTHER, FALSE},
};

static void
test_event(gconstpointer data)
{
	const EventCase *row = data;

	g_assert_cmpint(wd_deed_text_find_subject(row->event), ==, row->subject);
	g_assert_cmpint(wd_deed_text_for_event(row->event) != NULL, ==, row->has_words);
}

typedef struct {
	const char *name;
	const char *protocol;
	const char *shown;
} ProtocolCase;

static const ProtocolCase protocol_cases[] = {
	{"known", "prpl-jabber", "XMPP"},
	{"unknown", "prpl-eionrobb-discord", "eionrobb-discord"},
	{"without-prefix", "matrix", "matrix"},
	{"none", NULL, "None"},
	{"empty", "", "None"},
	{"turns-the-line",
	 "prpl-\xe2\x80\xae"
	 "x",
	 "[U+202E]x"},
	{"too-long",
	 "prpl-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\u2026"},
};

static void
test_protocol(gconstpointer data)
{
	const ProtocolCase *row = data;
	g_autofree char *shown = wd_deed_text_for_protocol(row->protocol);

	g_assert_cmpstr(shown, ==, row->shown);
}

static void
test_reason(void)
{
	g_autofree char *known = wd_deed_text_for_reason("spim.text");
	g_autofree char *unknown = wd_deed_text_for_reason("later.invented");
	g_autofree char *none = wd_deed_text_for_reason(NULL);

	g_assert_cmpstr(known, !=, "spim.text");
	g_assert_cmpstr(unknown, ==, "later.invented");
	g_assert_cmpstr(none, ==, "");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/deed-text/every-kind-and-subject", test_every_kind_and_subject);
	for (gsize i = 0; i < G_N_ELEMENTS(event_cases); i++) {
		g_autofree char *path = g_strconcat("/deed-text/event/", event_cases[i].name, NULL);

		g_test_add_data_func(path, &event_cases[i], test_event);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(protocol_cases); i++) {
		g_autofree char *path =
			g_strconcat("/deed-text/protocol/", protocol_cases[i].name, NULL);

		g_test_add_data_func(path, &protocol_cases[i], test_protocol);
	}
	g_test_add_func("/deed-text/reason", test_reason);
	return g_test_run();
}
