/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-idn.h"

#include <string.h>
#include <unicode/uspoof.h>

#include "engine/link/wd-host.h"
#include "engine/link/wd-idn-rules.h"
#include "engine/text/wd-utf8.h"

#define MAX_LABEL_CHARS 256 /* a browser decodes longer ones, nobody reads them */

/* Characters that UTS #39 recommends for identifiers and that no name of a site needs: they look
 * like punctuation of an address, like an accent gone astray, or like a common letter with
 * something that is easily overlooked. First and last of each range. */
static const gunichar unneeded[][2] = {
	{0x138, 0x138},   /* a k that Greenlandic gave up in 1973 */
	{0x1cd, 0x1dc},   /* the tones of Pinyin, whose readers write without them */
	{0x2b9, 0x2ff},   /* letters like apostrophes, accents and arrows */
	{0x338, 0x338},   /* a stroke through what stands before */
	{0x58a, 0x58a},   /* hyphens and dots of other scripts */
	{0x591, 0x5c7},   /* points of Hebrew, which is written without */
	{0xf8c, 0xf8f},   /* small signs of Tibetan over nothing */
	{0x144a, 0x144a}, /* an apostrophe among syllables */
	{0x1c80, 0x1c8f}, /* letters of old manuscripts */
	{0x1e00, 0x1e9b}, /* Latin with dots and lines below; Vietnamese comes behind */
	{0x1f00, 0x1fff}, /* Greek as it was written before 1982 */
	{0x2010, 0x2010}, {0x2019, 0x2019},
	{0x2027, 0x2027}, {0x2c60, 0x2c7f}, /* Latin of few languages, and of none */
	{0x30a0, 0x30a0},                   /* a double hyphen */
	{0x31f0, 0x31ff},                   /* small kana for Ainu */
	{0xa640, 0xa69f}, {0xa720, 0xa7ff},
};

/* UTS #39's recommended and inclusion sets without the above. */
static void
allow_letters(USpoofChecker *checker, UErrorCode *status)
{
	USet *allowed = uset_cloneAsThawed(uspoof_getRecommendedSet(status));

	uset_addAll(allowed, uspoof_getInclusionSet(status));
	for (guint i = 0; i < G_N_ELEMENTS(unneeded); i++)
		uset_removeRange(allowed, (UChar32)unneeded[i][0], (UChar32)unneeded[i][1]);
	uspoof_setAllowedChars(checker, allowed, status);
	uset_close(allowed);
}

/* Highly restrictive (UTS #39, 5.2): one script, or Latin with those of East Asia. Shared: a
 * checker whose settings no longer change may be used from any thread. */
static const USpoofChecker *
get_checker(void)
{
	static gsize once = 0;

	if (g_once_init_enter(&once)) {
		UErrorCode status = U_ZERO_ERROR;
		USpoofChecker *checker = uspoof_open(&status);

		if (U_SUCCESS(status)) {
			allow_letters(checker, &status);
			uspoof_setRestrictionLevel(checker, USPOOF_HIGHLY_RESTRICTIVE);
			uspoof_setChecks(checker,
					 USPOOF_RESTRICTION_LEVEL | USPOOF_INVISIBLE |
						 USPOOF_MIXED_NUMBERS | USPOOF_CHAR_LIMIT,
					 &status);
		}
		g_once_init_leave(&once, U_SUCCESS(status) ? (gsize)checker : 1);
	}
	return once == 1 ? NULL : (const USpoofChecker *)once;
}

static gboolean
passes_unicode(const char *label)
{
	const USpoofChecker *checker = get_checker();
	UErrorCode status = U_ZERO_ERROR;

	return checker != NULL && uspoof_check2UTF8(checker, label, -1, NULL, &status) == 0 &&
	       U_SUCCESS(status);
}

