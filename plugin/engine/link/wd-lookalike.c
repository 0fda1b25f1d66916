/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-lookalike.h"

#include <string.h>
#include <unicode/uspoof.h>

#include "engine/data/wd-brands.h"
#include "engine/link/wd-host.h"
#include "engine/link/wd-suffix.h"
#include "engine/text/wd-normalise.h"

#define MIN_TYPO_LETTERS   6  /* in a shorter name one letter makes another honest word */
#define MIN_HOSTED_LETTERS 6  /* part of a name with a platform */
#define MIN_BRAND_LETTERS  5  /* a shorter brand is part of too many words */
#define MAX_LABEL_BYTES    63 /* RFC 1035 */

/* One host, taken apart once for every domain that it may imitate. */
typedef struct {
	const char *host;
	char *registrable;
	char *label;        /* its first label, as a person reads it */
	char *skeleton;     /* the label with look-alikes folded */
	gboolean is_hosted; /* under a private suffix: anybody may have a name there */
} Suspect;

/* Highly restrictive (UTS #39, 5.2): one script, or Latin with those of East Asia. */
static const USpoofChecker *
get_checker(void)
{
	static gsize once = 0;

	if (g_once_init_enter(&once)) {
		UErrorCode status = U_ZERO_ERROR;
		USpoofChecker *checker = uspoof_open(&status);

		if (U_SUCCESS(status)) {
			uspoof_setRestrictionLevel(checker, USPOOF_HIGHLY_RESTRICTIVE);
			uspoof_setChecks(checker,
					 USPOOF_RESTRICTION_LEVEL | USPOOF_INVISIBLE |
						 USPOOF_MIXED_NUMBERS,
					 &status);
		}
		g_once_init_leave(&once, U_SUCCESS(status) ? (gsize)checker : 1);
	}
	return once == 1 ? NULL : (const USpoofChecker *)once;
}

/* Letters and digits that are taken for one another become one: "rn" m, "vv" w, 0 o, 1 i l. */
static char *
fold_label(const char *label)
{
	static const char from[] = "01358i|";
	static const char to[] = "olesbll";
	GString *out = g_string_new(NULL);

	for (; *label != '\0'; label = g_utf8_next_char(label)) {
		gunichar c = wd_normalise_confusable(g_utf8_get_char(label));
		const char *found = c > 0 && c < 0x80 ? strchr(from, (int)c) : NULL;

		g_string_append_unichar(out, found != NULL ? (gunichar)to[found - from] : c);
		if (out->len >= 2 && strcmp(out->str + out->len - 2, "rn") == 0)
			g_string_append_c(g_string_truncate(out, out->len - 2), 'm');
		else if (out->len >= 2 && strcmp(out->str + out->len - 2, "vv") == 0)
			g_string_append_c(g_string_truncate(out, out->len - 2), 'w');
	}
	return g_string_free(out, FALSE);
}

static char *
first_label(const char *domain)
{
	return g_strndup(domain, strcspn(domain, "."));
}

/* One letter added, dropped, changed or swapped with its neighbour. */
static gboolean
is_one_typo(const char *a, const char *b)
{
	gsize n_a = strlen(a);
	gsize n_b = strlen(b);
	gsize i = 0;

	if (n_a > n_b)
		return is_one_typo(b, a);
	if (n_b - n_a > 1 || g_str_equal(a, b))
		return FALSE;
	while (i < n_a && a[i] == b[i])
		i++;
	if (n_a < n_b)
		return strcmp(a + i, b + i + 1) == 0;
	if (strcmp(a + i + 1, b + i + 1) == 0)
		return TRUE;
	return a[i + 1] != '\0' && a[i] == b[i + 1] && a[i + 1] == b[i] &&
	       strcmp(a + i + 2, b + i + 2) == 0;
}

static gboolean
is_lure(const char *word, gsize len)
{
	const char *const *lures = wd_brands_get_lures();

	for (; *lures != NULL; lures++) {
		if (strlen(*lures) == len && strncmp(*lures, word, len) == 0)
			return TRUE;
	}
	return FALSE;
}

