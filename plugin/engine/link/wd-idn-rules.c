/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-idn-rules.h"

#include <string.h>
#include <unicode/uscript.h>

#include "engine/link/wd-confusables.h"

static gboolean
is_of(gunichar c, UScriptCode script)
{
	return uscript_hasScript((UChar32)c, script);
}

static gboolean
is_kana(gunichar c)
{
	return is_of(c, USCRIPT_KATAKANA) || is_of(c, USCRIPT_HIRAGANA);
}

static gboolean
is_east_asian(gunichar c)
{
	return is_kana(c) || is_of(c, USCRIPT_HAN) || is_of(c, USCRIPT_BOPOMOFO) ||
	       is_of(c, USCRIPT_HANGUL);
}

static gboolean
is_european(gunichar c)
{
	return is_of(c, USCRIPT_LATIN) || is_of(c, USCRIPT_GREEK) || is_of(c, USCRIPT_CYRILLIC);
}

static gboolean
is_in(gunichar c, const gunichar *list)
{
	for (; *list != 0; list++) {
		if (*list == c)
			return TRUE;
	}
	return FALSE;
}

/* One character and its neighbours; 0 where the label begins or ends. */
typedef struct {
	gunichar before;
	gunichar c;
	gunichar after;
	const char *suffix;
} Spot;

static gboolean
is_suffix(const Spot *spot, const char *suffix)
{
	return strcmp(spot->suffix, suffix) == 0;
}

/* Thorn and eth are letters of Icelandic and Faroese and look like p, b and d elsewhere; the schwa
 * is a letter of Azerbaijani and looks like an e. */
static gboolean
is_away_from_home(const Spot *spot)
{
	if (spot->c == 0xfe || spot->c == 0xf0)
		return !is_suffix(spot, "is") && !is_suffix(spot, "fo");
	return spot->c == 0x259 && !is_suffix(spot, "az");
}

/* Catalan writes it between two l; Japanese between words; between others it is a dot. */
static gboolean
is_stray_middle_dot(const Spot *spot)
{
	if (spot->c == 0xb7)
		return spot->before != 'l' || spot->after != 'l' || !is_suffix(spot, "cat");
	return spot->c == 0x30fb &&
	       (g_ascii_isalnum((char)MIN(spot->before, 0x7f)) ||
		g_ascii_isalnum((char)MIN(spot->after, 0x7f)) || spot->before == 0);
}

/* Strokes that a person reads as a slash, a dash or a T unless other East Asian signs stand by. */
static gboolean
is_stray_stroke(const Spot *spot)
{
	static const gunichar strokes[] = {0x4e00, 0x3127, 0x4e28, 0x4e36, 0x4e3f, 0x4e40, 0x4e41,
					   0x4e42, 0x4e8c, 0x4ea0, 0x4e85, 0x5196, 0x5b80, 0x5ddb,
					   0x4e01, 0x4e05, 0x4e06, 0x4e2b, 0x4e5a, 0x5196, 0x30ce,
					   0x30f3, 0x30bd, 0x30be, 0x4e03, 0x5f0b, 0x5ef4, 0};
	gboolean is_before = spot->before != 0 && is_east_asian(spot->before);
	gboolean is_after = spot->after != 0 && is_east_asian(spot->after);

	return is_in(spot->c, strokes) && !is_before && !is_after &&
	       (spot->before != 0 || spot->after != 0);
}

/* The long sound mark stands behind kana, iteration marks behind their own kind; elsewhere they are
 * a hyphen and a slash. */
static gboolean
is_stray_kana_mark(const Spot *spot)
{
	switch (spot->c) {
	case 0x30fc:
		return !is_kana(spot->before);
	case 0x30fd:
	case 0x30fe:
		return !is_of(spot->before, USCRIPT_KATAKANA) ||
		       is_of(spot->before, USCRIPT_HIRAGANA);
	case 0x3099:
	case 0x309a:
		return !is_kana(spot->before);
	default:
		return FALSE;
	}
}

