/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-link-sign.h"

#include <string.h>

static const struct {
	const char *text;
	const char *prefix;
	gboolean is_anywhere;
} signs[] = {
	{"http://", "", TRUE},
	{"https://", "", TRUE},
	{"ftp://", "", TRUE},
	{"sftp://", "", TRUE},
	{"file://", "", TRUE},
	{"www.", "http://", FALSE},
	{"ftp.", "ftp://", FALSE},
	{"xmpp:", "", FALSE},
};

static gboolean
begins_with(const char *at, const char *end, const char *text)
{
	gsize len = strlen(text);

	return (gsize)(end - at) > len && g_ascii_strncasecmp(at, text, len) == 0 &&
	       (text[len - 1] != '.' || at[len] != '.');
}

static gboolean
read_sign(const char *at, const char *end, gboolean begins, WdLinkSign *sign)
{
	if (strchr("hfswxHFSWX", *at) == NULL)
		return FALSE; /* what none of them begins with */
	for (gsize i = 0; i < G_N_ELEMENTS(signs); i++) {
		if ((!begins && !signs[i].is_anywhere) || !begins_with(at, end, signs[i].text))
			continue;
		*sign = (WdLinkSign){at, signs[i].prefix, signs[i].is_anywhere};
		return TRUE;
	}
	return FALSE;
}

/**
 * wd_link_sign_find:
 * @word: (array length=end): valid UTF-8 without spaces
 * @end: behind its last byte
 * @sign: (out): the first of the signs in @word
 *
 * What begins at the sign is one link up to the end of the word: a second sign in it is a part of
 * the first one's path. Linear in the length of @word.
 *
 * Returns: whether a client begins a link in @word
 */
gboolean
wd_link_sign_find(const char *word, const char *end, WdLinkSign *sign)
{
	for (const char *at = word; at < end; at++) {
		if (read_sign(at, end, at == word || at[-1] == ',', sign))
			return TRUE;
	}
	return FALSE;
}
