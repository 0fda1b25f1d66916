/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-policy-item.h"

#include <string.h>

#include "engine/wd-audit-target.h"
#include "engine/wd-certificate-pin.h"
#include "engine/wd-error.h"
#include "engine/wd-leak-exception.h"
#include "engine/wd-marked.h"
#include "engine/wd-pattern.h"
#include "engine/wd-report-target.h"
#include "engine/wd-stranger-exception.h"

#define SHOWN_CHARS     40  /* of a wrong value in a message */
#define RECIPIENT_CHARS 62  /* "age1" and 58 characters: bech32 of 32 bytes */
#define PEER_CHARS      256 /* of one pattern */
#define DOMAIN_CHARS    255 /* "*." and a host name */
#define EXTENSION_CHARS 16
#define QUESTION_CHARS  400 /* with its answers: one message on any protocol */
#define PATH_CHARS      1024
#define GROUP_CHARS     4096 /* a department; a company belongs into a pattern */
#define NOTICE_CHARS    4000 /* a page that can be read */
#define LINE_CHARS      400
#define PIN_CHARS       320 /* a host name and 51 characters */

/* A class of characters, and how long an item of them may be. */
static const struct {
	const char *expected;
	const char *characters; /* NULL: anything printable */
	gsize min_chars;
	gsize max_chars;
} shapes[] = {
	[WD_ITEM_TEXT] = {N_("text without control characters"), NULL, 1, PEER_CHARS},
	[WD_ITEM_PEER] = {N_("a name, perhaps with * and ?"), NULL, 1, PEER_CHARS},
	[WD_ITEM_DOMAIN] = {N_("a host name such as bank.example or *.bank.example"),
			    NULL,
			    1,
			    DOMAIN_CHARS},
	[WD_ITEM_EXTENSION] = {N_("a file name extension without the dot, such as exe"),
			       "abcdefghijklmnopqrstuvwxyz0123456789-_",
			       1,
			       EXTENSION_CHARS},
	[WD_ITEM_PROTOCOL] = {N_("a protocol such as prpl-jabber"),
			      "abcdefghijklmnopqrstuvwxyz0123456789-_.",
			      1,
			      PEER_CHARS},
	[WD_ITEM_DATE] = {N_("a date such as 2027-01-31"), "0123456789-", 10, 10},
	[WD_ITEM_VERSION] = {N_("a version such as 0.1.0"), "0123456789.", 1, 16},
	[WD_ITEM_URL] = {N_("an address that starts with https://"), NULL, 9, PEER_CHARS},
	[WD_ITEM_REPORT_TO] = {N_("an address such as mailto:abuse@corp.example or "
				  "xmpp:abuse@corp.example"),
			       NULL,
			       1,
			       PEER_CHARS},
	[WD_ITEM_RECIPIENT] = {N_("an age recipient of 62 characters, age1…"),
			       "023456789acdefghjklmnpqrstuvwxyz1",
			       RECIPIENT_CHARS,
			       RECIPIENT_CHARS},
	[WD_ITEM_PATH] = {N_("a file or folder such as /etc/warden/lists/spam.txt or spam.txt"),
			  NULL,
			  1,
			  PATH_CHARS},
	[WD_ITEM_STRANGERS] =
		{N_("a name and one of allow, screen, challenge, hold, block, such as "
		    "*@partner.example=screen"),
		 NULL,
		 1,
		 PEER_CHARS},
	[WD_ITEM_QUESTION] = {N_("a question with its answers, such as How many legs has a "
				 "horse?=4|four"),
			      NULL,
			      3,
			      QUESTION_CHARS},
	[WD_ITEM_PATTERN] = {N_("a regular expression in Perl's syntax"),
			     NULL,
			     1,
			     WD_PATTERN_MAX_BYTES},
	[WD_ITEM_LEAK_ACTION] = {N_("a kind, a name and an action, such as "
				    "card:*@partner.example=redact"),
				 NULL,
				 1,
				 PEER_CHARS},
	[WD_ITEM_GROUP] = {N_("a name and people, such as sales=*@sales.example|ann@corp.example"),
			   NULL,
			   3,
			   GROUP_CHARS},
	[WD_ITEM_NOTICE] = {N_("a text of at most 4000 characters, \\n for a new line"),
			    NULL,
			    1,
			    NOTICE_CHARS},
	[WD_ITEM_LINE] = {N_("one line of at most 400 characters"), NULL, 1, LINE_CHARS},
	[WD_ITEM_PIN] = {N_("a server and the SHA-256 of its public key, such as im.corp.example "
			    "sha256/ and 44 characters"),
			 NULL,
			 1,
			 PIN_CHARS},
	[WD_ITEM_TARGET] = {N_("journald, syslog, rfc5424+tcp://HOST:PORT, rfc5424+udp://HOST:PORT "
			       "or rfc5424+unix:/SOCKET (never /dev/log)"),
			    NULL,
			    1,
			    PEER_CHARS},
};