/* Whether a mark is written over such a letter; TRUE for marks of no script. */
static gboolean
shares_script(gunichar mark, gunichar letter)
{
	UScriptCode scripts[32];
	UErrorCode status = U_ZERO_ERROR;
	int32_t n =
		uscript_getScriptExtensions((UChar32)mark, scripts, G_N_ELEMENTS(scripts), &status);

	if (U_FAILURE(status) || n == 0 || scripts[0] == USCRIPT_INHERITED)
		return TRUE;
	for (int32_t i = 0; i < n; i++) {
		if (is_of(letter, scripts[i]))
			return TRUE;
	}
	return FALSE;
}

/* An accent on a letter of its own: over a dotless i it makes an i, and a dot over i, j or l is not
 * seen. Beside other scripts than those that accents belong to it is a speck. */
static gboolean
is_stray_mark(const Spot *spot)
{
	static const gunichar dotted[] = {'i', 'j', 'l', 0x131, 0};

	if (g_unichar_type(spot->c) != G_UNICODE_NON_SPACING_MARK)
		return FALSE;
	if (spot->before == 0 || (spot->c == 0x307 && is_in(spot->before, dotted)) ||
	    spot->before == 0x131)
		return TRUE;
	if (spot->c >= 0x300 && spot->c <= 0x36f)
		return !is_european(spot->before);
	return !shares_script(spot->c, spot->before);
}

static gboolean
is_odd(const Spot *spot)
{
	return is_away_from_home(spot) || is_stray_middle_dot(spot) || is_stray_stroke(spot) ||
	       is_stray_kana_mark(spot) || is_stray_mark(spot);
}

/* "한é": beside another script only the plain letters of Latin are in use. */
static gboolean
has_accents_beside_other_script(const gunichar *label, gsize n)
{
	gboolean has_accented = FALSE;
	gboolean has_other = FALSE;

	for (gsize i = 0; i < n; i++) {
		gboolean is_latin = is_of(label[i], USCRIPT_LATIN);

		has_accented = has_accented || (is_latin && label[i] >= 0x80);
		has_other = has_other || (!is_latin && g_unichar_isalpha(label[i]));
	}
	return has_accented && has_other;
}

/* Three letters that are the same in both kana, so that one of them among the other is not seen. */
static gboolean
has_twin_of_other_kana(const gunichar *label, gsize n)
{
	gsize n_hiragana = 0;
	gsize n_katakana = 0;
	gsize n_twins_hiragana = 0;
	gsize n_twins_katakana = 0;

	for (gsize i = 0; i < n; i++) {
		n_hiragana += label[i] >= 0x3041 && label[i] <= 0x3096;
		n_katakana += label[i] >= 0x30a1 && label[i] <= 0x30fa;
		n_twins_hiragana += label[i] >= 0x3078 && label[i] <= 0x307a;
		n_twins_katakana += label[i] >= 0x30d8 && label[i] <= 0x30da;
	}
	if (n_hiragana + n_katakana != n || n_hiragana == 0 || n_katakana == 0)
		return FALSE;
	return n_twins_hiragana == n_hiragana || n_twins_katakana == n_katakana;
}

/**
 * wd_idn_has_odd_pattern:
 * @label: (array length=n): a label, decoded
 * @n: how many characters
 * @suffix: the last label of its host
 *
 * Returns: whether a letter or mark in @label stands where no language puts it
 */
gboolean
wd_idn_has_odd_pattern(const gunichar *label, gsize n, const char *suffix)
{
	for (gsize i = 0; i < n; i++) {
		Spot spot = {.before = i > 0 ? label[i - 1] : 0,
			     .c = label[i],
			     .after = i + 1 < n ? label[i + 1] : 0,
			     .suffix = suffix};

		if (spot.c >= 0x80 && is_odd(&spot))
			return TRUE;
	}
	return has_accents_beside_other_script(label, n) || has_twin_of_other_kana(label, n);
}

/* Letters of a script that read as Latin ones, and where names in it are at home. */
typedef struct {
	UScriptCode script;
	const char *letters;
	const char *const suffixes[10]; /* besides those in the script itself */
} Likeness;

