/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/spim/wd-spim-site.h"

#include <string.h>

/* Endings that make "name.com" a link without a scheme; a dot forgotten between two sentences makes
 * a word with hardly one of them. */
static const char *const bare_suffixes[] = {
	"com",  "net", "org", "uk", "ru",   "de",  "info", "biz",     "me",     "io",
	"tv",   "us",  "eu",  "co", "link", "xyz", "top",  "site",    "online", "club",
	"shop", "app", "ly",  "gl", "to",   "cc",  "test", "example", NULL};

static gboolean
has_bare_suffix(const char *dot, const char *end)
{
	char suffix[8] = "";

	if (end - dot - 1 >= (gssize)sizeof suffix)
		return FALSE;
	memcpy(suffix, dot + 1, (gsize)(end - dot - 1));
	return g_strv_contains(bare_suffixes, suffix);
}

/**
 * wd_spim_site_find:
 * @word: in plain letters
 * @end: (out): where the site's name ends, when there is one
 *
 * Returns: (nullable): where in @word its site's name begins; NULL when it is no link
 */
const char *
wd_spim_site_find(const char *word, const char **end)
{
	const char *scheme = strstr(word, "://");
	const char *site = scheme != NULL ? scheme + 3 : word;
	const char *dot;

	*end = site + strcspn(site, "/?#:");
	if (scheme != NULL)
		return site;
	dot = g_strrstr_len(word, *end - word, ".");
	if (dot == NULL || dot == word || memchr(word, '@', (gsize)(*end - word)) != NULL)
		return NULL;
	return strncmp(word, "www.", 4) == 0 || has_bare_suffix(dot, *end) ? word : NULL;
}
