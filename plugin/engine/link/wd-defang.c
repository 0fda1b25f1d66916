/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-defang.h"

#include <string.h>

#include "engine/link/wd-finder.h"

#define MAX_ROUNDS 4 /* what was cut out of a link seldom leaves another one */

/* What joins the parts of a host in the eyes of a browser (IDNA), and what ends a scheme. */
static const gunichar joints[] = {'.', ':', 0x3002, 0xff0e, 0xff61, 0xff1a};

static gboolean
is_joint(gunichar c)
{
	for (guint i = 0; i < G_N_ELEMENTS(joints); i++) {
		if (joints[i] == c)
			return TRUE;
	}
	return FALSE;
}

/* "http" is written "hxxp" by everybody who reports links. */
static const char *
skip_http(GString *out, const char *at, const char *end)
{
	if ((gsize)(end - at) < strlen("http") || g_ascii_strncasecmp(at, "http", 4) != 0)
		return at;
	g_string_append(out, "hxxp");
	return at + strlen("http");
}

static void
append_broken(GString *out, const char *start, const char *end)
{
	for (const char *p = start; p < end; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (is_joint(c))
			g_string_append_printf(out, "[%c]", c == ':' || c == 0xff1a ? ':' : '.');
		else
			g_string_append_unichar(out, c);
	}
}

static char *
break_found(const char *text, const GPtrArray *found)
{
	GString *out = g_string_new(NULL);
	const char *at = text;

	for (guint i = 0; i < found->len; i++) {
		const WdFound *one = g_ptr_array_index(found, i);
		const char *start = text + one->start;

		g_string_append_len(out, at, start - at);
		start = skip_http(out, start, text + one->end);
		append_broken(out, start, text + one->end);
		at = text + one->end;
	}
	g_string_append(out, at);
	return g_string_free(out, FALSE);
}

static char *
break_all(const char *text)
{
	GString *out = g_string_new(NULL);

	append_broken(out, text, text + strlen(text));
	return g_string_free(out, FALSE);
}

/* libpurple makes links of these whatever follows: the finder asks for a host that can exist. And
 * of every address of a person. */
static const char *const hostlike[] = {"www.", "ftp.", "@"};

static gsize
match_hostlike(const char *at)
{
	for (guint i = 0; i < G_N_ELEMENTS(hostlike); i++) {
		if (g_ascii_strncasecmp(at, hostlike[i], strlen(hostlike[i])) == 0)
			return strlen(hostlike[i]);
	}
	return 0;
}

static char *
break_hostlike(const char *text)
{
	GString *out = g_string_new(NULL);
	const char *start = text;

	while (*text != '\0') {
		gsize n = match_hostlike(text);

		/* Written so before: "[@]" stays. */
		if (n == 1 && text > start && text[-1] == '[' && text[1] == ']')
			n = 0;
		g_string_append_len(out, text, n > 0 ? (gssize)(n - 1) : 1);
		if (n > 0)
			g_string_append_printf(out, "[%c]", text[n - 1]);
		text += MAX(n, 1);
	}
	return g_string_free(out, FALSE);
}

/**
 * wd_defang:
 * @text: valid UTF-8
 *
 * Writes every link so that no client makes one of it, and people still read it:
 * "hxxp[:]//evil[.]example/x".  What is no link stays as it is, and so does what was written so
 * before.
 *
 * Returns: (transfer full): @text without links
 */
char *
wd_defang(const char *text)
{
	g_autofree char *safe = g_strdup(text);

	for (guint round = 0; round < MAX_ROUNDS; round++) {
		g_autoptr(GPtrArray) found = wd_finder_find(safe);
		char *better;

		if (found->len == 0)
			return break_hostlike(safe);
		better = break_found(safe, found);
		g_free(safe);
		safe = better;
	}
	return break_all(safe);
}
