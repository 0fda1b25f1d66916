/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-confusables.h"

#include <string.h>

#include "engine/text/wd-normalise.h"

/* Letters of other scripts that are read as the plain ones in front, beyond those that UTS #39
 * lists: by their shape in the fonts of address bars (Unicode's code charts). */
typedef struct {
	const char *plain;
	const char *letters;
} Row;

static const Row rows[] = {
	{"ae", "æӕ"},
	{"ce", "œ"},
	{"a", "αаɑ"},
	{"b", "ƅьъѣҍв"},
	{"c", "ҫсငςϲ"},
	{"d", "đԃԁძɗժծ"},
	{"e", "ɛεєҽҿөэၔꬲꞓ"},
	{"f", "ғӻƒք"},
	{"g", "ɡԍဌցĝ"},
	{"h", "ħнћңҥӈӊһԋԧԩհዐႬ"},
	{"i", "ıιіɩӏꙇ"},
	{"j", "јյʝ၂"},
	{"k", "ĸκкќқҝҟҡӄԟ"},
	{"l", "łŀǀוןӏاl"},
	{"m", "мӎɱოო"},
	{"n", "ŋпԥกחηռողηήպ"},
	{"o", "øοоօөθಠഠටဝ०০੦૦଼ଠ୦௦౦೦൦๐໐၀ዐەهھہہо"},
	{"p", "þρрҏϼƿ"},
	{"q", "ԛզգ৭੧૧౧"},
	{"r", "ґгѓӷրɼꭇꮁⲅᴦ"},
	{"s", "ѕꜱటട๏ຣຮรʂ"},
	{"t", "ŧτтҭԏţ七丅丆丁էţ"},
	{"u", "υսʋцบບմաυ"},
	{"v", "νѵט"},
	{"w", "ωшщѡԝաพฟຟພẃ"},
	{"x", "χхҳӽӿ乂×"},
	{"y", "γуүұყყ丫ўӯу"},
	{"z", "ʐƶᴢɀ"},
	{"0", "ഠ"},
	{"2", "ƻᒿ੨շ"},
	{"3", "зҙӡӠउওਤဒვპკੜɜʒз"},
	{"4", "Ꮞㄐц५"},
	{"5", "ƽƼ"},
	{"6", "бճ"},
	{"8", "ȣ৪੪"},
	{"9", "୨ʠ"},
};

/* Digits of other scripts, and letters, that stand for a digit to whoever reads them in a number.
 * Shapes again, not values: Bengali's seven looks like a nine, its four like an eight. */
static const Row digits[] = {
	{"0", "०০੦૦ଠ୦௦౦೦൦๐໐၀ഠዐοо٠۰θɵဝօ"},
	{"1", "١۱lıแІו"},
	{"2", "२੨૨೨ᒿշ౨ƻ"},
	{"3", "३૩౩зҙӡउওਤဒვპკੜʒɜ೩"},
	{"4", "Ꮞㄐ५٤"},
	{"5", "ƽ"},
	{"6", "бճ"},
	{"7", "७১"},
	{"8", "৪੪ȣ"},
	{"9", "१১୨৭੧૧੭೦೧೭૭"},
};

static const char *
find_row(const Row *table, gsize n_rows, gunichar c)
{
	char letter[7] = "";

	(void)g_unichar_to_utf8(c, letter); /* the length follows from the end */
	for (gsize i = 0; i < n_rows; i++) {
		if (strstr(table[i].letters, letter) != NULL)
			return table[i].plain;
	}
	return NULL;
}

/**
 * wd_confusable_digit:
 * @c: a character beyond ASCII
 *
 * Returns: the digit that @c is taken for in a number, 0 when for none
 */
char
wd_confusable_digit(gunichar c)
{
	const char *digit = c < 0x80 ? NULL : find_row(digits, G_N_ELEMENTS(digits), c);

	if (digit == NULL && c >= 0x80 && g_unichar_isdigit(c))
		return (char)('0' + g_unichar_digit_value(c));
	return digit != NULL ? digit[0] : '\0';
}

/* What a letter becomes: its base without accents, the plain letter that it is drawn like. */
static void
append_plain(GString *out, gunichar c)
{
	gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
	gunichar folded = wd_normalise_confusable(c);
	const char *plain;

	if (folded >= 0x80 && g_unichar_fully_decompose(c, FALSE, parts, G_N_ELEMENTS(parts)) > 1)
		folded = wd_normalise_confusable(parts[0]);
	plain = folded < 0x80 ? NULL : find_row(rows, G_N_ELEMENTS(rows), folded);
	if (plain == NULL && folded < 0x80)
		plain = find_row(rows, G_N_ELEMENTS(rows), c);
	if (plain != NULL)
		g_string_append(out, plain);
	else
		g_string_append_unichar(out, folded);
}

/* Letters and digits that are taken for one another become one: "rn" m, "vv" w, "cl" d, 0 o, 1 i l.
 */
static void
fold_ascii(GString *out)
{
	static const char from[] = "01358i|";
	static const char to[] = "olesbll";
	gsize n = 0;

	for (gsize i = 0; i < out->len; i++) {
		const char *found = strchr(from, out->str[i]);
		char c = found != NULL ? to[found - from] : out->str[i];
		char before = n > 0 ? out->str[n - 1] : '\0';

		if (before == 'r' && c == 'n')
			out->str[n - 1] = 'm';
		else if (before == 'v' && c == 'v')
			out->str[n - 1] = 'w';
		else if (before == 'c' && out->str[i] == 'l')
			out->str[n - 1] = 'd';
		else
			out->str[n++] = c;
	}
	g_string_truncate(out, n);
}

/**
 * wd_confusable_skeleton:
 * @label: valid UTF-8: a label, decoded and in lower case
 *
 * Returns: (transfer full): what labels share that are taken for @label
 */
char *
wd_confusable_skeleton(const char *label)
{
	GString *out = g_string_new(NULL);

	for (; *label != '\0'; label = g_utf8_next_char(label)) {
		if ((guchar)*label < 0x80)
			g_string_append_c(out, *label);
		else if (!g_unichar_ismark(g_utf8_get_char(label)))
			append_plain(out, g_utf8_get_char(label));
	}
	fold_ascii(out);
	return g_string_free(out, FALSE);
}
