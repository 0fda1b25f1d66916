/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ui/wd-fact-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/text/wd-utf8.h"

#define MAX_DETAIL_CHARS 160 /* a path, or a place in a policy with what is wrong there */

typedef struct {
	const char *code;
	const char *sentence;
} Row;

typedef struct {
	const char *code;
	const char *one;
	const char *many;
} CountedRow;

/* Both forms of a sentence with a number in it; po/meson.build tells xgettext. */
#define NP_(one, many) one, many

/* Translators: {detail} is a path, a name or a reason, {count} a number. Keep them as they are. */
static const Row rows[] = {
	{"rules.unmanaged", N_("No organisation manages the settings; they are your own.")},
	{"rules.managed", N_("The settings of your organisation hold. {detail}")},
	{"rules.last-good",
	 N_("The rules of your organisation cannot be read; those before them hold. {detail}")},
	{"rules.floor",
	 N_("The rules of your organisation cannot be read; the strictest settings hold. "
	    "{detail}")},
	{"rules.mistake", N_("Mistake in the rules: {detail}")},
	{"on.spim", N_("Unwanted messages are looked for.")},
	{"off.spim", N_("Unwanted messages are not looked for. {detail}")},
	{"on.worms", N_("Outbreaks of worms are looked for.")},
	{"off.worms", N_("Outbreaks of worms are not looked for. {detail}")},
	{"on.links", N_("Links are looked at.")},
	{"off.links", N_("Links are not looked at. {detail}")},
	{"on.leaks", N_("Secrets are looked for in what is sent.")},
	{"off.leaks", N_("Secrets are not looked for in what is sent. {detail}")},
	{"on.audit", N_("The audit trail is kept.")},
	{"off.audit", N_("No audit trail is kept. {detail}")},
	{"off.logs", N_("No conversations are logged.")},
	{"logs.escrow", N_("Your organisation can read the logs with a key of its own.")},
	{"off.require-tls", N_("Accounts may sign on without encryption.")},
	{"uncovered.dbus",
	 N_("Not covered: programs of yours on the session bus hear of a message before it is "
	    "looked at.")},
	{"uncovered.owner",
	 N_("Not covered: programs that run under your name can read and change what you can.")},
	{"pause.on",
	 N_("Paused until {detail}: unwanted messages and risky links are not held, but arrive "
	    "with a mark. Choose \"Pause for 10 Minutes, or Resume\" once more, or type "
	    "/warden resume, to end it.")},
	{"tls.encrypted", N_("This account's connection is encrypted: {detail}")},
	{"tls.clear",
	 N_("This account's connection is not encrypted; others on the way can read it: {detail}")},
	{"client.no-hole", N_("No hole is known of this client's library, libpurple {detail}.")},
	{"client.hole", N_("This client has a known hole; have it updated. {detail}")},
	{"keys.good", N_("The key for logs and held messages is there: {detail}")},
	{"keys.locked",
	 N_("The key for reading is not here; writing goes on. Public key: {detail}")},
	{"keys.none", N_("There are no keys in {detail} yet; the first start makes them.")},
	{"keys.bad",
	 N_("The keys cannot be used, so nothing can be kept for review and no log is written: "
	    "{detail}")},
	{"keys.escrow-bad", N_("This is no key of your organisation's: {detail}")},
	{"keys.open-folder",
	 N_("Other people on this computer may look into {detail}. Its mode should be 0700.")},
	{"review.newer",
	 N_("A newer version of Purple Warden wrote the review list in {detail}. It was left as it "
	    "is, and nothing can be kept for review. Install the newer version again.")},
	{"trail.none", N_("There is no audit trail in {detail} yet.")},
	{"trail.running", N_("A client keeps the audit trail in {detail} at this moment.")},
	{"trail.idle", N_("No client keeps the audit trail in {detail} at this moment.")},
	{"forward.off", N_("The audit trail is not sent anywhere.")},
	{"forward.all-sent", N_("All audit lines have been sent to {detail}.")},
	{"forward.fails", N_("The audit trail cannot be sent at the moment: {detail}")},
	{"forward.nothing-yet", N_("No audit line has been sent to {detail} yet.")},
	{"profile.none", N_("There is no profile of a client in {detail}.")},
	{"profile.unreadable", N_("The settings of the client in {detail} cannot be read.")},
	{"profile.loads-warden", N_("The client of {detail} loads Purple Warden at its start.")},
	{"profile.without-warden",
	 N_("The client of {detail} does not load Purple Warden at its start. Tick it in Tools > "
	    "Plugins.")},
	{"module.accepts-files",
	 N_("The plugin {detail} accepts files by itself; those that Warden holds stay held.")},
	{"module.runs-programs",
	 N_("The plugin {detail} sends what programs print, without being asked about it.")},
	{"module.is-script",
	 N_("The plugin {detail} is a script, and may read and change every message.")},
	{"module.remote-control",
	 N_("The plugin {detail} lets other programs send and read messages.")},
	{"module.answers", N_("The plugin {detail} answers strangers by itself.")},
	{"module.filters",
	 N_("The plugin {detail} filters messages, too: what it drops Warden does not see.")},
	{"module.encrypts-below",
	 N_("The plugin {detail} encrypts where Warden cannot see it; RequireEndToEnd stops its "
	    "messages.")},
	{"module.copies-contacts", N_("The plugin {detail} copies contacts to another program.")},
	{"module.reads-logs", N_("The plugin {detail} shows plain logs of other programs.")},
	{"module.keeps-messages",
	 N_("The plugin {detail} keeps messages for people who are away in plain text.")},
	{"plain.no-passwords", N_("No password lies readable in accounts.xml.")},
	{"plain.accounts-unreadable", N_("accounts.xml in {detail} cannot be read.")},
	{"plain.no-logs", N_("No conversation lies in plain text in the log folder.")},
	{"plain.logging-on",
	 N_("The client of {detail} writes plain logs itself whenever Warden is not loaded. Untick "
	    "logging in its preferences; Warden logs all the same where Mode says always.")},
	{"plain.status-texts", N_("Texts of your status are kept readable in {detail}.")},
	{"plain.pounces", N_("Buddy pounces, with their messages, are kept readable in {detail}.")},
	{"plain.open-folder",
	 N_("Other people on this computer may look into {detail}. Its mode should be 0700.")},
	{"plain.debug-log",
	 N_("{detail} looks like a saved debug log. Messages are in it; delete it when you do not "
	    "need it.")},
};

