/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-lookalike.h"

#include <string.h>

#include "engine/data/wd-brands.h"
#include "engine/data/wd-suffix-ratings.h"
#include "engine/link/wd-confusables.h"
#include "engine/link/wd-host.h"
#include "engine/link/wd-suffix.h"
#include "engine/wd-limits.h"

#define MIN_HOSTED_LETTERS 6 /* part of a name with a platform */
#define MIN_BRAND_LETTERS  5 /* a shorter brand is part of too many words */
#define MIN_SHORT_LETTERS  4 /* among luring words and hyphens, or under its own suffix */
#define MIN_WORD_LETTERS   3 /* a word of its own among luring ones */
#define MIN_TWIN_LETTERS                                                                           \
	5                    /* of ASCII alone under another suffix; in shorter names it is chance \
			      */
#define MAX_LABEL_BYTES   63 /* RFC 1035 */
#define MAX_TOKENS        8  /* words between hyphens that are looked at */
#define MAX_DOMAIN_LABELS 4  /* of a domain that stands in front of another one */

/* One host, taken apart once for every list that it is held against. */
typedef struct {
	const char *host;
	const char *registrable; /* (nullable) */
	char *label;             /* its first label, as a person reads it */
	char *skeleton;          /* of the label */
	const char *suffix;      /* behind the label, in the registrable domain */
	gboolean is_hosted;      /* with a platform: anybody may have a name there */
	gboolean is_project;     /* and that one is for developers or blogs */
	char *words[MAX_TOKENS]; /* skeletons of what stands between hyphens, without numbers */
	guint n_words;
	guint n_numbers; /* words that were numbers only */
} Suspect;

static gpointer
build_brands(void)
{
	return wd_protected_names_new(wd_brands_get_domains());
}

/**
 * wd_lookalike_get_brands:
 *
 * Returns: (transfer none): the shipped names, built when first asked for
 */
const WdProtectedNames *
wd_lookalike_get_brands(void)
{
	static gsize once = 0;

	if (g_once_init_enter(&once))
		g_once_init_leave(&once, (gsize)build_brands());
	return (const WdProtectedNames *)once;
}

static gpointer
build_genuine(void)
{
	return wd_protected_names_new(wd_brands_get_genuine());
}

static const WdProtectedNames *
get_genuine(void)
{
	static gsize once = 0;

	if (g_once_init_enter(&once))
		g_once_init_leave(&once, (gsize)build_genuine());
	return (const WdProtectedNames *)once;
}

static GHashTable *
build_lures(const char *const *word)
{
	GHashTable *lures = g_hash_table_new(g_str_hash, g_str_equal);

	for (; *word != NULL; word++)
		(void)g_hash_table_add(lures, wd_confusable_skeleton(*word)); /* same shape twice */
	return lures;
}

static gboolean
has_word(GHashTable *words, const char *skeleton, gsize len)
{
	char word[24];

	if (len < 2 || len >= sizeof word)
		return FALSE;
	memcpy(word, skeleton, len);
	word[len] = '\0';
	return g_hash_table_contains(words, word);
}

/* Whether @skeleton is what a luring word looks like. */
static gboolean
is_lure(const char *skeleton, gsize len)
{
	static gsize once = 0;

	if (g_once_init_enter(&once))
		g_once_init_leave(&once, (gsize)build_lures(wd_brands_get_lures()));
	/* "wwwpaypal.com": the dot was forgotten. */
	return (len == 3 && memcmp(skeleton, "www", 3) == 0) ||
	       has_word((GHashTable *)once, skeleton, len);
}

/* Whether it is a word that may stand beside a brand's between hyphens. */
static gboolean
is_companion(const char *skeleton, gsize len)
{
	static gsize once = 0;

	if (g_once_init_enter(&once))
		g_once_init_leave(&once, (gsize)build_lures(wd_brands_get_companions()));
	return is_lure(skeleton, len) || has_word((GHashTable *)once, skeleton, len);
}

