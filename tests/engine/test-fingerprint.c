/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/judge/wd-fingerprint.h"
#include "wd-rows.h"

static const WdHashKey key = {1, 2};

typedef struct {
	const char *name;
	const char *one;
	const char *one_peer;
	const char *other;
	const char *other_peer;
	gboolean is_same;
} Case;

static const Case cases[] = {
	{"same", "look at this picture", "ann", "look at this picture", "ben", TRUE},
	{"case-and-spaces", "Look at  THIS picture", "ann", "look at this picture", "ben", TRUE},
	{"punctuation", "look at this picture!!", "ann", "look, at this picture", "ben", TRUE},
	{"other-link",
	 "look at this picture http://a.test/1",
	 "ann",
	 "look at this picture https://b.test/2",
	 "ben",
	 TRUE},
	{"other-number", "look at my 10 pictures", "ann", "look at my 27 pictures", "ben", TRUE},
	{"name",
	 "hey Ann, look at this picture",
	 "ann@im.example",
	 "hey Ben, look at this picture",
	 "ben@im.example",
	 TRUE},
	{"first-name-of-a-long-name",
	 "hey Ann look at this picture",
	 "ann.smith@im.example",
	 "hey Ben look at this picture",
	 "benjamin_jones@im.example",
	 TRUE},
	{"name-that-no-address-tells",
	 "hi Carla! look at this picture",
	 "x17",
	 "hi Dirk! look at this picture",
	 "x18",
	 TRUE},
	{"greeting", "look at this picture", "ann", "hallo, look at this picture", "ben", TRUE},
	{"letters", "look at this p\u0456cture", "ann", "look at this picture", "ben", TRUE},
	{"zero-width", "look at this pic\u200bture", "ann", "look at this picture", "ben", TRUE},
	{"spaced-out", "l o o k at this picture", "ann", "look at this picture", "ben", TRUE},
	{"all-spaced-out",
	 "l o o k a t t h i s n i c e p i c t u r e",
	 "ann",
	 "look at this nice picture",
	 "ben",
	 TRUE},
	{"digits-for-letters", "l00k at th1s p1cture", "ann", "look at this picture", "ben", TRUE},
	{"dots-in-words", "l.o.o.k at this pic.ture", "ann", "look at this picture", "ben", TRUE},
	{"token", "look at this picture x7f9q2", "ann", "look at this picture 81kd0z", "ben", TRUE},
	{"emoji", "look at this picture \U0001F600", "ann", "look at this picture", "ben", TRUE},
	{"one-word-of-five",
	 "look at this nice picture",
	 "a",
	 "look at this funny picture",
	 "b",
	 TRUE},
	{"order", "please vote for me today", "ann", "today please vote for me", "ben", TRUE},
	{"no-spaces-in-writing",
	 "\u8bf7\u770b\u6211\u7684\u65b0\u7167\u7247\u5427\u5feb",
	 "a",
	 "\u8bf7\u770b\u6211\u7684\u65b0\u7167\u7247\u5427\u5feb",
	 "b",
	 TRUE},
	{"one-word-of-four", "look at this picture", "ann", "look at that picture", "ben", FALSE},
	{"other-words", "shall we meet at ten", "ann", "when does the train leave", "ben", FALSE},
	{"half-of-it",
	 "the meeting begins at ten in the small room",
	 "ann",
	 "the meeting of the board was moved to friday",
	 "ben",
	 FALSE},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdEvent) one = wd_event_new(&(WdEvent){.text = row->one, .peer = row->one_peer});
	g_autoptr(WdEvent) other =
		wd_event_new(&(WdEvent){.text = row->other, .peer = row->other_peer});
	WdFingerprint a, b;

	wd_fingerprint_take(&a, one, &key);
	wd_fingerprint_take(&b, other, &key);
	g_assert_cmpuint(a.n_words, >, 0);
	g_assert_cmpuint(b.n_words, >, 0);
	g_assert_cmpint(wd_fingerprint_is_same_text(&a.words, &a.grams, &b), ==, row->is_same);
	g_assert_cmpint(wd_fingerprint_is_same_text(&b.words, &b.grams, &a), ==, row->is_same);
}