/* @suffix is the last label, @is_last whether that is the one to be judged. */
static WdIdnRisk
judge_label(const char *label, const char *suffix, gboolean is_last)
{
	gunichar *chars;
	glong n_chars;
	WdIdnRisk risk = WD_IDN_SAFE;

	if (g_str_is_ascii(label))
		return g_str_has_prefix(label, "xn--") ? WD_IDN_UNREADABLE : WD_IDN_SAFE;
	if (strstr(label, "\ufffd") != NULL || g_utf8_strlen(label, -1) > MAX_LABEL_CHARS)
		return WD_IDN_UNREADABLE;
	if (!passes_unicode(label))
		return WD_IDN_MIXED;
	chars = g_utf8_to_ucs4_fast(label, -1, &n_chars);
	if (wd_idn_has_odd_pattern(chars, (gsize)n_chars, suffix))
		risk = WD_IDN_MIXED;
	else if (!is_last && wd_idn_is_disguised(chars, (gsize)n_chars, suffix))
		risk = WD_IDN_FOREIGN;
	g_free(chars);
	return risk;
}

static const char *
last_label(const char *host)
{
	const char *dot = strrchr(host, '.');

	return dot != NULL ? dot + 1 : host;
}

/**
 * wd_idn_judge:
 * @host: a host that wd_host_parse() gave
 *
 * Judges each label by UTS #39 and by what browsers found necessary beyond it. Costs nothing for a
 * name in ASCII.
 *
 * Returns: the worst that is wrong with a label of @host
 */
WdIdnRisk
wd_idn_judge(const char *host)
{
	g_autofree char *unicode = NULL;
	g_auto(GStrv) labels = NULL;
	const char *suffix;
	WdIdnRisk worst = WD_IDN_SAFE;

	if (strstr(host, "xn--") == NULL)
		return WD_IDN_SAFE;
	unicode = wd_host_to_unicode(host);
	if (g_str_has_suffix(unicode, "."))
		unicode[strlen(unicode) - 1] = '\0';
	suffix = last_label(unicode);
	labels = g_strsplit(unicode, ".", -1);
	for (guint i = 0; labels[i] != NULL; i++) {
		WdIdnRisk risk = judge_label(labels[i], suffix, labels[i + 1] == NULL);

		worst = MAX(worst, risk);
	}
	return worst;
}

/**
 * wd_idn_display:
 * @host: a host that wd_host_parse() gave
 *
 * A name in which one label deceives is shown in ASCII as a whole: half of it would look as if
 * that were in order. So is one whose letters, typed, would not lead there: a browser reads
 * "xn-----43d" and refuses what it stands for, a letter among hyphens.
 *
 * Returns: (transfer full): @host as people may see it
 */
char *
wd_idn_display(const char *host)
{
	g_autofree char *unicode =
		wd_idn_judge(host) == WD_IDN_SAFE ? wd_host_to_unicode(host) : NULL;
	g_autofree char *again = unicode != NULL ? wd_host_parse(unicode, -1, NULL) : NULL;

	return g_strcmp0(again, host) == 0 ? g_steal_pointer(&unicode) : g_strdup(host);
}

/* Letters of mathematics, in circles, raised, and what is not seen: a browser reads the plain ones.
 * Not the wide forms, which people of East Asia type, nor those that are the same letter with an
 * accent. */
static gboolean
is_styled(gunichar c)
{
	gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
	gboolean is_wide = c >= 0xff01 && c <= 0xffee;

	if (c < 0x80 || is_wide)
		return FALSE;
	if (wd_utf8_is_invisible(c))
		return TRUE; /* left out by a browser, and by nobody else */
	if (g_unichar_fully_decompose(c, FALSE, parts, G_N_ELEMENTS(parts)) > 1)
		return FALSE;
	return g_unichar_fully_decompose(c, TRUE, parts, G_N_ELEMENTS(parts)) > 0 &&
	       g_ascii_isalnum((char)MIN(parts[0], 0x7f));
}

/**
 * wd_idn_is_styled:
 * @url: valid UTF-8: a URL as written
 *
 * Names in such letters lead where the plain ones do, so they are no other name; but nobody types
 * them, and whoever looks for the plain name in a text does not find it.
 *
 * Returns: whether the host of @url is written in letters that only stand for others
 */
gboolean
wd_idn_is_styled(const char *url)
{
	const char *at = strstr(url, "://");

	for (at = at != NULL ? at + 3 : url; *at != '\0' && strchr("/?#\\", *at) == NULL;
	     at = g_utf8_next_char(at)) {
		if (is_styled(g_utf8_get_char(at)))
			return TRUE;
	}
	return FALSE;
}
