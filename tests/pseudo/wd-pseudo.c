/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pseudo/wd-pseudo.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "ui/wd-locale.h"

#define OPEN  "\xe2\x9f\xa6" /* as in pseudo_locale.py */
#define CLOSE "\xe2\x9f\xa7"

static GPtrArray *allowed;    /* of char *, the longest first */
static GPtrArray *complaints; /* of char * */
static guint n_texts;         /* seen since the last report */

static gint
compare_length(gconstpointer a, gconstpointer b)
{
	gsize first = strlen(*(const char *const *)a), second = strlen(*(const char *const *)b);

	return first < second ? 1 : first > second ? -1 : 0;
}

/**
 * wd_pseudo_begin:
 *
 * Speaks the language from now on; the test program ends when there is none, which would make
 * every expectation empty.
 */
void
wd_pseudo_begin(void)
{
	setlocale(LC_ALL, "");
	wd_locale_bind();
	if (strstr(_("_Delete"), OPEN) == NULL)
		g_error("the language of run-pseudo.py is not spoken");
	allowed = g_ptr_array_new_with_free_func(g_free);
	complaints = g_ptr_array_new_with_free_func(g_free);
}

/**
 * wd_pseudo_allow:
 * @data: a name, an address, a text: what comes from outside, or what a product is called
 */
void
wd_pseudo_allow(const char *data)
{
	g_ptr_array_add(allowed, g_strdup(data));
	g_ptr_array_sort(allowed, compare_length);
}

static gboolean
has_plain_letter(const char *text)
{
	for (; *text != '\0'; text++) {
		if (g_ascii_isalpha(*text))
			return TRUE;
	}
	return FALSE;
}

static gboolean
has_all_brackets(const char *text)
{
	int depth = 0;

	for (; *text != '\0' && depth >= 0; text++) {
		if (g_str_has_prefix(text, OPEN))
			depth++;
		else if (g_str_has_prefix(text, CLOSE))
			depth--;
	}
	return depth == 0;
}

/**
 * wd_pseudo_expect:
 * @where: the window, or the kind of it
 * @text: (nullable): what is shown there
 *
 * Writes down, for wd_pseudo_report(), when some of @text is plain, or cut out of a sentence.
 */
void
wd_pseudo_expect(const char *where, const char *text)
{
	g_autoptr(GString) rest = g_string_new(text);

	if (text == NULL || *text == '\0')
		return;
	n_texts++;
	for (guint i = 0; i < allowed->len; i++)
		(void)g_string_replace(rest, g_ptr_array_index(allowed, i), "", 0);
	if (has_plain_letter(rest->str))
		g_ptr_array_add(
			complaints,
			g_strdup_printf(
				"%s: not translated: “%s” in “%s”", where, rest->str, text));
	else if (!has_all_brackets(text))
		g_ptr_array_add(complaints, g_strdup_printf("%s: cut: “%s”", where, text));
}

/**
 * wd_pseudo_take:
 *
 * Returns: (transfer full) (element-type utf8): what was written down since the last report
 */
GPtrArray *
wd_pseudo_take(void)
{
	GPtrArray *taken = complaints;

	complaints = g_ptr_array_new_with_free_func(g_free);
	return taken;
}

/**
 * wd_pseudo_report:
 *
 * The test fails when there is something to complain of, with all of it, or when no text was seen.
 */
void
wd_pseudo_report(void)
{
	g_autoptr(GPtrArray) taken = wd_pseudo_take();

	for (guint i = 0; i < taken->len; i++)
		g_test_message("%s", (const char *)g_ptr_array_index(taken, i));
	g_assert_cmpuint(n_texts, >, 0);
	n_texts = 0;
	g_assert_cmpuint(taken->len, ==, 0);
}
