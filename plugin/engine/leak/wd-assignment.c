/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/leak/wd-assignment.h"

#include <math.h>
#include <string.h>

#define MAX_NAME_REST  24 /* "_API_ACCESS_TOKEN" behind the name of a service */
#define MAX_SIGN       3  /* "::=", "=>" */
#define MAX_BETWEEN    6  /* quotes and gaps around the sign */
#define MIN_VENDOR     14 /* bytes of the shortest key that a service gives out */
#define MIN_SECRET     16
#define MAX_VALUE      512
#define MIN_ENTROPY    3.0 /* bits a character, for a value with a service's name */
#define SECRET_ENTROPY 3.5
#define UUID_BYTES     36
#define MIN_ALL_DIGITS 15
#define BYTES_A_TURN   6 /* at most; chance makes it two or three */
#define LAX_TURN       8 /* where the letters are no words' either */
#define MIN_CONSONANTS 4 /* in a row: rare in words, sure in a key of fourteen letters */
#define NAME_SIGNS     "_-. \t"
#define QUOTES         "\"'` \t"

/* Services whose keys have no mark of their own. */
const char wd_assignment_vendors[] =
	"adafruit|adobe|airtable|algolia|alibaba|amplitude|asana|atlassian|confluence|jira|auth0|"
	"beamer|bitbucket|bittrex|binance|braintree|meraki|cloudflare|codecov|cohere|co_api_key|"
	"coinbase|confluent|contentful|datadog|discord|droneci|dropbox|etsy|facebook|fastly|"
	"finicity|finnhub|flickr|freshbooks|gitter|gocardless|heroku|hubspot|intercom|jfrog|"
	"artifactory|bintray|xray|kraken|kucoin|launchdarkly|linear|linkedin|linked_in|linked-in|"
	"looker|sourcegraph|mailchimp|mailgun|mapbox|mattermost|messagebird|message-bird|message_"
	"bird|mixpanel|"
	"netlify|new-relic|newrelic|new_relic|nytimes|newyorktimes|okta|pagerduty|plaid|privateai|"
	"private_ai|private-ai|rapidapi|segment|sendbird|sentry|snyk|sonar|spotify|squarespace|"
	"sumo|sumologic|telegr|telegram|travis|trello|twitch|twitter|typeform|yandex|zendesk|zoom|"
	"bundle_enterprise__contribsys__com|bundle_gems__contribsys__com|lob|openweather|"
	"cloudinary|"
	"firebase|supabase|vercel|circleci|buildkite|rollbar|bugsnag|opsgenie|honeycomb|scaleway|"
	"linode|vultr|hetzner|ovh|backblaze|wasabi|minio|rabbitmq|elastic|grafana|splunk|"
	"papertrail";

const char wd_assignment_secrets[] =
	"secret|token|api_key|api-key|apikey|api key|access_key|access-key|accesskey|access key|"
	"auth_key|authkey|private_key|privatekey|credential|credentials|creds|client_secret|"
	"authorization|bearer|license_key|encryption_key|signing_key|webhook_secret|session_key|"
	"account_key|accountkey|sharedaccesskey|storage_key|_key|pass_key|master_key|key";

/* What a name with a secret's word in it is, when one of these is its end: not a secret. */
static const char *const harmless[] = {"id",
				       "ids",
				       "name",
				       "url",
				       "uri",
				       "file",
				       "path",
				       "size",
				       "type",
				       "store",
				       "version",
				       "public",
				       "csrf",
				       "field",
				       "length",
				       "count",
				       "expires",
				       "expiry",
				       "hash"};

/**
 * wd_assignment_entropy:
 * @bytes: (array length=len): a value
 * @len: its length in bytes
 *
 * Shannon's entropy of its bytes.
 *
 * Returns: bits a byte, 0 for nothing
 */
double
wd_assignment_entropy(const char *bytes, gsize len)
{
	guint counts[256] = {0};
	double entropy = 0;

	for (gsize i = 0; i < len; i++)
		counts[(guchar)bytes[i]]++;
	for (guint i = 0; i < G_N_ELEMENTS(counts); i++) {
		double share = len > 0 ? (double)counts[i] / (double)len : 0;

		if (counts[i] > 0)
			entropy -= share * log2(share);
	}
	return entropy;
}

static gboolean
is_value_char(char c)
{
	return g_ascii_isalnum(c) || (c != '\0' && strchr("_-=+/.~:%@", c) != NULL);
}

static gsize
measure_value(const char *at)
{
	gsize len = 0;

	while (len <= MAX_VALUE && is_value_char(at[len]))
		len++;
	while (len > 0 && strchr(".:", at[len - 1]) != NULL)
		len--;
	return len;
}

static gboolean
is_uuid(const char *at, gsize len)
{
	if (len != UUID_BYTES)
		return FALSE;
	for (gsize i = 0; i < len; i++) {
		gboolean is_dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (is_dash ? at[i] != '-' : !g_ascii_isxdigit(at[i]))
			return FALSE;
	}
	return TRUE;
}

/* How often letters and digits, or small letters and capitals, take turns: all the time where
 * chance chose them, rarely in words, names, alphabets and versions. A capital that begins a word
 * is no turn. */
static guint
count_turns(const char *at, gsize len)
{
	guint n = 0;

	for (gsize i = 1; i < len; i++) {
		char before = at[i - 1];

		n += (g_ascii_isdigit(before) && g_ascii_isalpha(at[i])) ||
		     (g_ascii_isalpha(before) && g_ascii_isdigit(at[i])) ||
		     (g_ascii_islower(before) && g_ascii_isupper(at[i]));
	}
	return n;
}