/* "paypal-login", "securepaypal": the brand, and beside it only words that lure. */
static gboolean
is_combination(const char *label, const char *brand)
{
	const char *at = strstr(label, brand);
	const char *rest;
	gsize n_before;

	if (at == NULL || strlen(brand) < MIN_BRAND_LETTERS)
		return FALSE;
	n_before = (gsize)(at - label);
	while (n_before > 0 && label[n_before - 1] == '-')
		n_before--;
	rest = at + strlen(brand);
	rest += strspn(rest, "-");
	if (n_before == 0 && *rest == '\0')
		return FALSE;
	return (n_before == 0 || is_lure(label, n_before)) &&
	       (*rest == '\0' || is_lure(rest, strcspn(rest, "-0123456789")));
}

/* "www.amazon.com.orders.example": the whole domain stands in front of another one, with its dots
 * or with hyphens in their place. */
static gboolean
is_embedded(const Suspect *suspect, const char *domain)
{
	gsize n_host = strlen(suspect->host);
	gsize n_own = suspect->registrable == NULL ? 0 : strlen(suspect->registrable);
	g_autofree char *before = g_strndup(suspect->host, n_host - MIN(n_own, n_host));
	g_autofree char *dashed = g_strdelimit(g_strdup(domain), ".", '-');
	const char *at = strstr(before, domain);
	gsize len = strlen(domain);

	if (at == NULL)
		at = strstr(before, dashed);
	return at != NULL && (at == before || at[-1] == '.' || at[-1] == '-') &&
	       (at[len] == '.' || at[len] == '-');
}

/* Well-known owners hold their own names on the platforms of developers. */
static gboolean
is_own_page(const char *registrable)
{
	return g_str_has_suffix(registrable, ".github.io") ||
	       g_str_has_suffix(registrable, ".gitlab.io");
}

/* Anybody may take a name with a platform; a famous one in it is rarely its owner's. */
static gboolean
is_hosted_imitation(const Suspect *suspect, const char *brand)
{
	if (!suspect->is_hosted || is_own_page(suspect->registrable))
		return FALSE;
	return g_str_equal(suspect->label, brand) ? strlen(brand) >= MIN_BRAND_LETTERS
						  : strlen(brand) >= MIN_HOSTED_LETTERS &&
							    strstr(suspect->label, brand) != NULL;
}

static gboolean
is_misspelt(const Suspect *suspect, const char *brand)
{
	g_autofree char *skeleton = fold_label(brand);

	if (g_str_equal(suspect->skeleton, skeleton))
		return TRUE;
	return strlen(brand) >= MIN_TYPO_LETTERS && !wd_brands_is_honest(suspect->label) &&
	       is_one_typo(suspect->skeleton, skeleton);
}

static gboolean
imitates(const Suspect *suspect, const char *domain)
{
	g_autofree char *brand = first_label(domain);

	if (is_embedded(suspect, domain))
		return TRUE;
	if (suspect->registrable == NULL)
		return FALSE;
	if (is_hosted_imitation(suspect, brand))
		return TRUE;
	if (g_str_equal(suspect->label, brand))
		return FALSE; /* the brand itself in another country */
	return is_misspelt(suspect, brand) || is_combination(suspect->label, brand) ||
	       is_combination(suspect->skeleton, brand);
}

static char *
find_in(const Suspect *suspect, const char *const *domains)
{
	for (; domains != NULL && *domains != NULL; domains++) {
		const char *domain = g_str_has_prefix(*domains, "*.") ? *domains + 2 : *domains;

		if (strlen(domain) <= MAX_LABEL_BYTES * 4 && imitates(suspect, domain))
			return g_strdup(domain);
	}
	return NULL;
}