/* Translators: {detail} is a path, a name or a reason, {count} a number. Keep them as they are. */
static const CountedRow counted_rows[] = {
	{"forward.works",
	 NP_("{count} audit line of this run has arrived at {detail}.",
	     "{count} audit lines of this run have arrived at {detail}.")},
	{"forward.uncertain",
	 NP_("{count} audit line of this run has left for {detail}, which does not confirm it.",
	     "{count} audit lines of this run have left for {detail}, which does not confirm "
	     "them.")},
	{"forward.waits",
	 NP_("{count} byte of the audit trail waits for {detail}.",
	     "{count} bytes of the audit trail wait for {detail}.")},
	{"forward.missing",
	 NP_("{count} audit line could not be sent to {detail} any more; it was told which.",
	     "{count} audit lines could not be sent to {detail} any more; it was told which.")},
	{"plain.passwords",
	 NP_("{count} password lies readable in accounts.xml of {detail}. Untick \"Remember "
	     "password\", or keep the disk encrypted.",
	     "{count} passwords lie readable in accounts.xml of {detail}. Untick \"Remember "
	     "password\", or keep the disk encrypted.")},
	{"plain.logs",
	 NP_("{count} conversation lies in plain text in {detail}, written before Warden or "
	     "without it.",
	     "{count} conversations lie in plain text in {detail}, written before Warden or "
	     "without it.")},
};

static const Row *
find_row(const char *code)
{
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		if (g_str_equal(rows[i].code, code))
			return &rows[i];
	}
	return NULL;
}

static const CountedRow *
find_counted_row(const char *code)
{
	for (gsize i = 0; i < G_N_ELEMENTS(counted_rows); i++) {
		if (g_str_equal(counted_rows[i].code, code))
			return &counted_rows[i];
	}
	return NULL;
}

static const char *
get_sentence(const WdFact *fact)
{
	const Row *row = find_row(fact->code);
	const CountedRow *counted = find_counted_row(fact->code);

	if (counted != NULL)
		return g_dngettext(
			GETTEXT_PACKAGE, counted->one, counted->many, (gulong)fact->count);
	return row != NULL ? _(row->sentence) : fact->code;
}

/**
 * wd_fact_text_has:
 * @code: a fact's code
 *
 * Returns: whether there is a sentence for it
 */
gboolean
wd_fact_text_has(const char *code)
{
	return find_row(code) != NULL || find_counted_row(code) != NULL;
}

/**
 * wd_fact_text:
 * @fact: a fact
 *
 * Returns: (transfer full): the sentence for it; the code itself when there is none
 */
char *
wd_fact_text(const WdFact *fact)
{
	g_autofree char *valid =
		g_utf8_make_valid(fact->detail != NULL ? fact->detail : "", -1); /* paths */
	g_autofree char *visible = wd_utf8_show(valid, MAX_DETAIL_CHARS);
	g_autofree char *detail = wd_utf8_isolate_in(visible, get_sentence(fact));
	g_autofree char *count = g_strdup_printf("%" G_GUINT64_FORMAT, fact->count);
	GString *text = g_string_new(get_sentence(fact));

	/* The number first: a detail may contain anything. */
	(void)g_string_replace(text, "{count}", count, 0);
	(void)g_string_replace(text, "{detail}", detail, 1);
	return g_strchomp(g_string_free(text, FALSE));
}

/**
 * wd_fact_text_for_level:
 * @level: a level
 *
 * Returns: (transfer none): its word, translated
 */
const char *
wd_fact_text_for_level(WdFactLevel level)
{
	static const char *const words[] = {
		[WD_FACT_GOOD] = N_("good"),
		[WD_FACT_NOTE] = N_("note"),
		[WD_FACT_WARNING] = N_("look at this"),
		[WD_FACT_BAD] = N_("not protected"),
	};

	g_return_val_if_fail((guint)level < G_N_ELEMENTS(words), NULL);
	return _(words[level]);
}