/* A number beside a name is nothing: "24" in "paypal24". */
static char *
trim_numbers(const char *token, gsize len)
{
	while (len > 0 && g_ascii_isdigit(token[len - 1]))
		len--;
	while (len > 0 && g_ascii_isdigit(*token)) {
		token++;
		len--;
	}
	return g_strndup(token, len);
}

static void
take_words(Suspect *suspect)
{
	const char *at = suspect->label;

	while (*at != '\0' && suspect->n_words < MAX_TOKENS) {
		gsize len = strcspn(at, "-");
		g_autofree char *token = trim_numbers(at, len);

		if (token[0] != '\0')
			suspect->words[suspect->n_words++] = wd_confusable_skeleton(token);
		suspect->n_numbers += len > 0 && strlen(token) < len;
		at += len;
		at += strspn(at, "-");
	}
}

/* The name that its owner chose: what is registered, or what a platform let a customer have. */
static void
take_label(Suspect *suspect)
{
	const char *label = NULL;
	gsize n_label = 0;
	WdHosting hosting = wd_suffix_get_hosting(suspect->host, &label, &n_label);
	const char *domain = suspect->registrable != NULL ? suspect->registrable : suspect->host;
	g_autofree char *ascii = g_strndup(domain, strcspn(domain, "."));

	suspect->suffix = domain[strlen(ascii)] != '\0' ? domain + strlen(ascii) + 1 : "";
	suspect->is_project = hosting == WD_HOSTING_PROJECTS || hosting == WD_HOSTING_CATALOGUE;
	suspect->is_hosted =
		hosting != WD_HOSTING_NONE ||
		(suspect->registrable != NULL && wd_suffix_is_private(suspect->registrable));
	if (hosting == WD_HOSTING_INSTANT) {
		g_free(ascii);
		ascii = g_strndup(label, n_label);
	}
	suspect->label = wd_host_to_unicode(ascii);
}

static void
take_apart(Suspect *suspect, const char *host, const char *registrable)
{
	*suspect = (Suspect){.host = host, .registrable = registrable};
	take_label(suspect);
	suspect->skeleton = wd_confusable_skeleton(suspect->label);
	if (strlen(suspect->label) <= MAX_LABEL_BYTES * 4)
		take_words(suspect);
}

