/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/names/wd-name-keys.h"

#include <string.h>

#include "engine/link/wd-host.h"

#define MAX_LABELS 16 /* looked at from the right: what lists name is short */

static gboolean
is_ascii(const char *text)
{
	for (; *text != '\0'; text++) {
		if ((guint8)*text >= 0x80)
			return FALSE;
	}
	return TRUE;
}

static gsize
without_dots(const char *text, gsize len)
{
	while (len > 0 && text[len - 1] == '.')
		len--;
	return len;
}

/* A domain has one spelling in every script, and no dot at its end. */
static char *
fold_domain(char *folded)
{
	g_autofree char *text = folded;
	char *slash = strchr(text, '/');
	g_autofree char *rest = g_strdup(slash != NULL ? slash : "");
	g_autofree char *host = NULL;
	char *at;

	if (slash != NULL)
		*slash = '\0';
	at = strrchr(text, '@');
	if (at == NULL)
		return g_strconcat(text, rest, NULL);
	*at++ = '\0';
	if (!is_ascii(at))
		host = wd_host_parse(at, -1, NULL);
	if (host == NULL)
		host = g_strdup(at);
	host[without_dots(host, strlen(host))] = '\0';
	return g_strconcat(text, "@", host, rest, NULL);
}

static gboolean
needs_domain(const char *folded)
{
	gsize len = strlen(folded);

	return strchr(folded, '/') != NULL || (len > 0 && folded[len - 1] == '.');
}

/* Most names need nothing more than small letters. One pass, since every message pays for it. */
static gboolean
lower_simple(const char *name, char *text, gsize *len)
{
	gsize i = 0;

	for (; name[i] != '\0' && i < WD_LIMIT_NAME_BYTES; i++) {
		guint8 c = (guint8)name[i];

		if (c >= 0x80 || c == '/')
			return FALSE;
		text[i] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
	}
	*len = i;
	return name[i] == '\0' && (i == 0 || text[i - 1] != '.');
}

/**
 * wd_name_fold:
 * @name: a name, valid UTF-8
 *
 * Lists and peers meet in this spelling: no capitals, one form of each character, domains as
 * servers know them.
 *
 * Returns: (transfer full): the spelling; folding it again changes nothing
 */
char *
wd_name_fold(const char *name)
{
	g_autofree char *normal = NULL;
	g_autofree char *folded = NULL;

	if (is_ascii(name)) {
		folded = g_ascii_strdown(name, -1);
		return needs_domain(folded) ? fold_domain(g_steal_pointer(&folded))
					    : g_steal_pointer(&folded);
	}
	normal = g_utf8_normalize(name, -1, G_NORMALIZE_NFKC);
	folded = g_utf8_casefold(normal != NULL ? normal : name, -1);
	g_free(normal);
	/* Folding can undo the form: once more, for both. */
	normal = g_utf8_normalize(folded, -1, G_NORMALIZE_NFKC);
	return fold_domain(g_strdup(normal != NULL ? normal : folded));
}

static void
add_key(WdNameKeys *keys, gsize start, gsize end, gboolean is_loose)
{
	if (keys->n_keys < WD_NAME_MAX_KEYS && end > start)
		keys->keys[keys->n_keys++] =
			(WdNameKey){(guint16)start, (guint16)(end - start), is_loose};
}

/* The domain of "eve@x.spam.example" is known as "@x.spam.example", as ".spam.example" and
 * ".example". */
static void
add_domain(WdNameKeys *keys, gsize start, gsize end, gboolean is_loose)
{
	const char *text = keys->text;
	guint n_labels = 0;

	if (memchr(text + start, ':', end - start) != NULL)
		return; /* "@user:server", a name of Matrix */
	add_key(keys, start - 1, end, is_loose);
	for (gsize i = end; i > start && n_labels < MAX_LABELS; i--) {
		if (text[i - 1] != '.')
			continue;
		add_key(keys, i - 1, end, is_loose);
		n_labels++;
	}
	if (n_labels > 0 && start > 1)
		add_key(keys, start, end, TRUE);
}

/* Returns how long it is. Plain names are most of all, and need no memory. */
static gsize
put_folded(char *text, const char *name)
{
	g_autofree char *folded = NULL;
	gsize len = 0;

	if (!lower_simple(name, text, &len)) {
		folded = wd_name_fold(name);
		len = MIN(strlen(folded), WD_LIMIT_NAME_BYTES);
		memcpy(text, folded, len);
	}
	text[len] = '\0';
	return len;
}

/**
 * wd_name_keys_fill:
 * @keys: (out caller-allocates): filled; large, but no memory besides
 * @name: a peer's name, valid UTF-8
 */
void
wd_name_keys_fill(WdNameKeys *keys, const char *name)
{
	gsize end, bare_end;
	const char *slash;
	gsize at = 0;

	keys->n_keys = 0;
	keys->text[0] = '@';
	end = 1 + put_folded(keys->text + 1, name);
	slash = strchr(keys->text + 1, '/');
	bare_end = slash != NULL ? (gsize)(slash - keys->text) : end;
	if (slash != NULL)
		add_key(keys, 1, end, FALSE);
	add_key(keys, 1, bare_end, FALSE);
	for (gsize i = bare_end; i > 1 && at == 0; i--) {
		if (keys->text[i - 1] == '@')
			at = i;
	}
	/* A server speaks for its own domain, but a nick with a dot looks the same. A name that
	 * begins with the sign is neither. */
	if (at == 0 && memchr(keys->text + 1, '.', bare_end - 1) != NULL)
		add_domain(keys, 1, bare_end, TRUE);
	else if (at > 2 && at < bare_end)
		add_domain(keys, at, bare_end, FALSE);
}
