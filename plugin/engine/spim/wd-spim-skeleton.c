/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/spim/wd-spim-skeleton.h"

#include "engine/text/wd-normalise.h"

#define CYRILLIC_FIRST 0x430
#define CYRILLIC_LAST  0x44f

/* U+0430..U+044F as they are drawn small or capital (UTS #39 and the habits of spammers); 0:
 * itself.
 */
static const char cyrillic[CYRILLIC_LAST - CYRILLIC_FIRST + 1] = {
	'a', 0,   'b', 'r', 0, 'e', 0, 0, 0, 0, 'k', 0, 'm', 'h', 'o', 'n',
	'p', 'c', 't', 'y', 0, 'x', 0, 0, 0, 0, 0,   0, 0,   0,   0,   0,
};

/* Marks that are drawn on or beside a letter, or not at all. */
static gboolean
is_invisible(gunichar c)
{
	switch (g_unichar_type(c)) {
	case G_UNICODE_NON_SPACING_MARK:
	case G_UNICODE_ENCLOSING_MARK:
	case G_UNICODE_FORMAT:
	case G_UNICODE_CONTROL:
		return TRUE;
	default:
		/* Fillers of Hangul are letters by name and blanks by looks. */
		return c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0;
	}
}

/* Pictures, arrows and the scripts of East Asia imitate no letter, and asking ICU costs more than
 * all the rest. */
static gboolean
may_imitate(gunichar c)
{
	return c < 0x2000 || (c >= 0x2c00 && c < 0x2e80) || (c >= 0xa000 && c < 0xac00);
}

static gunichar
plain(gunichar c)
{
	c = g_unichar_tolower(c);
	if (c >= CYRILLIC_FIRST && c <= CYRILLIC_LAST)
		return cyrillic[c - CYRILLIC_FIRST] != 0 ? (gunichar)cyrillic[c - CYRILLIC_FIRST]
							 : c;
	return may_imitate(c) ? wd_normalise_confusable(c) : c;
}

/**
 * wd_spim_skeleton_append:
 * @out: text so far
 * @c: a character of the text
 *
 * Appends what @c looks like: nothing for what cannot be seen, a small letter of ASCII for all that
 * are drawn like one, the parts of a compatibility form (NFKD), else the small letter itself.
 */
void
wd_spim_skeleton_append(GString *out, gunichar c)
{
	gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
	gsize n;

	if (c < 0x80) {
		g_string_append_c(out, g_ascii_tolower((char)c));
		return;
	}
	n = g_unichar_fully_decompose(c, TRUE, parts, G_N_ELEMENTS(parts));
	for (gsize i = 0; i < n; i++) {
		if (parts[i] < 0x80)
			g_string_append_c(out, g_ascii_tolower((char)parts[i]));
		else if (!is_invisible(parts[i]))
			g_string_append_unichar(out, plain(parts[i]));
	}
}