static void
clear_suspect(Suspect *suspect)
{
	g_free(suspect->label);
	g_free(suspect->skeleton);
	for (guint i = 0; i < suspect->n_words; i++)
		g_free(suspect->words[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Suspect, clear_suspect)

/* What one list says of a host. */
typedef struct {
	const Suspect *suspect;
	const WdProtectedNames *names;
	WdLikeness likeness;
	const WdProtectedName *name;
} Look;

static void
note(Look *look, WdLikeness likeness, const WdProtectedName *name)
{
	if (name != NULL && likeness > look->likeness) {
		look->likeness = likeness;
		look->name = name;
	}
}

/* The same letters are the brand itself, in another country or for another trade. */
static gboolean
is_itself(const Look *look, const WdProtectedName *name)
{
	return strcmp(look->suspect->label, name->label) == 0;
}

static gboolean
is_beside(const Look *look, const WdProtectedName *name)
{
	return strcmp(name->suffix, look->suspect->suffix) == 0;
}

/* Letters of other alphabets are meant; of ASCII's own, only those that make no other word. */
static void
look_for_twin(Look *look)
{
	const Suspect *suspect = look->suspect;
	const WdProtectedName *name = wd_protected_names_find_skeleton(
		look->names, suspect->skeleton, strlen(suspect->skeleton));

	if (name == NULL || is_itself(look, name))
		return;
	if (!g_str_is_ascii(suspect->label) || !g_str_is_ascii(name->label) ||
	    strlen(suspect->label) >=
		    (is_beside(look, name) ? MIN_SHORT_LETTERS : MIN_TWIN_LETTERS))
		note(look, WD_LIKENESS_TWIN, name);
}

/* Under another suffix one letter is chance, unless that suffix costs nothing. */
static void
look_for_typo(Look *look)
{
	const Suspect *suspect = look->suspect;
	const WdProtectedName *name =
		wd_protected_names_find_typo(look->names, suspect->skeleton, suspect->suffix);

	if (name == NULL || is_itself(look, name) || wd_brands_is_honest(suspect->label))
		return;
	if (is_beside(look, name) || !g_str_is_ascii(suspect->label))
		note(look, WD_LIKENESS_TYPO, name);
	else if (suspect->is_hosted || wd_suffix_get_cheapness(suspect->suffix) >= 2)
		note(look, WD_LIKENESS_NEAR, name);
}

/* A word, and what is left of it when luring words in front of it and behind it are taken away. */
static const WdProtectedName *
find_in_word(const Look *look, const char *word, gsize min_letters, gboolean *is_lured)
{
	gsize len = strlen(word);

	for (gsize from = 0; from < len && from < 24; from++) {
		if (from > 0 && !is_lure(word, from))
			continue;
		for (gsize to = len; to >= from + min_letters; to--) {
			const WdProtectedName *name;

			if (to < len && !is_lure(word + to, len - to))
				continue;
			name = wd_protected_names_find_skeleton(
				look->names, word + from, to - from);
			if (name == NULL)
				continue;
			*is_lured = from > 0 || to < len;
			return name;
		}
	}
	return NULL;
}

static gboolean
are_others_lures(const Suspect *suspect, guint except)
{
	for (guint i = 0; i < suspect->n_words; i++) {
		if (i != except && !is_lure(suspect->words[i], strlen(suspect->words[i])))
			return FALSE;
	}
	return TRUE;
}

static guint
count_lures(const Suspect *suspect, guint first, guint last)
{
	guint n = 0;

	for (guint i = 0; i < suspect->n_words; i++)
		n += (i < first || i > last) &&
		     is_companion(suspect->words[i], strlen(suspect->words[i]));
	return n;
}

/* The brand that the @i-th word is or holds; a shorter one counts where all other words lure. */
static const WdProtectedName *
find_word(const Look *look, guint i, gboolean *is_lured)
{
	const Suspect *suspect = look->suspect;
	const char *word = suspect->words[i];
	gboolean may_be_short = suspect->n_words > 1 && are_others_lures(suspect, i);
	const WdProtectedName *name = find_in_word(
		look, word, may_be_short ? MIN_SHORT_LETTERS : MIN_BRAND_LETTERS, is_lured);

	if (name == NULL && may_be_short && strlen(word) == MIN_WORD_LETTERS)
		name = wd_protected_names_find_skeleton(look->names, word, MIN_WORD_LETTERS);
	return name;
}

/* "paypal-login", "securepaypal", "paypa1-account-24": the brand, and beside it words that lure. */
static void
look_at_word(Look *look, guint i)
{
	const Suspect *suspect = look->suspect;
	guint n_others = suspect->n_words - 1;
	guint n_lures = count_lures(suspect, i, i);
	gboolean are_all_lures = n_lures == n_others;
	gboolean is_lured = FALSE;
	const WdProtectedName *name = find_word(look, i, &is_lured);

	if (name == NULL && n_others > 0 && are_all_lures) {
		name = wd_protected_names_find_typo(
			look->names, suspect->words[i], suspect->suffix);
		if (name != NULL && is_lure(suspect->words[i], strlen(suspect->words[i])))
			name = NULL;
	}
	if (name == NULL || is_itself(look, name))
		return;
	if (are_all_lures && (is_lured || n_others > 0))
		note(look, WD_LIKENESS_COMBINATION, name);
	else if (is_lured || n_lures > 0 ||
		 (suspect->n_numbers > 0 && strlen(name->skeleton) > MIN_BRAND_LETTERS))
		note(look, WD_LIKENESS_NEAR, name);
}

static void
look_at_pair(Look *look, guint i, const char *hyphen)
{
	const Suspect *suspect = look->suspect;
	g_autofree char *joined =
		g_strconcat(suspect->words[i], hyphen, suspect->words[i + 1], NULL);
	const WdProtectedName *name =
		wd_protected_names_find_skeleton(look->names, joined, strlen(joined));
	guint n_lures = count_lures(suspect, i, i + 1);

	if (name == NULL || is_itself(look, name) || strlen(joined) < MIN_HOSTED_LETTERS)
		return;
	if (n_lures == 0 && !(suspect->n_words == 2 && is_beside(look, name)))
		return;
	note(look,
	     n_lures + 2 == suspect->n_words ? WD_LIKENESS_COMBINATION : WD_LIKENESS_NEAR,
	     name);
}

/* "pay-pal": the name itself with a hyphen in it; or a name that has one. */
static void
look_at_pairs(Look *look)
{
	for (guint i = 0; i + 1 < look->suspect->n_words; i++) {
		look_at_pair(look, i, "");
		look_at_pair(look, i, "-");
	}
}

/* Anybody may take a name with a platform; a famous one in it is rarely its owner's. Well-known
 * owners do hold their own names on the platforms of developers, and blogs are about brands. */
static void
look_for_hosted(Look *look)
{
	const Suspect *suspect = look->suspect;
	gsize len = strlen(suspect->skeleton);
	const WdProtectedName *name;

	if (!suspect->is_hosted || suspect->is_project)
		return;
	name = wd_protected_names_find_inside(look->names, suspect->skeleton, MIN_HOSTED_LETTERS);
	if (name == NULL && len >= MIN_BRAND_LETTERS)
		name = wd_protected_names_find_skeleton(look->names, suspect->skeleton, len);
	note(look, WD_LIKENESS_HOSTED, name);
}

/* "minecraft.com" for "minecraft.net": who imitates a name does not always know its ending. */
static const WdProtectedName *
find_embedded(const Look *look, const char *domain, gsize len)
{
	static const char *const endings[] = {"com", "net", "org", "info", "co", NULL};
	const WdProtectedName *name = wd_protected_names_find_domain(look->names, domain, len);
	const char *dot = memchr(domain, '.', len);
	gsize n_label = dot == NULL ? len : (gsize)(dot - domain);
	g_autofree char *ending = NULL;
	g_autofree char *label = NULL;
	g_autofree char *skeleton = NULL;

	if (name != NULL || n_label < MIN_BRAND_LETTERS)
		return name;
	ending = g_strndup(dot + 1, len - n_label - 1);
	if (!g_strv_contains(endings, ending))
		return NULL;
	label = g_strndup(domain, n_label);
	skeleton = wd_confusable_skeleton(label);
	return wd_protected_names_find_skeleton(look->names, skeleton, strlen(skeleton));
}

/* "www.amazon.com.orders.example", "amazon-com.orders.example": the whole domain stands in front of
 * another one, with its dots or with hyphens in their place. */
static void
look_for_embedded_in(Look *look, const char *before)
{
	for (const char *at = before; at != NULL && *at != '\0';) {
		const char *end = at;

		for (guint n = 0; n < MAX_DOMAIN_LABELS && *end != '\0'; n++) {
			end += *end == '.';
			end += strcspn(end, ".");
			if (n > 0 && *end != '\0')
				note(look,
				     WD_LIKENESS_EMBEDDED,
				     find_embedded(look, at, (gsize)(end - at)));
		}
		at = strchr(at, '.');
		at += at != NULL;
	}
}

static void
look_for_embedded(Look *look)
{
	const Suspect *suspect = look->suspect;
	gsize n_own = suspect->registrable == NULL ? 0 : strlen(suspect->suffix) + 1;
	gsize n_host = strlen(suspect->host);
	g_autofree char *before = NULL;

	n_host -= n_host > 0 && suspect->host[n_host - 1] == '.';
	if (n_host <= n_own)
		return;
	before = g_strndup(suspect->host, n_host - n_own);
	look_for_embedded_in(look, before);
	if (strchr(before, '-') != NULL)
		look_for_embedded_in(look, g_strdelimit(before, "-", '.'));
}

static void
hold_against(Look *look)
{
	if (look->names == NULL || wd_protected_names_get_size(look->names) == 0)
		return;
	look_for_embedded(look);
	if (look->suspect->registrable == NULL)
		return;
	look_for_twin(look);
	look_for_typo(look);
	for (guint i = 0; i < look->suspect->n_words; i++)
		look_at_word(look, i);
	look_at_pairs(look);
	look_for_hosted(look);
}

/**
 * wd_lookalike_is_own:
 * @host: a host that wd_host_parse() gave
 * @names: names besides the shipped ones
 *
 * Returns: whether @host is one of the company's own names or below one
 */
gboolean
wd_lookalike_is_own(const char *host, const WdLookalikeNames *names)
{
	return names->own != NULL && wd_protected_names_find_above(names->own, host) != NULL;
}

/**
 * wd_lookalike_is_known:
 * @host: a host that wd_host_parse() gave
 * @names: (nullable): names besides the shipped ones
 *
 * Returns: whether @host is one of the names or below one: their owner's
 */
gboolean
wd_lookalike_is_known(const char *host, const WdLookalikeNames *names)
{
	if (wd_protected_names_find_above(wd_lookalike_get_brands(), host) != NULL ||
	    wd_protected_names_find_above(get_genuine(), host) != NULL)
		return TRUE;
	if (names == NULL)
		return FALSE;
	return wd_lookalike_is_own(host, names) ||
	       (names->near != NULL && wd_protected_names_find_above(names->near, host) != NULL);
}

/**
 * wd_lookalike_judge_site:
 * @host: a host that wd_host_parse() gave
 * @registrable: (nullable): its registrable domain, for whoever has looked it up
 * @names: (nullable): names besides the shipped ones
 * @imitated: (out) (optional) (transfer none) (nullable): the domain that @host resembles
 *
 * Looks for a domain that @host is made to be taken for: look-alike letters, one letter wrong, the
 * brand beside a word such as "login", or the whole domain in front of another one. What it costs
 * does not grow with the lists.
 *
 * Returns: how it resembles it; of several likenesses the worst, of equal ones the company's own
 */
WdLikeness
wd_lookalike_judge_site(const char *host,
			const char *registrable,
			const WdLookalikeNames *names,
			const char **imitated)
{
	const WdProtectedNames *const lists[] = {
		names != NULL ? names->own : NULL,
		names != NULL ? names->near : NULL,
		names != NULL && names->is_without_brands ? NULL : wd_lookalike_get_brands()};
	g_auto(Suspect) suspect = {0};
	Look look = {.suspect = &suspect};

	if (imitated != NULL)
		*imitated = NULL;
	if (strlen(host) > WD_LIMIT_HOST_BYTES + 1 || wd_host_is_address(host) ||
	    wd_lookalike_is_known(host, names))
		return WD_LIKENESS_NONE;
	take_apart(&suspect, host, registrable);
	for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
		look.names = lists[i];
		hold_against(&look);
	}
	if (imitated != NULL && look.name != NULL)
		*imitated = look.name->domain;
	return look.likeness;
}

/**
 * wd_lookalike_judge:
 * @host: a host that wd_host_parse() gave
 * @names: (nullable): names besides the shipped ones
 * @imitated: (out) (optional) (transfer none) (nullable): the domain that @host resembles
 *
 * Returns: as wd_lookalike_judge_site()
 */
WdLikeness
wd_lookalike_judge(const char *host, const WdLookalikeNames *names, const char **imitated)
{
	g_autofree char *registrable = wd_suffix_get_registrable(host);

	return wd_lookalike_judge_site(host, registrable, names, imitated);
}
