/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/detect/wd-cargo.h"

#include <string.h>

#include "engine/data/wd-brands.h"
#include "engine/data/wd-extensions.h"
#include "engine/data/wd-lures.h"
#include "engine/detect/wd-link-check.h"
#include "engine/file/wd-file-name.h"
#include "engine/link/wd-finder.h"
#include "engine/link/wd-suffix.h"
#include "engine/text/wd-markup.h"

#define MAX_LINKS       8    /* more are looked at elsewhere */
#define MAX_TEXT_BYTES  4096 /* what a worm wants it says at once */
#define MIN_TOKEN_CHARS 4

/* Sites that people link to all day, besides those that are imitated. */
static const char *const famous[] = {
	"bbc.co.uk",     "bbc.com",         "cnn.com",     "doodle.com",
	"imdb.com",      "lemonde.fr",      "nytimes.com", "openstreetmap.org",
	"reddit.com",    "reuters.com",     "spiegel.de",  "stackoverflow.com",
	"tagesschau.de", "theguardian.com", "vimeo.com",   "youtu.be",
	"zdf.de",        "zoom.us",         NULL,
};

static const char *const containers[] = {
	"7z",  "apk", "cab", "docm", "gz",  "html", "htm",  "img", "iso", "pptm",
	"rar", "rtf", "svg", "tar",  "vhd", "xlam", "xlsm", "xz",  "zip", NULL,
};

static gboolean
is_famous(const char *site)
{
	return site != NULL &&
	       (g_strv_contains(famous, site) || g_strv_contains(wd_brands_get_domains(), site));
}

/* The part of a name that says whose it is: "corp.example" of "ann@corp.example/desk". */
static char *
site_of_name(const char *name)
{
	const char *at = strrchr(name, '@');
	g_autofree char *host = at == NULL ? NULL : g_strndup(at + 1, strcspn(at + 1, "/"));

	return host == NULL ? NULL : wd_suffix_get_registrable(host);
}

static gboolean
is_own(const char *site, const WdEvent *event)
{
	g_autofree char *mine = site_of_name(event->account);
	g_autofree char *theirs = site_of_name(event->peer);

	return site != NULL && (g_strcmp0(site, mine) == 0 || g_strcmp0(site, theirs) == 0) &&
	       !is_famous(site);
}

/* "x93kd02": letters and digits in turns. A date, a number or a word is none. */
static gboolean
has_token(const char *text)
{
	guint n = 0, n_turns = 0;
	gboolean was_digit = FALSE;

	for (; text != NULL && *text != '\0'; text++) {
		gboolean is_digit = g_ascii_isdigit(*text);

		if (!g_ascii_isalnum(*text)) {
			n = n_turns = 0;
			continue;
		}
		n_turns += n > 0 && is_digit != was_digit;
		was_digit = is_digit;
		n++;
		if (n >= MIN_TOKEN_CHARS && n_turns >= 2)
			return TRUE;
	}
	return FALSE;
}

/* Where people keep what they write, and show it to one another: scripts are what such sites are
 * for. */
static gboolean
is_home_of_programs(const char *site)
{
	static const char *const homes[] = {"codeberg.org",
					    "debian.org",
					    "github.com",
					    "gitlab.com",
					    "launchpad.net",
					    "sourceforge.net",
					    "ubuntu.com",
					    NULL};

	return site != NULL && g_strv_contains(homes, site);
}

static void
run_checks(WdCargo *cargo, const WdLinkSubject *subject)
{
	gsize n_checks;
	const WdLinkCheck *checks = wd_link_check_get_all(&n_checks);

	for (gsize i = 0; i < n_checks; i++) {
		g_autofree char *detail = checks[i].check(subject);

		if (detail == NULL)
			continue;
		if (strcmp(checks[i].code, "link.shortener") == 0)
			cargo->is_shortened = TRUE;
		else if (checks[i].risk > WD_RISK_SAFE ||
			 (strcmp(checks[i].code, "link.executable") == 0 &&
			  !is_home_of_programs(subject->registrable)) ||
			 strcmp(checks[i].code, "link.bare-address") == 0)
			cargo->is_risky = TRUE;
	}
}

