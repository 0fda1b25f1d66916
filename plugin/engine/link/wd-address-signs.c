/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-address-signs.h"

#include <string.h>

#include "engine/data/wd-brands.h"
#include "engine/data/wd-suffix-ratings.h"
#include "engine/link/wd-confusables.h"
#include "engine/link/wd-host.h"
#include "engine/link/wd-lookalike.h"
#include "engine/link/wd-suffix.h"

#define MAX_PATH_BYTES 128 /* what a person sees of it */
#define MIN_LURE       5   /* letters of a luring word that is part of another */
#define MIN_BRAND      5   /* the same of a brand */
#define MANY_DIGITS    3
#define SHORT_NUMBER   5
#define LONG_NAME      15
#define VERY_LONG_NAME 25
#define DEEP_PATH      4
#define HEADLINE_WORDS 4

typedef enum {
	SIGN_INSTANT,
	SIGN_PROJECT,
	SIGN_OTHER_PLATFORM,
	SIGN_WORTHLESS_SUFFIX,
	SIGN_WORST_SUFFIX,
	SIGN_CHEAP_SUFFIX,
	SIGN_MADE_UP,
	SIGN_ODD,
	SIGN_MADE_UP_SUBDOMAIN,
	SIGN_MANY_DIGITS,
	SIGN_DIGIT,
	SIGN_ONLY_DIGITS,
	SIGN_MOSTLY_DIGITS,
	SIGN_HYPHEN,
	SIGN_HYPHENS,
	SIGN_LURE,
	SIGN_LURE_INSIDE,
	SIGN_COMPANION,
	SIGN_BRAND,
	SIGN_LONG,
	SIGN_VERY_LONG,
	SIGN_FRONT_PAGE,
	SIGN_SHORT_PATH,
	SIGN_LURING_PATH,
	SIGN_BRAND_IN_PATH,
	SIGN_UPLOADED,
	SIGN_MAIL_IN_QUERY,
	SIGN_SCRIPT,
	SIGN_DEEP,
	SIGN_FILE,
	SIGN_MADE_UP_PATH,
	SIGN_BRAND_ON_PLATFORM,
	SIGN_ODD_PORT,
	N_SIGNS,
} Sign;

/* Set by hand, from how much more often each stands in addresses that were reported as phishing
 * than in those that people gave one another in a support channel; whole points, since halves would
 * only fit the sample. A page that costs nothing is not enough, nor is any other sign alone. */
static const gint8 points[N_SIGNS] = {
	[SIGN_INSTANT] = 5,           /* up in a minute, for nothing, without a name */
	[SIGN_PROJECT] = 2,           /* the same, but mostly used by developers */
	[SIGN_OTHER_PLATFORM] = 2,    /* some other customer of somebody */
	[SIGN_WORTHLESS_SUFFIX] = 5,  /* a name under it is thrown away after a day */
	[SIGN_WORST_SUFFIX] = 4,      /* a name for less than a coffee, and mostly misused */
	[SIGN_CHEAP_SUFFIX] = 2,      /* the same, but honest people have them */
	[SIGN_MADE_UP] = 2,           /* no person thinks of such a name */
	[SIGN_ODD] = 1,               /* letters that seldom stand together */
	[SIGN_MADE_UP_SUBDOMAIN] = 2, /* the same before a name */
	[SIGN_MANY_DIGITS] = 2,       /* one of a series */
	[SIGN_DIGIT] = 1,
	[SIGN_ONLY_DIGITS] = 1,
	[SIGN_MOSTLY_DIGITS] = 1,
	[SIGN_HYPHEN] = 1, /* the name without hyphens was taken */
	[SIGN_HYPHENS] = 2,
	[SIGN_LURE] = 2, /* "login", "verify": honest sites say that in the path */
	[SIGN_LURE_INSIDE] = 1,
	[SIGN_COMPANION] = 1,
	[SIGN_BRAND] = 3, /* of somebody else */
	[SIGN_LONG] = 2,  /* the short ones are taken */
	[SIGN_VERY_LONG] = 3,
	[SIGN_FRONT_PAGE] = 1, /* people link to something on a site */
	[SIGN_SHORT_PATH] = 1, /* "/zz/" */
	[SIGN_LURING_PATH] = 1,
	[SIGN_BRAND_IN_PATH] = 3,
	[SIGN_UPLOADED] = 4,      /* a page among the files of somebody else's blog program */
	[SIGN_MAIL_IN_QUERY] = 3, /* it knows to whom it was sent */
	[SIGN_SCRIPT] = 1,
	[SIGN_DEEP] = -1, /* a site with an inside */
	[SIGN_FILE] = -3, /* it asks for nothing */
	[SIGN_MADE_UP_PATH] = 1,
	[SIGN_BRAND_ON_PLATFORM] = 1,
	[SIGN_ODD_PORT] = 1, /* a server beside the one of the site */
};

