/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/spim/wd-spim-skeleton.h"
#include "engine/spim/wd-spim-stretch.h"
#include "wd-rows.h"

#define MAX_BYTES 64

/* A text from whose beginning one stretch goes, what it is written as, and what is left of the
 * text.
 */
typedef struct {
	const char *name;
	const char *text;
	const char *token; /* NULL: no stretch begins there */
	const char *rest;
	gboolean is_leet;
} StretchCase;

static const StretchCase stretches[] = {
	{"word", "free call", "free", " call", FALSE},
	{"number", "4711 now", "9999", " now", FALSE},
	{"apostrophe", "don't go", "dont", " go", FALSE},
	{"final-apostrophe", "dogs' bones", "dogs", "' bones", FALSE},
	{"curly-apostrophe", "don\xe2\x80\x99t", "dont", "", FALSE},
	{"model", "mp3 player", "mp9", " player", FALSE},
	{"number-first", "2nite", "9nite", "", FALSE},
	{"leet-vowels", "fr33", "free", "", TRUE},
	{"leet-zeros", "t00", "too", "", TRUE},
	{"leet-inside", "v1agra", "viagra", "", TRUE},
	{"leet-sign", "c@ll", "call", "", TRUE},
	{"leet-dollar", "ca$h", "cash", "", TRUE},
	{"leet-zero-first", "0ffer", "offer", "", TRUE},
	{"dollar-first", "$ave", "save", "", TRUE},
	{"plus-first", "+ab", "tab", "", TRUE},
	{"price", "$100", NULL, "", FALSE},
	{"phone", "+49", NULL, "", FALSE},
	{"at-sign", "@home", NULL, "", FALSE},
	{"blank", " a", NULL, "", FALSE},
	{"nothing", "", NULL, "", FALSE},
	{"stops-at-a-dot", "win.now", "win", ".now", FALSE},
	{"stops-at-a-dash", "e-mail", "e", "-mail", FALSE},
	{"umlaut", "f\xc3\xbcr", "f\xc3\xbcr", "", FALSE},
	{"eight-of-the-east",
	 "\xe4\xb8\x80\xe4\xb8\x81\xe4\xb8\x82\xe4\xb8\x83\xe4\xb8\x84\xe4\xb8\x85\xe4\xb8\x86\xe4"
	 "\xb8\x87\xe4\xb8\x88",
	 "\xe4\xb8\x80\xe4\xb8\x81\xe4\xb8\x82\xe4\xb8\x83\xe4\xb8\x84\xe4\xb8\x85\xe4\xb8\x86\xe4"
	 "\xb8\x87",
	 "\xe4\xb8\x88",
	 FALSE},
};

static void
test_stretch(gconstpointer data)
{
	const StretchCase *row = data;
	char token[MAX_BYTES + 8] = "";
	WdSpimStretch stretch;

	g_assert_cmpint(wd_spim_stretch_begins(row->text), ==, row->token != NULL);
	if (row->token == NULL)
		return;
	stretch = wd_spim_stretch_measure(row->text);
	token[wd_spim_stretch_write(token, &stretch, MAX_BYTES)] = '\0';
	g_assert_cmpstr(token, ==, row->token);
	g_assert_cmpstr(stretch.end, ==, row->rest);
	g_assert_cmpint(stretch.is_leet, ==, row->is_leet);
}

/* What begins before the limit is written whole, and nothing behind it. */
static void
test_limit(void)
{
	WdSpimStretch ascii = wd_spim_stretch_measure("abcdefgh");
	WdSpimStretch wide = wd_spim_stretch_measure("\xc3\xa4\xc3\xb6\xc3\xbc");
	char token[MAX_BYTES];

	g_assert_cmpuint(wd_spim_stretch_write(token, &ascii, 3), ==, 3);
	g_assert_cmpuint(wd_spim_stretch_write(token, &ascii, 0), ==, 0);
	g_assert_cmpuint(wd_spim_stretch_write(token, &wide, 3), ==, 4);
	g_assert_cmpmem(token, 4, "\xc3\xa4\xc3\xb6", 4);
}

/* A text, and what it looks like. */
static const struct {
	const char *name;
	const char *text;
	const char *skeleton;
} skeletons[] = {
	{"ascii", "Free CALL 7!", "free call 7!"},
	{"cyrillic-letters-in-it", "\xd1\x81\xd0\xb0ll", "call"}, /* с, а */
	{"cyrillic-capital", "\xd0\x90\xd0\x92", "ab"},           /* А, В */
	{"cyrillic-word", "\xd0\xb6\xd0\xb4\xd0\xb8", "\xd0\xb6\xd0\xb4\xd0\xb8"},
	{"full-width", "\xef\xbc\xa3\xef\xbd\x81ll", "call"}, /* Ｃａ */
	{"accent", "caf\xc3\xa9", "cafe"},
	{"accents-in-a-heap",
	 "c\xcc\x81\xcc\x82\xcc\x83"
	 "all",
	 "call"},
	{"zero-width",
	 "c\xe2\x80\x8b"
	 "al\xe2\x80\x8dl",
	 "call"},
	{"direction",
	 "c\xe2\x80\xae"
	 "all",
	 "call"},
	{"filler",
	 "c\xe3\x85\xa4"
	 "all",
	 "call"},
	{"control",
	 "c\xc2\x85"
	 "all",
	 "call"},
	{"picture", "\xf0\x9f\x8e\x81", "\xf0\x9f\x8e\x81"},
	{"east", "\xe4\xb8\x80", "\xe4\xb8\x80"},
	{"ligature", "\xef\xac\x81ne", "fine"}, /* ﬁ */
};

static void
test_skeleton(gconstpointer data)
{
	const guint i = GPOINTER_TO_UINT(data);
	g_autoptr(GString) out = g_string_new(NULL);

	for (const char *at = skeletons[i].text; *at != '\0'; at = g_utf8_next_char(at))
		wd_spim_skeleton_append(out, g_utf8_get_char(at));
	g_assert_cmpstr(out->str, ==, skeletons[i].skeleton);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/spim-stretch/", stretches, test_stretch);
	g_test_add_func("/spim-stretch/limit", test_limit);
	for (guint i = 0; i < G_N_ELEMENTS(skeletons); i++) {
		g_autofree char *path = g_strconcat("/spim-skeleton/", skeletons[i].name, NULL);

		g_test_add_data_func(path, GUINT_TO_POINTER(i), test_skeleton);
	}
	return g_test_run();
}
