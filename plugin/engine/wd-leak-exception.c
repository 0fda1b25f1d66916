/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-leak-exception.h"

#include <string.h>

static const char *const words[WD_LEAK_N_DO] = {
	[WD_LEAK_DO_ALLOW] = "allow",
	[WD_LEAK_DO_NOTE] = "note",
	[WD_LEAK_DO_WARN] = "warn",
	[WD_LEAK_DO_REDACT] = "redact",
	[WD_LEAK_DO_HOLD] = "hold",
	[WD_LEAK_DO_BLOCK] = "block",
};

/* "card", "card,token" or "*". */
static gboolean
parse_kinds(const char *text, gsize len, guint *kinds)
{
	g_autofree char *list = g_strndup(text, len);
	g_auto(GStrv) names = g_strsplit(list, ",", -1);

	*kinds = g_str_equal(list, "*") ? WD_LEAK_ALL_KINDS : 0;
	for (guint i = 0; *kinds != WD_LEAK_ALL_KINDS && names[i] != NULL; i++) {
		WdLeakKind kind;

		if (!wd_leak_kind_parse(names[i], &kind))
			return FALSE;
		*kinds |= WD_LEAK_BIT(kind);
	}
	return *kinds != 0;
}

static gboolean
parse_word(const char *text, WdLeakDo *what)
{
	for (guint i = 0; i < WD_LEAK_N_DO; i++) {
		if (g_str_equal(words[i], text)) {
			*what = (WdLeakDo)i;
			return TRUE;
		}
	}
	return FALSE;
}

/**
 * wd_leak_exception_parse:
 * @item: "KIND[,KIND…]:PEER=ACTION", valid UTF-8; "*" is every kind
 * @exception: (out): filled on success; borrows from @item
 *
 * The first “:” and the last “=” count, since a pattern of a peer may have both.
 *
 * Returns: whether @item names kinds, a peer and an action
 */
gboolean
wd_leak_exception_parse(const char *item, WdLeakException *exception)
{
	const char *colon = strchr(item, ':');
	const char *equals = strrchr(item, '=');
	WdLeakException parsed;

	if (colon == NULL || equals == NULL || equals <= colon + 1)
		return FALSE;
	if (!parse_kinds(item, (gsize)(colon - item), &parsed.kinds) ||
	    !parse_word(equals + 1, &parsed.what))
		return FALSE;
	parsed.pattern = colon + 1;
	parsed.n_pattern = (gsize)(equals - colon - 1);
	*exception = parsed;
	return TRUE;
}