/* An address while it is weighed. */
typedef struct {
	const WdUrl *url;
	WdHosting hosting;
	gboolean is_platform;
	char *name;   /* the label that its owner chose */
	char *before; /* labels before that, without "www" */
	const char *suffix;
	int points;
} Scale;

static void
add(Scale *scale, Sign sign)
{
	scale->points += points[sign];
}

static gboolean
is_vowel(char c)
{
	return c != '\0' && strchr("aeiouy", c) != NULL;
}

/* What a word is made of. */
typedef struct {
	guint n_letters;
	guint n_vowels;
	guint n_digits;
	guint n_turns;      /* between letters and digits */
	guint n_consonants; /* the longest run */
	gboolean is_hexadecimal;
	gboolean has_odd_pair;
} Make;

/* Pairs of letters that words of European languages do without. */
static gboolean
is_odd_pair(char a, char b)
{
	static const char *const stops = "bcdfgkpqt";

	if (a == 'q')
		return g_ascii_isalpha(b) && b != 'u';
	if (strchr("jvxz", a) != NULL && strchr(stops, b) != NULL)
		return TRUE;
	if (strchr("bcdfgkpt", a) != NULL && strchr("jqvxz", b) != NULL)
		return TRUE;
	if (a == b)
		return strchr("yhjvxw", a) != NULL;
	return (a == 'w' && b == 'v') || (a == 'v' && b == 'w');
}

static Make
look_at_make(const char *word, gsize len)
{
	Make make = {.is_hexadecimal = TRUE};
	guint run = 0;

	for (gsize i = 0; i < len; i++) {
		char c = word[i];
		char before = i > 0 ? word[i - 1] : '\0';
		gboolean is_letter = g_ascii_isalpha(c);

		make.n_letters += is_letter;
		make.n_digits += g_ascii_isdigit(c);
		make.n_vowels += is_vowel(c);
		make.n_turns += i > 0 && g_ascii_isdigit(c) != g_ascii_isdigit(before);
		run = is_letter && !is_vowel(c) ? run + 1 : 0;
		make.n_consonants = run > make.n_consonants ? run : make.n_consonants;
		make.is_hexadecimal = make.is_hexadecimal && g_ascii_isxdigit(c);
		make.has_odd_pair = make.has_odd_pair || (g_ascii_isalpha(before) && is_letter &&
							  is_odd_pair(before, c));
	}
	return make;
}

/* 2: no person thinks of such a word; 1: it is odd. */
static guint
rate_word(const char *word, gsize len, gboolean is_alone)
{
	Make make = look_at_make(word, len);

	if (make.n_turns >= 3 ||
	    (len >= 8 && make.is_hexadecimal && make.n_digits > 0 && make.n_digits < len))
		return 2;
	if (make.n_letters >= 7 && (make.n_consonants >= 5 || make.n_vowels * 5 < make.n_letters))
		return 2;
	if (make.n_letters >= 6 && (make.n_consonants >= 4 || make.has_odd_pair))
		return 1;
	return make.n_letters >= 4 && make.n_vowels == 0 && (!is_alone || make.n_letters <= 6);
}