static gboolean
has_consonants(const char *at, gsize len)
{
	guint n = 0;

	for (gsize i = 0; i < len && n < MIN_CONSONANTS; i++)
		n = g_ascii_isalpha(at[i]) && strchr("aeiouAEIOU", at[i]) == NULL ? n + 1 : 0;
	return n >= MIN_CONSONANTS;
}

/* The keys of some services are of small letters with a digit or two among them. */
static gboolean
takes_turns(const char *at, gsize len, gboolean is_vendor)
{
	guint n = count_turns(at, len);

	return n * BYTES_A_TURN >= len ||
	       (is_vendor && n * LAX_TURN >= len && has_consonants(at, len));
}

static gboolean
looks_random(const char *at, gsize len, double min_entropy, gboolean is_vendor)
{
	guint n_digits = 0;
	guint n_letters = 0;

	for (gsize i = 0; i < len; i++) {
		n_digits += g_ascii_isdigit(at[i]);
		n_letters += g_ascii_isalpha(at[i]);
	}
	if (g_strstr_len(at, (gssize)len, "//") != NULL || at[0] == '/' || at[0] == '.')
		return FALSE;
	if (n_letters == 0)
		return n_digits >= MIN_ALL_DIGITS && n_digits == len;
	return n_digits >= 1 && n_letters >= 2 && takes_turns(at, len, is_vendor) &&
	       wd_assignment_entropy(at, len) >= min_entropy;
}

/* The rest of the name, then a sign; returns where the value begins, 0 for no assignment. */
static gsize
skip_to_value(const char *text, gsize at)
{
	gsize n_name = 0;
	gsize n_sign;

	while (n_name < MAX_NAME_REST &&
	       (g_ascii_isalnum(text[at + n_name]) ||
		(text[at + n_name] != '\0' && strchr(NAME_SIGNS, text[at + n_name]) != NULL)))
		n_name++;
	at += n_name;
	at += MIN(strspn(text + at, QUOTES ")]"), MAX_BETWEEN);
	n_sign = strspn(text + at, "=:>,|?");
	if (n_sign == 0 || n_sign > MAX_SIGN)
		return 0;
	at += n_sign;
	return at + MIN(strspn(text + at, QUOTES "=(["), MAX_BETWEEN);
}

static gboolean
ends_with_harmless(const char *text, gsize start, gsize value)
{
	g_autofree char *name = g_ascii_strdown(text + start, (gssize)(value - start));
	gsize len = strcspn(name, "=:>,|?\"'` \t");

	for (guint i = 0; i < G_N_ELEMENTS(harmless); i++) {
		gsize n = strlen(harmless[i]);

		if (len >= n && memcmp(name + len - n, harmless[i], n) == 0)
			return TRUE;
	}
	return FALSE;
}

/* "key" in "monkey" or "keyboard" is none; in "apiKey" and "KEY_FILE" it is a part of a name. */
static gboolean
is_part_of_name(const char *text, gsize start, gsize end)
{
	char before = start > 0 ? text[start - 1] : ' ';
	gboolean is_camel = g_ascii_isupper(text[start]) && g_ascii_islower(before);

	if (g_ascii_isalpha(before) && !is_camel && g_ascii_isalpha(text[start]))
		return FALSE;
	return !g_ascii_islower(text[end]) || g_ascii_isupper(text[end - 1]) || text[end] == 's';
}

/* "public_key", "csrf-token": what stands in front tells, too. */
static gboolean
is_public(const char *text, gsize start)
{
	gsize from = start > 8 ? start - 8 : 0;
	g_autofree char *before = g_ascii_strdown(text + from, (gssize)(start - from));

	return strstr(before, "publ") != NULL || strstr(before, "csrf") != NULL ||
	       strstr(before, "xsrf") != NULL || strstr(before, "ssh-") != NULL;
}

/**
 * wd_assignment_read:
 * @text: nul-terminated text
 * @name: what kind of name stands there
 * @name_start: where it begins
 * @name_end: byte behind it
 * @start: (out): first byte of the value
 * @end: (out): byte behind it
 *
 * Takes constant time: names, signs and values are bounded.
 *
 * Returns: whether a key is assigned to the name; the out parameters are set only then
 */
gboolean
wd_assignment_read(const char *text,
		   WdAssignmentName name,
		   gsize name_start,
		   gsize name_end,
		   gsize *start,
		   gsize *end)
{
	gboolean is_vendor = name == WD_ASSIGNMENT_VENDOR;
	gsize at = skip_to_value(text, name_end);
	gsize len = at > 0 ? measure_value(text + at) : 0;

	if (len < (is_vendor ? MIN_VENDOR : MIN_SECRET) || len > MAX_VALUE)
		return FALSE;
	if (!is_part_of_name(text, name_start, name_end))
		return FALSE;
	if (!is_vendor && (ends_with_harmless(text, name_start, at) || is_public(text, name_start)))
		return FALSE;
	if (!(is_vendor && is_uuid(text + at, len)) &&
	    !looks_random(text + at, len, is_vendor ? MIN_ENTROPY : SECRET_ENTROPY, is_vendor))
		return FALSE;
	*start = at;
	*end = at + len;
	return TRUE;
}
