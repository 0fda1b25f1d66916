/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "fuzz-target.h"
#include "pidgin/wd-gtk-text.h"

#define MAX_CHARS 40

/* Each character is at most ten long when it is written out as [U+10FFFF]; then the ellipsis. */
#define MAX_SHOWN (MAX_CHARS * 10 + 1)

static void
check_visible(const char *shown, gboolean may_have_lines)
{
	g_assert_true(g_utf8_validate(shown, -1, NULL));
	g_assert_cmpint(g_utf8_strlen(shown, -1), <=, MAX_SHOWN);
	for (const char *at = shown; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar character = g_utf8_get_char(at);
		gboolean is_joiner = character == 0x200c || character == 0x200d;

		g_assert_true(may_have_lines || character != '\n');
		g_assert_true(character == '\n' || !g_unichar_iscntrl(character));
		g_assert_true(g_unichar_type(character) != G_UNICODE_FORMAT || is_joiner);
	}
}

/* No isolate reaches beyond its line, so nothing beside the text can change places. */
static void
check_isolates(const char *shown)
{
	guint n_open = 0;

	for (const char *at = shown; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar character = g_utf8_get_char(at);

		g_assert_true(character != 0x2069 || n_open > 0);
		g_assert_true(character != '\n' || n_open == 0);
		n_open += character == 0x2068;
		n_open -= character == 0x2069;
		g_assert_true(g_unichar_type(character) != G_UNICODE_FORMAT ||
			      character == 0x2068 || character == 0x2069 || character == 0x200c ||
			      character == 0x200d);
	}
	g_assert_cmpuint(n_open, ==, 0);
}

/* What is shown can be seen, is bounded, and shown again it stays as it is. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	g_autofree char *raw = g_strndup(len == 0 ? "" : (const char *)bytes, len);
	g_autofree char *line = wd_gtk_text_line(raw, MAX_CHARS);
	g_autofree char *body = wd_gtk_text_body(raw, MAX_CHARS);
	g_autofree char *sentence = wd_gtk_text_sentence(raw, MAX_CHARS);
	g_autofree char *again = wd_gtk_text_line(line, MAX_SHOWN);

	check_isolates(sentence);
	check_visible(line, FALSE);
	check_visible(body, TRUE);
	g_assert_cmpstr(again, ==, line);
	return 0;
}