static guint
rate_words(const char *name)
{
	gboolean is_alone = strchr(name, '-') == NULL;
	guint worst = 0;

	while (*name != '\0') {
		gsize len = strcspn(name, "-");
		guint rating = rate_word(name, len, is_alone);

		worst = rating > worst ? rating : worst;
		name += len;
		name += strspn(name, "-");
	}
	return worst;
}

static void
weigh_platform(Scale *scale)
{
	static const Sign suffix_signs[] = {
		SIGN_CHEAP_SUFFIX, SIGN_WORST_SUFFIX, SIGN_WORTHLESS_SUFFIX};
	guint cheapness = wd_suffix_get_cheapness(scale->suffix);
	const char *last = strrchr(scale->suffix, '.');

	if (scale->hosting == WD_HOSTING_INSTANT)
		add(scale, SIGN_INSTANT);
	else if (scale->hosting == WD_HOSTING_PROJECTS)
		add(scale, SIGN_PROJECT);
	else if (scale->is_platform && scale->hosting == WD_HOSTING_NONE)
		add(scale, SIGN_OTHER_PLATFORM);
	if (scale->is_platform)
		return;
	/* Of "com.cn" it is China's rules that hold. */
	if (cheapness == 0 && last != NULL)
		cheapness = wd_suffix_get_cheapness(last + 1);
	if (cheapness > 0)
		add(scale, suffix_signs[cheapness - 1]);
}

static void
weigh_digits(Scale *scale, const char *name, gsize len)
{
	gsize n = 0;

	for (gsize i = 0; i < len; i++)
		n += g_ascii_isdigit(name[i]);
	/* "163.com", "12306.cn": a number that somebody remembers. */
	if (n == len && len <= SHORT_NUMBER &&
	    (g_str_equal(scale->suffix, "cn") || wd_suffix_get_cheapness(scale->suffix) == 0))
		return;
	if (n >= MANY_DIGITS) {
		add(scale, SIGN_MANY_DIGITS);
		if (n * 2 >= len)
			add(scale, SIGN_MOSTLY_DIGITS);
	} else if (n > 0) {
		add(scale, SIGN_DIGIT);
	}
	if (n > 0 && n == len)
		add(scale, SIGN_ONLY_DIGITS);
}

/* How the name is made. Letters beyond ASCII are another language's, and judged elsewhere. */
static void
weigh_name(Scale *scale)
{
	const char *name = scale->name;
	gsize len = strlen(name);
	const char *hyphen = strchr(name, '-');
	const char *subdomain = strrchr(scale->before, '.');
	guint rating = rate_words(name);

	subdomain = subdomain != NULL ? subdomain + 1 : scale->before;
	if (rating > 0)
		add(scale, rating == 2 ? SIGN_MADE_UP : SIGN_ODD);
	else if (rate_words(subdomain) == 2)
		add(scale, SIGN_MADE_UP_SUBDOMAIN);
	weigh_digits(scale, name, len);
	if (hyphen != NULL)
		add(scale, strchr(hyphen + 1, '-') != NULL ? SIGN_HYPHENS : SIGN_HYPHEN);
	if (len >= VERY_LONG_NAME)
		add(scale, SIGN_VERY_LONG);
	else if (len >= LONG_NAME && scale->hosting != WD_HOSTING_PROJECTS)
		add(scale, SIGN_LONG);
}

/* Whether a word of @text, letters alone, is one of a table's. */
static gboolean
has_word(const char *text, gboolean (*is_word)(const char *word, gsize len))
{
	while (*text != '\0') {
		gsize len = 0;

		while (g_ascii_isalpha(text[len]))
			len++;
		if (len > 1 && is_word(text, len))
			return TRUE;
		text += len;
		text += *text != '\0';
	}
	return FALSE;
}

