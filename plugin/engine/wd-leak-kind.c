/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-leak-kind.h"

static const char *const words[] = {
	[WD_LEAK_PRIVATE_KEY] = "private-key",
	[WD_LEAK_TOKEN] = "token",
	[WD_LEAK_CARD] = "card",
	[WD_LEAK_ACCOUNT] = "account",
	[WD_LEAK_WALLET] = "wallet",
	[WD_LEAK_PERSON] = "person",
	[WD_LEAK_PASSWORD] = "password",
	[WD_LEAK_KEYWORD] = "keyword",
	[WD_LEAK_PATTERN] = "pattern",
	[WD_LEAK_LABEL] = "label",
	[WD_LEAK_DOCUMENT] = "document",
};

/**
 * wd_leak_kind_to_string:
 * @kind: a kind
 *
 * Returns: (transfer none): its word in policies and event lines
 */
const char *
wd_leak_kind_to_string(WdLeakKind kind)
{
	g_return_val_if_fail((guint)kind < G_N_ELEMENTS(words), NULL);
	return words[kind];
}

/**
 * wd_leak_kind_parse:
 * @text: a word
 * @kind: (out): set on success
 *
 * Returns: whether @text is exactly the word of a kind
 */
gboolean
wd_leak_kind_parse(const char *text, WdLeakKind *kind)
{
	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		if (g_str_equal(words[i], text)) {
			*kind = (WdLeakKind)i;
			return TRUE;
		}
	}
	return FALSE;
}