static gboolean
is_printable(const char *item)
{
	for (const char *p = item; *p != '\0'; p = g_utf8_next_char(p)) {
		if (g_unichar_iscntrl(g_utf8_get_char(p)))
			return FALSE;
	}
	return TRUE;
}

/* A text that is shown may have lines, and nothing else that a terminal would obey. */
static gboolean
is_text(const char *item)
{
	g_auto(GStrv) lines = g_strsplit(item, "\n", -1);

	for (guint i = 0; lines[i] != NULL; i++) {
		if (!is_printable(lines[i]))
			return FALSE;
	}
	return TRUE;
}

/* The star stands for whole labels in front, never for a part of one or for the end. */
static gboolean
is_domain(const char *item)
{
	const char *host = g_str_has_prefix(item, "*.") ? item + 2 : item;

	return *host != '\0' && *host != '.' && strpbrk(host, " /:@*?#") == NULL &&
	       strstr(host, "..") == NULL;
}

static gboolean
is_date(const char *item)
{
	guint64 year = g_ascii_strtoull(item, NULL, 10);
	guint64 month = g_ascii_strtoull(item + 5, NULL, 10);
	guint64 day = g_ascii_strtoull(item + 8, NULL, 10);

	return item[4] == '-' && item[7] == '-' && month <= 12 && day <= 31 &&
	       g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

static gboolean
is_version(const char *item)
{
	return g_ascii_isdigit(item[0]) && strstr(item, "..") == NULL &&
	       !g_str_has_suffix(item, ".");
}

static gboolean
is_url(const char *item)
{
	return (g_str_has_prefix(item, "https://") || g_str_has_prefix(item, "http://")) &&
	       strchr(item, ' ') == NULL;
}

static gboolean
is_recipient(const char *item)
{
	return g_str_has_prefix(item, "age1");
}

/* Nothing that leads out of the folder for lists again, and no shell is there to know a "~". */
static gboolean
is_path(const char *item)
{
	return item[0] != '~' && !g_str_equal(item, "..") && strstr(item, "../") == NULL &&
	       !g_str_has_suffix(item, "/..");
}

static gboolean
is_exception(const char *item)
{
	WdStrangerException exception;

	return wd_stranger_exception_parse(item, &exception);
}

static gboolean
is_report_to(const char *item)
{
	g_autoptr(WdReportTarget) target = wd_report_target_parse(item);

	return target != NULL;
}

static gboolean
is_group(const char *item)
{
	const char *equals = strchr(item, '=');
	gsize name_len = equals == NULL ? 0 : (gsize)(equals - item);
	g_auto(GStrv) people = g_strsplit(equals == NULL ? "" : equals + 1, "|", -1);

	for (gsize i = 0; i < name_len; i++) {
		if (!g_ascii_isalnum(item[i]) && item[i] != '-' && item[i] != '_')
			return FALSE;
	}
	for (guint i = 0; people[i] != NULL; i++) {
		if (*g_strstrip(people[i]) == '\0')
			return FALSE;
	}
	return name_len > 0 && people[0] != NULL;
}

static gboolean
is_target(const char *item)
{
	g_autoptr(WdAuditTarget) target = wd_audit_target_parse(item);

	return target != NULL;
}

static gboolean
is_pin(const char *item)
{
	WdCertificatePin pin;

	return wd_certificate_pin_parse(item, &pin);
}

static gboolean
has_letter(const char *text)
{
	for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
		if (g_unichar_isalnum(g_utf8_get_char(p)))
			return TRUE;
	}
	return FALSE;
}

/* An answer without a letter or figure would be found in whatever anybody writes. */
static gboolean
is_question(const char *item)
{
	const char *equals = strrchr(item, '=');
	g_autofree char *question = g_strndup(item, equals != NULL ? (gsize)(equals - item) : 0);
	g_auto(GStrv) answers = g_strsplit(equals != NULL ? equals + 1 : "", "|", -1);

	for (guint i = 0; answers[i] != NULL; i++) {
		if (!has_letter(answers[i]))
			return FALSE;
	}
	return answers[0] != NULL && has_letter(question);
}