static gboolean
has_lure_inside(const char *text)
{
	for (; *text != '\0'; text++) {
		gsize len = 0;

		while (len < 16 && g_ascii_isalpha(text[len]))
			len++;
		for (; len >= MIN_LURE; len--) {
			if (wd_brands_is_lure(text, len))
				return TRUE;
		}
	}
	return FALSE;
}

/* Also "bank-of-america". */
static const WdProtectedName *
find_brand(const char *text, gsize len)
{
	GString *letters = g_string_sized_new(len + 1);
	g_autofree char *skeleton = NULL;

	for (gsize i = 0; i < len; i++) {
		if (text[i] != '-' && text[i] != '_' && (guchar)text[i] < 0x80)
			g_string_append_c(letters, text[i]);
	}
	skeleton = wd_confusable_skeleton(letters->str);
	g_string_free(letters, TRUE);
	return wd_protected_names_find_inside(wd_lookalike_get_brands(), skeleton, MIN_BRAND);
}

/* A part of a path that is a headline speaks about a brand; one of a few words pretends to be it.
 */
static gboolean
has_brand_in_path(const char *path)
{
	while (*path != '\0') {
		gsize len = strcspn(path, "/");
		guint n_words = 1;

		for (gsize i = 0; i < len; i++)
			n_words += path[i] == '-' || path[i] == '_';
		if (len >= MIN_BRAND && n_words <= HEADLINE_WORDS && find_brand(path, len) != NULL)
			return TRUE;
		path += len;
		path += *path != '\0';
	}
	return FALSE;
}

/* "sparkasse-bonn.de" is one of hundreds of its kind. */
static gboolean
has_foreign_brand(const Scale *scale, const char *text)
{
	const WdProtectedName *brand = find_brand(text, strlen(text));

	return brand != NULL && !wd_brands_is_shared(brand->label, scale->suffix);
}

static void
weigh_words(Scale *scale)
{
	g_autofree char *all = g_strconcat(scale->before, ".", scale->name, NULL);

	if (has_word(all, wd_brands_is_lure))
		add(scale, SIGN_LURE);
	else if (has_lure_inside(all))
		add(scale, SIGN_LURE_INSIDE);
	else if ((scale->is_platform || strchr(scale->name, '-') != NULL) &&
		 has_word(all, wd_brands_is_companion))
		add(scale, SIGN_COMPANION);
	if (has_foreign_brand(scale, scale->name) || has_foreign_brand(scale, scale->before))
		add(scale,
		    scale->hosting == WD_HOSTING_PROJECTS ? SIGN_BRAND_ON_PLATFORM : SIGN_BRAND);
}

/* A picture, a film, a style sheet, an archive: nothing that a person fills in. */
static gboolean
is_file(const char *path)
{
	static const char *const endings[] = {
		"png", "jpg", "jpeg", "gif", "webp",  "svg",  "bmp",     "css", "js", "mp3",
		"mp4", "ogg", "webm", "avi", "mkv",   "flac", "gz",      "bz2", "xz", "zst",
		"tgz", "iso", "deb",  "rpm", "patch", "diff", "torrent", NULL};
	const char *dot = strrchr(path, '.');

	return dot != NULL && strchr(dot, '/') == NULL && g_strv_contains(endings, dot + 1);
}

static guint
count_parts(const char *path)
{
	guint n = 0;

	for (; *path != '\0'; path++)
		n += *path == '/' && path[1] != '/' && path[1] != '\0';
	return n;
}

static gboolean
has_made_up_part(const char *path)
{
	const char *last = strrchr(path, '/');

	last = last != NULL ? last + 1 : path;
	return rate_word(last, strcspn(last, "."), FALSE) == 2;
}