static const struct {
	const char *name;
	const char *text;
	gboolean is_disguised;
} disguises[] = {
	{"plain", "look at this picture", FALSE},
	{"zero-width", "look at this pic\u200bture", TRUE},
	{"letters", "look at this p\u0456cture", TRUE},
	{"spaced-out", "l o o k at this", TRUE},
	{"mathematical", "look at this \U0001D429icture", TRUE},
	{"cyrillic", "\u043f\u0440\u0438\u0432\u0435\u0442", FALSE},
	{"two-scripts-in-two-words", "USB-\u043a\u0430\u0431\u0435\u043b\u044c", FALSE},
	{"emoji-of-a-family", "\U0001F468\u200d\U0001F469\u200d\U0001F467", FALSE},
	{"persian", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", FALSE},
	{"single-letters", "I a m I", FALSE},
	{"name-with-dashes", "C-O-L-T: read this", FALSE},
	{"full-width", "\uff23laim it", TRUE},
	{"all-full-width", "\uff23\uff4c\uff41\uff49\uff4d", FALSE},
};

static void
test_disguise(gconstpointer data)
{
	guint i = GPOINTER_TO_UINT(data);
	g_autoptr(WdEvent) event = wd_event_new(&(WdEvent){.text = disguises[i].text});
	WdFingerprint print;

	wd_fingerprint_take(&print, event, &key);
	g_assert_cmpint(print.is_disguised, ==, disguises[i].is_disguised);
}

typedef struct {
	const char *name;
	WdEvent one;
	WdEvent other;
	gboolean is_same;
} PairCase;

#define A_FILE(called, size)                                                                       \
	{                                                                                          \
		.kind = WD_EVENT_FILE, .file_name = (called), .file_size = (size)                  \
	}

static const PairCase pairs[] = {
	{"same-host", {.text = "http://a.test/1"}, {.text = "see https://A.test:80/2"}, TRUE},
	{"subdomains", {.text = "http://x1.a.test/"}, {.text = "http://y2.a.test/"}, TRUE},
	{"customers-of-a-platform",
	 {.text = "http://x1.github.io/"},
	 {.text = "http://y2.github.io/"},
	 FALSE},
	{"second-link", {.text = "http://b.test http://a.test/"}, {.text = "http://a.test/"}, TRUE},
	{"in-html",
	 {.text = "here", .html = "<a href=\"http://a.test/\">here</a>"},
	 {.text = "http://a.test/"},
	 TRUE},
	{"links-of-a-shortener", {.text = "https://bit.ly/a"}, {.text = "https://bit.ly/b"}, FALSE},
	{"link-of-a-shortener", {.text = "https://bit.ly/a"}, {.text = "https://bit.ly/a"}, TRUE},
	{"other-host", {.text = "http://a.test/"}, {.text = "http://b.test/"}, FALSE},
	{"same-file", A_FILE("a.txt", 7), A_FILE("a.txt", 7), TRUE},
	{"numbered-files", A_FILE("photo_01.png", 7), A_FILE("photo_02.png", 9), TRUE},
	{"size-and-ending", A_FILE("a.txt", 70000), A_FILE("b.txt", 70000), TRUE},
	{"any-program", A_FILE("a.exe", 70000), A_FILE("b.scr", 70001), TRUE},
	{"small-files", A_FILE("a.txt", 7), A_FILE("b.txt", 7), FALSE},
	{"other-file", A_FILE("a.txt", 70000), A_FILE("b.png", 70000), FALSE},
};

static gboolean
have_common(const guint64 *a, guint n_a, const guint64 *b, guint n_b)
{
	for (guint i = 0; i < n_a * n_b; i++) {
		if (a[i / n_b] == b[i % n_b])
			return TRUE;
	}
	return FALSE;
}

static void
test_pair(gconstpointer data)
{
	const PairCase *row = data;
	g_autoptr(WdEvent) one = wd_event_new(&row->one);
	g_autoptr(WdEvent) other = wd_event_new(&row->other);
	WdFingerprint a, b;

	wd_fingerprint_take(&a, one, &key);
	wd_fingerprint_take(&b, other, &key);
	g_assert_cmpint(have_common(a.sites, a.n_sites, b.sites, b.n_sites) ||
				have_common(a.files, a.n_files, b.files, b.n_files),
			==,
			row->is_same);
}

/* The very bytes, whatever they are called. */
typedef struct {
	const char *name;
	WdFileFacts one;
	WdFileFacts other;
	gboolean is_same;
} ContentCase;

static const ContentCase contents[] = {
	{"same-bytes",
	 {.size = 9, .has_hash = TRUE, .hash = {1}},
	 {.size = 9, .has_hash = TRUE, .hash = {1}},
	 TRUE},
	{"other-bytes",
	 {.size = 9, .has_hash = TRUE, .hash = {1}},
	 {.size = 9, .has_hash = TRUE, .hash = {2}},
	 FALSE},
	{"nobody-read-them", {.size = 9}, {.size = 9}, FALSE},
	{"empty-files",
	 {.size = 0, .has_hash = TRUE, .hash = {3}},
	 {.size = 0, .has_hash = TRUE, .hash = {3}},
	 FALSE},
	{"two-programs-inside",
	 {.size = 9, .has_hash = TRUE, .hash = {1}, .file_class = WD_FILE_PROGRAM},
	 {.size = 8, .has_hash = TRUE, .hash = {2}, .file_class = WD_FILE_PROGRAM},
	 TRUE},
};

static void
take_content(WdFingerprint *print, const char *name, const WdFileFacts *fields)
{
	g_autoptr(WdFileFacts) facts = wd_file_facts_new(fields);
	g_autoptr(WdEvent) event = wd_event_new(&(WdEvent){
		.kind = WD_EVENT_FILE, .file_name = name, .file_size = 9, .file_facts = facts});

	wd_fingerprint_take(print, event, &key);
}

static void
test_content(gconstpointer data)
{
	const ContentCase *row = data;
	WdFingerprint a, b;

	take_content(&a, "minutes.odt", &row->one);
	take_content(&b, "picture.png", &row->other);
	g_assert_cmpint(have_common(a.files, a.n_files, b.files, b.n_files), ==, row->is_same);
}

static void
test_nothing_to_compare(void)
{
	static const char *const texts[] = {"",
					    "yes",
					    "happy birthday ann",
					    "hi Ann!",
					    "12 34 56",
					    "\u200b\u200b",
					    "http://a.test/"};

	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(WdEvent) event =
			wd_event_new(&(WdEvent){.text = texts[i], .peer = "ann"});
		WdFingerprint print;

		wd_fingerprint_take(&print, event, &key);
		g_assert_cmpuint(print.n_words, ==, 0);
	}
}

static void
test_another_key_tells_another_thing(void)
{
	const WdHashKey other = {1, 3};
	g_autoptr(WdEvent) event = wd_event_new(&(WdEvent){.text = "look at this picture"});
	WdFingerprint a, b;

	wd_fingerprint_take(&a, event, &key);
	wd_fingerprint_take(&b, event, &other);
	g_assert_false(wd_fingerprint_is_same_text(&a.words, &a.grams, &b));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/fingerprint/compare/", cases, test_case);
	for (guint i = 0; i < G_N_ELEMENTS(disguises); i++) {
		g_autofree char *path =
			g_strconcat("/fingerprint/disguise/", disguises[i].name, NULL);

		g_test_add_data_func(path, GUINT_TO_POINTER(i), test_disguise);
	}
	WD_ADD_ROWS("/fingerprint/pair/", pairs, test_pair);
	WD_ADD_ROWS("/fingerprint/content/", contents, test_content);
	g_test_add_func("/fingerprint/nothing-to-compare", test_nothing_to_compare);
	g_test_add_func("/fingerprint/another-key", test_another_key_tells_another_thing);
	return g_test_run();
}
