/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/detect/wd-link-check.h"

#include <string.h>

#include "engine/data/wd-brands.h"
#include "engine/data/wd-extensions.h"
#include "engine/detect/wd-own-names.h"
#include "engine/file/wd-file-name.h"
#include "engine/link/wd-address-signs.h"
#include "engine/link/wd-finder.h"
#include "engine/link/wd-host.h"
#include "engine/link/wd-link-list.h"
#include "engine/link/wd-shorteners.h"
#include "engine/link/wd-suffix.h"
#include "engine/text/wd-utf8.h"
#include "engine/wd-limits.h"

#define VERY_LONG_BYTES 8192 /* servers take no more; what is longer hides its end or its host */
#define MAX_INNER_BYTES 2048 /* of a query that may carry another URL */
#define MAX_ENCODINGS   3    /* as it stands, encoded, and encoded twice */

/* Schemes that run code, open local things or start a program, and that no friend sends. */
static const char *const dangerous_schemes[] = {
	"javascript",
	"data",
	"vbscript",
	"file",
	"smb",
	"search-ms",
	"search",
	"ms-msdt",
	"shell",
	"ms-officecmd",
	"ms-excel",
	"ms-word",
	"ms-powerpoint",
	"ms-appinstaller",
	"blob",
	"view-source",
	"jar",
	"wscript",
	"mhtml",
	"res",
	"livescript",
	"mocha",
	NULL,
};

/* Pages of well-known sites that pass a visitor on to wherever the link says. */
typedef struct {
	const char *domain;
	const char *path;
} Redirector;

static const Redirector redirectors[] = {
	{"google.com", "/url"},
	{"google.com", "/amp/"},
	{"youtube.com", "/redirect"},
	{"facebook.com", "/l.php"},
	{"instagram.com", "/"},
	{"linkedin.com", "/redir/"},
	{"bing.com", "/ck/"},
	{"steamcommunity.com", "/linkfilter/"},
	{"vk.com", "/away.php"},
};

static gboolean
has_host(const WdLinkSubject *subject)
{
	return subject->url != NULL && subject->url->host != NULL;
}

/* What is opened in a browser. A user, an address or a program is nothing odd behind "sftp:". */
static gboolean
is_on_web(const WdLinkSubject *subject)
{
	return has_host(subject) && subject->url->is_web;
}

/**
 * wd_link_subject_has_dangerous_scheme:
 * @subject: a link
 *
 * Returns: whether it runs code or opens something local, whatever site it names
 */
gboolean
wd_link_subject_has_dangerous_scheme(const WdLinkSubject *subject)
{
	return subject->url != NULL && g_strv_contains(dangerous_schemes, subject->url->scheme);
}

static char *
check_scheme(const WdLinkSubject *subject)
{
	return wd_link_subject_has_dangerous_scheme(subject)
		       ? g_strconcat(subject->url->scheme, ":", NULL)
		       : NULL;
}

/**
 * wd_link_subject_is_listed:
 * @subject: a link
 * @lists: (nullable) (element-type WdLinkList): lists of sites
 *
 * Returns: whether one of @lists means the link
 */