/* What is there, by its name. */
static void
weigh_page(Scale *scale, const char *path)
{
	if (is_file(path))
		add(scale, SIGN_FILE);
	else if (strstr(path, "/wp-content/") != NULL || strstr(path, "/wp-includes/") != NULL ||
		 strstr(path, "/wp-admin/") != NULL || strstr(path, "/.well-known/") != NULL)
		add(scale, SIGN_UPLOADED);
	if (g_str_has_suffix(path, ".php"))
		add(scale, SIGN_SCRIPT);
}

static void
weigh_path(Scale *scale)
{
	g_autofree char *path = g_ascii_strdown(scale->url->path, MAX_PATH_BYTES);
	guint n_parts = count_parts(path);
	gsize n_first = path[0] == '/' ? strcspn(path + 1, "/") : 0;

	if (n_parts == 0)
		add(scale, SIGN_FRONT_PAGE);
	if (n_parts == 1 && n_first <= 4 && strchr(path, '.') == NULL)
		add(scale, SIGN_SHORT_PATH);
	if (n_parts >= DEEP_PATH)
		add(scale, SIGN_DEEP);
	if (has_word(path, wd_brands_is_lure))
		add(scale, SIGN_LURING_PATH);
	weigh_page(scale, path);
	if (scale->hosting == WD_HOSTING_INSTANT && has_made_up_part(path))
		add(scale, SIGN_MADE_UP_PATH);
	if (has_brand_in_path(path)) {
		add(scale, SIGN_BRAND_IN_PATH);
		if (scale->hosting == WD_HOSTING_PROJECTS)
			add(scale, SIGN_BRAND_ON_PLATFORM);
	}
	if (scale->url->query != NULL &&
	    (strchr(scale->url->query, '@') != NULL || strstr(scale->url->query, "%40") != NULL))
		add(scale, SIGN_MAIL_IN_QUERY);
}

/* Those of the web, and what developers use. */
static gboolean
is_odd_port(guint port)
{
	return port != 0 && port != 80 && port != 443 && port != 3000 && port != 5000 &&
	       (port < 8000 || port > 8999);
}

static char *
take_before(const char *host, const char *name)
{
	const char *start = g_str_has_prefix(host, "www.") && name > host ? host + 4 : host;

	return name > start ? g_strndup(start, (gsize)(name - start) - 1) : g_strdup("");
}

static void
take_apart(Scale *scale, const char *registrable)
{
	const char *host = scale->url->host;
	const char *name = NULL;
	gsize n_name = 0;

	scale->hosting = wd_suffix_get_hosting(host, &name, &n_name);
	scale->is_platform = scale->hosting != WD_HOSTING_NONE || wd_suffix_is_private(registrable);
	if (scale->hosting == WD_HOSTING_NONE) {
		name = strstr(host, registrable);
		name = name != NULL ? name : host;
		n_name = strcspn(name, ".");
	}
	scale->name = g_strndup(name, n_name);
	scale->before = take_before(host, name);
	scale->suffix = name[n_name] != '\0' ? name + n_name + 1 : "";
}

/**
 * wd_address_signs_weigh:
 * @url: a URL with a host
 * @registrable: (nullable): its registrable domain
 *
 * Adds up what speaks against an address as it is written. Nothing is looked up, and the sites of
 * known brands are not weighed at all.
 *
 * Returns: points; %WD_ADDRESS_SUSPICIOUS are as many as honest addresses seldom have
 */
int
wd_address_signs_weigh(const WdUrl *url, const char *registrable)
{
	Scale scale = {.url = url};

	if (registrable == NULL || wd_host_is_address(url->host) ||
	    wd_lookalike_is_known(url->host, NULL))
		return 0;
	take_apart(&scale, registrable);
	weigh_platform(&scale);
	if (!g_str_has_prefix(scale.name, "xn--"))
		weigh_name(&scale);
	weigh_words(&scale);
	weigh_path(&scale);
	if (is_odd_port(url->port))
		add(&scale, SIGN_ODD_PORT);
	g_free(scale.name);
	g_free(scale.before);
	return scale.points;
}
