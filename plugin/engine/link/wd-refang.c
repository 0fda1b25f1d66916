/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-refang.h"

#include <string.h>

#define MAX_BYTES 2048 /* of a link that somebody made unclickable by hand */

/* What people write so that nobody clicks on it by chance, and what whoever copies it undoes. */
static const struct {
	const char *broken;
	const char *whole;
} repairs[] = {
	{"[.]", "."},
	{"(.)", "."},
	{"{.}", "."},
	{"[dot]", "."},
	{"(dot)", "."},
	{"{dot}", "."},
	{"[:]", ":"},
	{"[://]", "://"},
	{"[/]", "/"},
};

static gboolean
is_broken(const char *word, const char *end)
{
	gsize len = (gsize)(end - word);

	if (len > MAX_BYTES)
		return FALSE;
	if (len > 6 && (g_ascii_strncasecmp(word, "hxxp", 4) == 0))
		return TRUE;
	for (gsize i = 0; i < len; i++) {
		/* A bracket behind something, and no letter but a sign or "dot" in it. */
		if (i > 0 && i + 1 < len && strchr("[({", word[i]) != NULL &&
		    strchr(".:/dD", word[i + 1]) != NULL)
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_refang:
 * @word: valid UTF-8 without spaces
 * @end: behind its last byte
 *
 * Undoes what people write so that nobody clicks on it by chance: "hxxp", "[.]", "(dot)".
 *
 * Returns: (transfer full) (nullable): @word as it was before; NULL when it is not written so
 */
char *
wd_refang(const char *word, const char *end)
{
	GString *out = NULL;

	if (!is_broken(word, end))
		return NULL;
	out = g_string_new(NULL);
	if (g_ascii_strncasecmp(word, "hxxp", 4) == 0) {
		g_string_append(out, "http");
		word += strlen("hxxp");
	}
	while (word < end) {
		gsize n = 0;

		for (gsize i = 0; n == 0 && i < G_N_ELEMENTS(repairs); i++) {
			gsize len = strlen(repairs[i].broken);

			if ((gsize)(end - word) >= len &&
			    g_ascii_strncasecmp(word, repairs[i].broken, len) == 0) {
				g_string_append(out, repairs[i].whole);
				n = len;
			}
		}
		if (n == 0)
			g_string_append_c(out, *word);
		word += n > 0 ? n : 1;
	}
	return g_string_free(out, FALSE);
}