static gboolean
is_leak_action(const char *item)
{
	WdLeakException exception;

	return wd_leak_exception_parse(item, &exception);
}

/* What the characters alone do not say; NULL: nothing more. */
static gboolean (*const finer[])(const char *item) = {
	[WD_ITEM_DOMAIN] = is_domain,
	[WD_ITEM_DATE] = is_date,
	[WD_ITEM_VERSION] = is_version,
	[WD_ITEM_URL] = is_url,
	[WD_ITEM_REPORT_TO] = is_report_to,
	[WD_ITEM_RECIPIENT] = is_recipient,
	[WD_ITEM_PATH] = is_path,
	[WD_ITEM_STRANGERS] = is_exception,
	[WD_ITEM_QUESTION] = is_question,
	[WD_ITEM_LEAK_ACTION] = is_leak_action,
	[WD_ITEM_GROUP] = is_group,
	[WD_ITEM_NOTICE] = NULL,
	[WD_ITEM_LINE] = NULL,
	[WD_ITEM_PIN] = is_pin,
	[WD_ITEM_TARGET] = is_target,
};

static gboolean
fits_shape(WdItemShape shape, const char *item)
{
	gsize n_chars = (gsize)g_utf8_strlen(item, -1);
	const char *characters = shapes[shape].characters;

	if (n_chars < shapes[shape].min_chars || n_chars > shapes[shape].max_chars)
		return FALSE;
	if (shape == WD_ITEM_NOTICE)
		return is_text(item);
	if (characters == NULL ? !is_printable(item) : item[strspn(item, characters)] != '\0')
		return FALSE;
	return finer[shape] == NULL || finer[shape](item);
}

/**
 * wd_policy_reject:
 * @error: return location for a #WD_ERROR
 * @expected: what should stand there
 * @found: what stands there; shortened
 * @hint: how to mend it, or ""
 *
 * Sets @error in the one form in which every wrong value is told.
 *
 * Returns: %FALSE, so that a parser can return it
 */
gboolean
wd_policy_reject(GError **error, const char *expected, const char *found, const char *hint)
{
	g_autofree char *valid = g_utf8_make_valid(found, -1);
	g_autofree char *shown = g_utf8_strlen(valid, -1) > SHOWN_CHARS
					 ? g_utf8_substring(valid, 0, SHOWN_CHARS)
					 : g_strdup(valid);

	g_set_error(error,
		    WD_ERROR,
		    WD_ERROR_MALFORMED,
		    "expected %s, found “%s”%s",
		    expected,
		    shown,
		    hint);
	return FALSE;
}

/**
 * wd_policy_hint_remark:
 * @text: a wrong value
 *
 * People add a remark behind a value; key files have none there, so it becomes part of the value.
 *
 * Returns: (transfer none): the end of a message that says so, or ""
 */
const char *
wd_policy_hint_remark(const char *text)
{
	if (strstr(text, " #") != NULL || strstr(text, " ;") != NULL)
		return "; a comment needs a line of its own, starting with #";
	return "";
}

/* What is wrong with a pattern its compiler knows best, and where. */
static gboolean
compiles(const char *item, GError **error)
{
	g_autoptr(GError) reason = NULL;
	guint column = 0;
	g_autoptr(WdPattern) pattern = wd_pattern_new(item, &column, &reason);

	if (pattern != NULL)
		return TRUE;
	g_set_error(error,
		    WD_ERROR,
		    WD_ERROR_MALFORMED,
		    "this is no regular expression: %s, at its character %u",
		    reason->message,
		    column);
	return FALSE;
}

/**
 * wd_policy_item_check:
 * @shape: what an item must look like
 * @item: one item of a list, valid UTF-8, escapes resolved
 * @error: return location for a #WD_ERROR
 *
 * Returns: whether @item can be meant; the checksum of a recipient is not looked at here
 */
gboolean
wd_policy_item_check(WdItemShape shape, const char *item, GError **error)
{
	if (fits_shape(shape, item))
		return shape != WD_ITEM_PATTERN || compiles(item, error);
	return wd_policy_reject(error, shapes[shape].expected, item, wd_policy_hint_remark(item));
}

/**
 * wd_policy_item_describe:
 * @shape: what an item must look like
 *
 * Returns: (transfer none): the same in words: "a date such as 2027-01-31"
 */
const char *
wd_policy_item_describe(WdItemShape shape)
{
	g_return_val_if_fail((guint)shape < G_N_ELEMENTS(shapes), NULL);
	return shapes[shape].expected;
}