static gboolean
is_one_of(const char *host, const char *const *domains)
{
	for (; domains != NULL && *domains != NULL; domains++) {
		const char *domain = g_str_has_prefix(*domains, "*.") ? *domains + 2 : *domains;

		if (wd_suffix_is_under(host, domain))
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_lookalike_find:
 * @host: a host that wd_host_parse() gave
 * @protected_domains: (nullable): the company's own, NULL-terminated; much imitated sites are
 *   looked for besides
 *
 * Looks for a domain that @host is made to be taken for: look-alike letters, one letter wrong, the
 * brand beside a word such as "login", or the whole domain in front of another one.
 *
 * Returns: (transfer full) (nullable): the domain that is imitated
 */
char *
wd_lookalike_find(const char *host, const char *const *protected_domains)
{
	const char *const *brands = wd_brands_get_domains();
	Suspect suspect = {.host = host};
	g_autofree char *registrable = NULL;
	g_autofree char *label = NULL;
	g_autofree char *skeleton = NULL;
	g_autofree char *unicode = NULL;
	char *found;

	if (wd_host_is_address(host) || is_one_of(host, protected_domains) ||
	    is_one_of(host, brands))
		return NULL;
	registrable = wd_suffix_get_registrable(host);
	if (registrable != NULL) {
		unicode = wd_host_to_unicode(registrable);
		label = first_label(unicode);
		skeleton = fold_label(label);
		suspect.is_hosted = wd_suffix_is_private(registrable);
	}
	suspect.registrable = registrable;
	suspect.label = label;
	suspect.skeleton = skeleton;
	found = find_in(&suspect, protected_domains);
	return found != NULL ? found : find_in(&suspect, brands);
}

/* IDNA lets signs through that look like a slash, a dot or a question mark; no language writes its
 * words with them but for the middle dots of Catalan and Japanese. */
static gboolean
has_punctuation(const char *label)
{
	for (; *label != '\0'; label = g_utf8_next_char(label)) {
		gunichar c = g_utf8_get_char(label);

		if (c >= 0x80 && c != 0xb7 && c != 0x30fb &&
		    (g_unichar_ispunct(c) && g_unichar_type(c) != G_UNICODE_OTHER_SYMBOL))
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_lookalike_has_mixed_script:
 * @host: a host that wd_host_parse() gave
 *
 * Returns: whether a label of @host mixes scripts that no language mixes, or imitates the
 * punctuation of an address
 */
gboolean
wd_lookalike_has_mixed_script(const char *host)
{
	const USpoofChecker *checker = get_checker();
	g_autofree char *unicode = wd_host_to_unicode(host);
	g_auto(GStrv) labels = g_strsplit(unicode, ".", -1);

	for (guint i = 0; checker != NULL && labels[i] != NULL; i++) {
		UErrorCode status = U_ZERO_ERROR;

		/* Punycode that says nothing, or something else than it may. */
		if (g_str_has_prefix(labels[i], "xn--") || strstr(labels[i], "\ufffd") != NULL)
			return TRUE;
		if (!g_str_is_ascii(labels[i]) &&
		    (has_punctuation(labels[i]) ||
		     uspoof_check2UTF8(checker, labels[i], -1, NULL, &status) != 0))
			return TRUE;
	}
	return FALSE;
}

/* Every letter is foreign and drawn like an ASCII one: "раураl" all in Cyrillic. */
static gboolean
is_disguised_label(const char *label)
{
	guint n_foreign = 0;

	for (; *label != '\0'; label = g_utf8_next_char(label)) {
		gunichar c = g_utf8_get_char(label);

		if (g_unichar_get_script(c) == G_UNICODE_SCRIPT_LATIN)
			return FALSE;
		if (c >= 0x80 && wd_normalise_confusable(c) >= 0x80)
			return FALSE;
		n_foreign += c >= 0x80;
	}
	return n_foreign >= 3;
}

/**
 * wd_lookalike_is_whole_script:
 * @host: a host that wd_host_parse() gave
 *
 * Looks for names that are wholly in another script yet read as Latin, under a Latin top-level
 * domain; under their own country's domain they are at home.
 *
 * Returns: whether a label of @host is such a disguise
 */
gboolean
wd_lookalike_is_whole_script(const char *host)
{
	g_autofree char *unicode = wd_host_to_unicode(host);
	g_auto(GStrv) labels = g_strsplit(unicode, ".", -1);
	guint n_labels = g_strv_length(labels);

	if (n_labels < 2 || !g_str_is_ascii(labels[n_labels - 1]))
		return FALSE;
	for (guint i = 0; i < n_labels - 1; i++) {
		if (!g_str_is_ascii(labels[i]) && is_disguised_label(labels[i]))
			return TRUE;
	}
	return FALSE;
}