static void
look_at_link(WdCargo *cargo,
	     const char *link,
	     gboolean has_scheme,
	     const WdEvent *event,
	     const WdPolicy *policy)
{
	WdLinkSubject subject;

	wd_link_subject_init(&subject, link, policy, NULL);
	run_checks(cargo, &subject);
	if (subject.url != NULL && subject.url->host != NULL) {
		gboolean is_first = !cargo->has_link;

		cargo->has_link = TRUE;
		/* Nobody who left "http://" out chose to be without TLS. */
		cargo->is_clear |= has_scheme && g_str_equal(subject.url->scheme, "http");
		cargo->is_made_up |= has_token(subject.url->path) || has_token(subject.url->query);
		cargo->is_luring |= wd_lures_is_in_name(subject.url->host);
		cargo->is_own = (is_first || cargo->is_own) && is_own(subject.registrable, event);
		cargo->is_famous = (is_first || cargo->is_famous) && is_famous(subject.registrable);
	}
	wd_link_subject_clear(&subject);
}

/* Blanks the links of @text. */
static void
look_at_links(WdCargo *cargo, char *text, const WdEvent *event, const WdPolicy *policy)
{
	g_autoptr(GPtrArray) found = wd_finder_find(text);
	g_autoptr(WdMarkup) markup = NULL;

	for (guint i = 0; i < found->len; i++) {
		const WdFound *one = g_ptr_array_index(found, i);

		if (i < MAX_LINKS)
			look_at_link(cargo, one->url, one->has_scheme, event, policy);
		/* What the name of a page says, the person does not. */
		memset(text + one->start, ' ', one->end - one->start);
	}
	if (event->html == NULL)
		return;
	markup = wd_markup_parse(event->html);
	for (guint i = 0; i < MIN(markup->links->len, MAX_LINKS); i++) {
		const WdMarkupLink *link = g_ptr_array_index(markup->links, i);

		look_at_link(cargo, link->href, TRUE, event, policy);
	}
}

/* What its bytes say counts, too, whatever it is called. */
static void
look_inside(WdCargo *cargo, const WdFileFacts *facts)
{
	cargo->is_program |= facts->file_class == WD_FILE_PROGRAM ||
			     facts->file_class == WD_FILE_SCRIPT ||
			     facts->scan.result == WD_SCAN_INFECTED;
	cargo->is_container |=
		facts->file_class == WD_FILE_ARCHIVE || facts->file_class == WD_FILE_DISK;
}

static void
look_at_file(WdCargo *cargo, const WdEvent *event)
{
	g_autoptr(WdFileName) name = wd_file_name_parse(event->file_name);

	cargo->is_program = name->disguises != 0 || wd_extension_is_dangerous(name->extension);
	cargo->is_container = g_strv_contains(containers, name->extension);
	if (event->file_facts != NULL)
		look_inside(cargo, event->file_facts);
}

/**
 * wd_cargo_look:
 * @cargo: (out): filled
 * @event: an event
 * @policy: the settings
 *
 * Costs tens of microseconds: to be asked only where something repeats.
 */
void
wd_cargo_look(WdCargo *cargo, const WdEvent *event, const WdPolicy *policy)
{
	gsize len = strnlen(event->text, MAX_TEXT_BYTES);
	g_autofree char *start = g_strndup(event->text, len);
	g_autofree char *text = g_utf8_make_valid(start, -1);

	*cargo = (WdCargo){0};
	look_at_links(cargo, text, event, policy);
	if (event->kind == WD_EVENT_FILE && event->file_name != NULL)
		look_at_file(cargo, event);
	cargo->is_invitation =
		event->kind == WD_EVENT_CHAT_INVITE || event->kind == WD_EVENT_CONTACT_REQUEST;
	cargo->lures = wd_lures_weigh(
		text, cargo->has_link || cargo->is_invitation || event->kind == WD_EVENT_FILE);
}