gboolean
wd_link_subject_is_listed(const WdLinkSubject *subject, const GPtrArray *lists)
{
	for (guint i = 0; lists != NULL && has_host(subject) && i < lists->len; i++) {
		if (wd_link_list_find(g_ptr_array_index(lists, i), subject->url, NULL, NULL))
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_link_subject_is_denied:
 * @subject: a link
 *
 * A list in the name service is somebody else's opinion and no part of this: an allowed site may
 * stand there.
 *
 * Returns: whether policy's own words or lists of denied sites mean the link
 */
gboolean
wd_link_subject_is_denied(const WdLinkSubject *subject)
{
	const char *const *denied = wd_policy_get_list(subject->policy, WD_KEY_LINKS_DENY);

	for (; has_host(subject) && denied != NULL && *denied != NULL; denied++) {
		if (wd_suffix_is_under(subject->url->host,
				       *denied + (g_str_has_prefix(*denied, "*.") ? 2 : 0)))
			return TRUE;
	}
	return subject->knowledge != NULL &&
	       wd_link_subject_is_listed(subject, subject->knowledge->link_deny_lists);
}

static gboolean
is_denied(const WdLinkSubject *subject)
{
	return wd_link_subject_is_denied(subject) ||
	       (subject->knowledge != NULL && subject->registrable != NULL &&
		subject->knowledge->dns_listed != NULL &&
		g_hash_table_contains(subject->knowledge->dns_listed, subject->registrable));
}

static char *
check_denied(const WdLinkSubject *subject)
{
	return is_denied(subject) ? g_strdup(subject->url->host) : NULL;
}

static char *
check_invalid_host(const WdLinkSubject *subject)
{
	return subject->url != NULL && subject->url->is_refused ? g_strdup("") : NULL;
}

/* Anonymous FTP with a user name is old but honest. */
static char *
check_userinfo(const WdLinkSubject *subject)
{
	if (!is_on_web(subject) || subject->url->user_info == NULL ||
	    subject->url->user_info[0] == '\0' || g_str_equal(subject->url->scheme, "ftp"))
		return NULL;
	return g_strdup(subject->url->host);
}

/* The site that a name belongs to: its registrable domain, or itself when it has none. */
static char *
site_of(const char *host)
{
	char *registrable = wd_suffix_get_registrable(host);

	return registrable != NULL ? registrable : g_strdup(host);
}

/* The domain behind the @ of the first mail address in @text, in lower case. */
static char *
mail_domain(const char *text)
{
	const char *at = strchr(text, '@');
	gsize len = at == NULL ? 0 : strcspn(at + 1, " \t\r\n<>\"'(),;:/?");

	if (at == NULL || at == text || len == 0 || memchr(at + 1, '.', len) == NULL)
		return NULL;
	return wd_host_parse(at + 1, (gssize)len, NULL);
}

/* Where the link leads, for comparing with what its text says. */
static char *
target_host(const WdLinkSubject *subject)
{
	if (has_host(subject))
		return g_strdup(subject->url->host);
	if (subject->url != NULL && g_str_equal(subject->url->scheme, "mailto"))
		return mail_domain(subject->url->path);
	return NULL;
}

/* The sites that @text names, by link or by mail address. */
static GPtrArray *
claimed_sites(const char *text)
{
	GPtrArray *sites = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) found = wd_finder_find(text);
	g_autofree char *mail = mail_domain(text);

	for (guint i = 0; i < found->len; i++) {
		const WdFound *one = g_ptr_array_index(found, i);
		g_autoptr(WdUrl) url = wd_url_parse(one->url);

		if (url != NULL && url->is_web && url->host != NULL)
			g_ptr_array_add(sites, site_of(url->host));
	}
	if (sites->len == 0 && mail != NULL)
		g_ptr_array_add(sites, site_of(mail));
	return sites;
}

/* A text that names no site makes no claim; one that names the target among others is open. */
static char *
check_text_mismatch(const WdLinkSubject *subject)
{
	g_autofree char *host = target_host(subject);
	g_autofree char *site = NULL;
	g_autoptr(GPtrArray) claimed = NULL;

	if (host == NULL || subject->visible == NULL)
		return NULL;
	claimed = claimed_sites(subject->visible);
	site = site_of(host);
	if (claimed->len == 0 || g_ptr_array_find_with_equal_func(claimed, site, g_str_equal, NULL))
		return NULL;
	return g_steal_pointer(&host);
}

static char *
check_hidden(const WdLinkSubject *subject)
{
	if (subject->visible == NULL || !wd_utf8_is_blank(subject->visible))
		return NULL;
	return g_strdup(has_host(subject) ? subject->url->host : subject->raw);
}

/* Percent signs undone; what they stand for may be any bytes. NULL when they stand for nothing. */
static char *
unescape(const char *text)
{
	g_autofree char *bytes = g_uri_unescape_string(text, NULL);

	return bytes != NULL ? g_utf8_make_valid(bytes, -1) : NULL;
}

/* A whole URL inside @text, perhaps percent-encoded once or twice; NULL when there is none. */
static WdUrl *
inner_url(const char *text)
{
	g_autofree char *beginning = g_strndup(text, MAX_INNER_BYTES);
	g_autofree char *decoded = g_utf8_make_valid(beginning, -1); /* the cut may part a letter */

	for (guint i = 0; i < MAX_ENCODINGS; i++) {
		const char *slashes = strstr(decoded, "://");
		char *again;

		if (slashes != NULL) {
			g_autofree char *inner = g_strconcat("http", slashes, NULL);

			return wd_url_parse(inner);
		}
		again = strchr(decoded, '%') != NULL ? unescape(decoded) : NULL;
		if (again == NULL)
			return NULL;
		g_free(decoded);
		decoded = again;
	}
	return NULL;
}

static char *
inner_host(const char *query)
{
	g_autoptr(WdUrl) url = inner_url(query);

	return url != NULL ? g_steal_pointer(&url->host) : NULL;
}

static gboolean
is_redirector(const WdLinkSubject *subject)
{
	for (guint i = 0; i < G_N_ELEMENTS(redirectors); i++) {
		if (g_strcmp0(subject->registrable, redirectors[i].domain) == 0 &&
		    g_str_has_prefix(subject->url->path, redirectors[i].path))
			return TRUE;
	}
	return FALSE;
}

/* Only where the text names a site and hides that the link goes on: people do paste such links. */
static char *
check_redirector(const WdLinkSubject *subject)
{
	g_autofree char *inner = NULL;
	g_autoptr(GPtrArray) claimed = NULL;

	if (!is_on_web(subject) || subject->visible == NULL || subject->url->query == NULL ||
	    g_str_equal(subject->visible, subject->raw) || !is_redirector(subject))
		return NULL;
	inner = inner_host(subject->url->query);
	claimed = claimed_sites(subject->visible);
	if (inner == NULL || claimed->len == 0 || wd_suffix_is_under(inner, subject->registrable))
		return NULL;
	return g_steal_pointer(&inner);
}

static char *
check_lookalike(const WdLinkSubject *subject)
{
	return subject->likeness > WD_LIKENESS_NEAR ? g_strdup(subject->imitated) : NULL;
}

/* The part of a URL in which another one may be carried on. */
static WdUrl *
carried_url(const WdUrl *url)
{
	WdUrl *carried = url->query != NULL ? inner_url(url->query) : NULL;

	return carried != NULL ? carried : inner_url(url->path);
}

/* A link through another site is read as the one that it leads to: archives and translators carry
 * honest ones all day. */
static char *
check_leads_on(const WdLinkSubject *subject)
{
	g_autoptr(WdUrl) carried = is_on_web(subject) ? carried_url(subject->url) : NULL;
	WdLinkSubject inner = {.policy = subject->policy, .knowledge = subject->knowledge};
	gboolean is_bad;

	if (carried == NULL || carried->host == NULL ||
	    g_strcmp0(carried->host, subject->url->host) == 0)
		return NULL;
	inner.url = carried;
	is_bad = wd_lookalike_judge(carried->host, &subject->names, NULL) > WD_LIKENESS_NEAR ||
		 wd_idn_judge(carried->host) != WD_IDN_SAFE || is_denied(&inner);
	return is_bad ? g_strdup(carried->host) : NULL;
}

static char *
check_very_long(const WdLinkSubject *subject)
{
	if (strnlen(subject->raw, VERY_LONG_BYTES + 1) <= VERY_LONG_BYTES &&
	    (!has_host(subject) || strlen(subject->url->host) <= WD_LIMIT_HOST_BYTES + 1))
		return NULL;
	return has_host(subject) ? g_strdup(subject->url->host) : g_strdup("");
}

static char *
check_near_name(const WdLinkSubject *subject)
{
	return subject->likeness == WD_LIKENESS_NEAR ? g_strdup(subject->imitated) : NULL;
}

static char *
check_mixed_script(const WdLinkSubject *subject)
{
	if (!has_host(subject) || (subject->idn < WD_IDN_MIXED && !wd_idn_is_styled(subject->raw)))
		return NULL;
	return g_strdup(subject->url->host);
}

static char *
check_whole_script(const WdLinkSubject *subject)
{
	return subject->idn == WD_IDN_FOREIGN ? g_strdup(subject->url->host) : NULL;
}

/* Loopback and private networks (RFC 1918) lead nowhere outside: developers send them daily. */
static gboolean
is_private_address(const char *host)
{
	guint second = 0;

	if (g_str_has_prefix(host, "172."))
		second = (guint)g_ascii_strtoull(host + 4, NULL, 10);
	return g_str_has_prefix(host, "127.") || g_str_has_prefix(host, "10.") ||
	       g_str_has_prefix(host, "192.168.") || g_str_has_prefix(host, "0.") ||
	       (second >= 16 && second <= 31) || g_str_equal(host, "[::1]") ||
	       g_str_has_prefix(host, "[fe80:") || g_str_has_prefix(host, "[fc") ||
	       g_str_has_prefix(host, "[fd");
}

/* An honest address is written as it is read; one long number or hexadecimal hides where it leads,
 * and a link into the person's own network is what attacks on routers use. */
static gboolean
is_written_plainly(const WdLinkSubject *subject)
{
	return strstr(subject->raw, subject->url->host) != NULL;
}

/* What is saved when the link is followed: the end of its path. NULL when that can have no ending.
 */
static WdFileName *
get_file_name(const WdUrl *url)
{
	g_autofree char *path = NULL;
	const char *last;

	if (strpbrk(url->path, ".%") == NULL && g_str_is_ascii(url->path))
		return NULL;
	path = unescape(url->path);
	last = strrchr(path != NULL ? path : url->path, '/');
	return last == NULL ? NULL : wd_file_name_parse(last + 1);
}

/* The last part of the path, as the browser would name the download. */
static char *
program_ending(const WdUrl *url)
{
	g_autoptr(WdFileName) name = get_file_name(url);

	if (name == NULL || !wd_extension_is_program(name->extension))
		return NULL;
	return g_strconcat(".", name->extension, NULL);
}

/* People who run a server of their own give its address away, with a port and a path; who wants a
 * password or a program run from there does not want to be found. */
static gboolean
has_honest_use(const WdUrl *url)
{
	g_autofree char *path = g_ascii_strdown(url->path, -1);
	g_autofree char *ending = program_ending(url);

	if (ending != NULL || url->user_info != NULL)
		return FALSE;
	for (const char *at = path; *at != '\0'; at += *at != '\0') {
		gsize len = 0;

		while (g_ascii_isalpha(at[len]))
			len++;
		if (wd_brands_is_lure(at, len))
			return FALSE;
		at += len;
	}
	return TRUE;
}

static char *
check_ip_address(const WdLinkSubject *subject)
{
	if (!is_on_web(subject) || !wd_host_is_address(subject->url->host) ||
	    (is_written_plainly(subject) &&
	     (is_private_address(subject->url->host) || has_honest_use(subject->url))))
		return NULL;
	return g_strdup(subject->url->host);
}

/* Noted where it is not suspicious: nobody can read whose it is. */
static char *
check_bare_address(const WdLinkSubject *subject)
{
	g_autofree char *suspicious = check_ip_address(subject);

	if (suspicious != NULL || !is_on_web(subject) || !wd_host_is_address(subject->url->host) ||
	    is_private_address(subject->url->host))
		return NULL;
	return g_strdup(subject->url->host);
}

static char *
check_address_signs(const WdLinkSubject *subject)
{
	int points;

	if (!is_on_web(subject) || subject->likeness != WD_LIKENESS_NONE ||
	    wd_lookalike_is_own(subject->url->host, &subject->names))
		return NULL;
	points = wd_address_signs_weigh(subject->url, subject->registrable) +
		 (subject->is_from_stranger ? WD_ADDRESS_STRANGER : 0);
	return points >= WD_ADDRESS_SUSPICIOUS ? g_strdup(subject->url->host) : NULL;
}

static char *
check_direction_override(const WdLinkSubject *subject)
{
	if (!wd_utf8_has_direction_control(subject->raw) &&
	    (subject->visible == NULL || !wd_utf8_has_direction_control(subject->visible)))
		return NULL;
	return g_strdup("");
}

/**
 * wd_link_subject_is_disguised:
 * @subject: a link
 *
 * Returns: whether what it downloads pretends by its name to be something else
 */
gboolean
wd_link_subject_is_disguised(const WdLinkSubject *subject)
{
	const guint lies = WD_DISGUISE_DOUBLE | WD_DISGUISE_DIRECTION | WD_DISGUISE_LETTERS |
			   WD_DISGUISE_HIDDEN;
	g_autoptr(WdFileName) name = is_on_web(subject) ? get_file_name(subject->url) : NULL;

	return name != NULL && (name->disguises & lies) != 0;
}

static char *
check_executable(const WdLinkSubject *subject)
{
	return is_on_web(subject) ? program_ending(subject->url) : NULL;
}

static char *
check_shortener(const WdLinkSubject *subject)
{
	if (!is_on_web(subject) || !wd_shortener_is(subject->url->host))
		return NULL;
	return g_strdup(subject->url->host);
}

static const WdLinkCheck checks[] = {
	{"link.scheme", WD_RISK_DANGEROUS, 5, check_scheme},
	{"link.denied", WD_RISK_DANGEROUS, 8, check_denied},
	{"link.text-mismatch", WD_RISK_DANGEROUS, 5, check_text_mismatch},
	{"link.lookalike-host", WD_RISK_DANGEROUS, 5, check_lookalike},
	{"link.direction-override", WD_RISK_DANGEROUS, 5, check_direction_override},
	{"link.userinfo", WD_RISK_SUSPICIOUS, 4, check_userinfo},
	{"link.mixed-script", WD_RISK_SUSPICIOUS, 4, check_mixed_script},
	{"link.foreign-letters", WD_RISK_SUSPICIOUS, 4, check_whole_script},
	{"link.near-name", WD_RISK_SUSPICIOUS, 3, check_near_name},
	{"link.leads-on", WD_RISK_SUSPICIOUS, 3, check_leads_on},
	{"link.very-long", WD_RISK_SUSPICIOUS, 2, check_very_long},
	{"link.redirector", WD_RISK_SUSPICIOUS, 3, check_redirector},
	{"link.hidden", WD_RISK_SUSPICIOUS, 3, check_hidden},
	{"link.invalid-host", WD_RISK_SUSPICIOUS, 3, check_invalid_host},
	{"link.ip-address", WD_RISK_SUSPICIOUS, 3, check_ip_address},
	{"link.made-to-deceive", WD_RISK_SUSPICIOUS, 3, check_address_signs},
	/* Honest people send these every day: worth a word, not a warning. */
	{"link.bare-address", WD_RISK_SAFE, 0, check_bare_address},
	{"link.executable", WD_RISK_SAFE, 0, check_executable},
	{"link.shortener", WD_RISK_SAFE, 0, check_shortener},
};

/**
 * wd_link_check_get_all:
 * @n_checks: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_checks): every check of a link, the worst first
 */
const WdLinkCheck *
wd_link_check_get_all(gsize *n_checks)
{
	*n_checks = G_N_ELEMENTS(checks);
	return checks;
}

/* What several checks ask of the host is looked up once. */
static void
look_at_host(WdLinkSubject *subject)
{
	const char *host = subject->url->host;

	subject->registrable = wd_suffix_get_registrable(host);
	subject->idn = wd_idn_judge(host);
	subject->likeness = wd_lookalike_judge_site(
		host, subject->registrable, &subject->names, &subject->imitated);
}

/**
 * wd_link_subject_init:
 * @subject: (out): to be cleared with wd_link_subject_clear()
 * @raw: the link as written; borrowed
 * @policy: the settings; borrowed
 * @knowledge: (nullable): what the shell has loaded; borrowed
 *
 * Parses @raw once for all checks; the caller sets the other fields.
 */
void
wd_link_subject_init(WdLinkSubject *subject,
		     const char *raw,
		     const WdPolicy *policy,
		     const WdKnowledge *knowledge)
{
	*subject = (WdLinkSubject){.raw = raw, .policy = policy, .url = wd_url_parse(raw)};
	subject->names.own = wd_own_names_get(policy);
	subject->knowledge = knowledge;
	subject->names.near = knowledge != NULL ? knowledge->near_names : NULL;
	if (subject->url != NULL && subject->url->host != NULL)
		look_at_host(subject);
}

/**
 * wd_link_subject_clear:
 * @subject: what wd_link_subject_init() filled
 */
void
wd_link_subject_clear(WdLinkSubject *subject)
{
	g_clear_pointer(&subject->url, wd_url_free);
	g_clear_pointer(&subject->registrable, g_free);
}