static const Likeness likenesses[] = {
	{USCRIPT_ARMENIAN, "ագզէլհյոսւօ", {"am"}},
	{USCRIPT_CYRILLIC,
	 "агеклопрстухъыьюѕіјѡѵҽһӏԁԍԗԛԝ",
	 {"bg", "by", "kz", "mk", "mn", "rs", "ru", "su", "ua", "uz"}},
	{USCRIPT_ETHIOPIC, "ሀሁሃሆሐመሠሰሲሳሴስቁቂቲታነአከኬኮኰከዐዑዒዕዘዝዪደጠጥፐፒፓፕ", {"er", "et"}},
	{USCRIPT_GEORGIAN, "იოყძხჽჿ", {"ge"}},
	{USCRIPT_GREEK, "αγεικνορτυχωη", {"gr", "cy"}},
	{USCRIPT_HEBREW, "דוחיןסטם", {"il"}},
	{USCRIPT_BENGALI, "০৭", {"bd", "in"}},
	{USCRIPT_DEVANAGARI, "ऽ०", {"in", "np"}},
	{USCRIPT_GUJARATI, "ડટ૦૧", {"in"}},
	{USCRIPT_GURMUKHI, "੦੧", {"in"}},
	{USCRIPT_KANNADA, "ಽ೦೧", {"in"}},
	{USCRIPT_MALAYALAM, "ടഠധനറ൦", {"in"}},
	{USCRIPT_ORIYA, "ଠ୦୮", {"in"}},
	{USCRIPT_TAMIL, "டப௦", {"in", "lk", "sg"}},
	{USCRIPT_TELUGU, "౦౧", {"in"}},
	{USCRIPT_MYANMAR, "ခဂငဒထပဝ၀၂", {"mm"}},
	{USCRIPT_KHMER, "ហៀ០", {"kh"}},
	{USCRIPT_LAO, "ທນບຣຮຽ໐", {"la"}},
	{USCRIPT_THAI, "ทนบพรฟลหแเ๐", {"th"}},
};

static gboolean
is_at_home(const Likeness *likeness, const char *suffix)
{
	if (is_of(g_utf8_get_char(suffix), likeness->script))
		return TRUE;
	for (guint i = 0; i < G_N_ELEMENTS(likeness->suffixes) && likeness->suffixes[i]; i++) {
		if (strcmp(likeness->suffixes[i], suffix) == 0)
			return TRUE;
	}
	return FALSE;
}

/* All letters are of the script, and each reads as a Latin one. */
static gboolean
consists_of(const gunichar *label, gsize n, const Likeness *likeness)
{
	gboolean has_letter = FALSE;

	for (gsize i = 0; i < n; i++) {
		char letter[7] = "";

		if (label[i] < 0x80 && !g_ascii_isalpha((char)label[i]))
			continue;
		(void)g_unichar_to_utf8(label[i], letter); /* the length follows from the end */
		if (label[i] < 0x80 || strstr(likeness->letters, letter) == NULL)
			return FALSE;
		has_letter = TRUE;
	}
	return has_letter;
}

/* Whether people under @suffix read the script that @c belongs to. */
static gboolean
is_read_there(gunichar c, const char *suffix)
{
	for (guint i = 0; i < G_N_ELEMENTS(likenesses); i++) {
		if (is_of(c, likenesses[i].script))
			return is_at_home(&likenesses[i], suffix);
	}
	return FALSE;
}

/* "੨੪", "16კ": read as a number, and it is none. */
static gboolean
looks_like_number(const gunichar *label, gsize n, const char *suffix)
{
	gboolean has_foreign = FALSE;

	for (gsize i = 0; i < n; i++) {
		if (g_ascii_isdigit((char)MIN(label[i], 0x7f)))
			continue;
		if (wd_confusable_digit(label[i]) == 0 || is_read_there(label[i], suffix))
			return FALSE;
		has_foreign = TRUE;
	}
	return has_foreign;
}

/**
 * wd_idn_is_disguised:
 * @label: (array length=n): a label, decoded
 * @n: how many characters
 * @suffix: the last label of its host
 *
 * Looks for names wholly in another script that read as Latin letters or as a number, away from the
 * countries where that script is read.
 *
 * Returns: whether @label is such a name
 */
gboolean
wd_idn_is_disguised(const gunichar *label, gsize n, const char *suffix)
{
	for (guint i = 0; i < G_N_ELEMENTS(likenesses); i++) {
		if (consists_of(label, n, &likenesses[i]))
			return !is_at_home(&likenesses[i], suffix);
	}
	return looks_like_number(label, n, suffix);
}
