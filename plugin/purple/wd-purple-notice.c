/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-notice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "crypto/wd-hash.h"
#include "purple/wd-session-audit.h"
#include "store/wd-file-saver.h"
#include "store/wd-paths.h"

#define STATE        "notice"
#define QUESTION_ID  "notice"
#define SHOWN_DIGITS 16 /* of the digest, in the audit trail */
#define MAX_READ     128

typedef struct {
	WdSession *session;
	WdFileSaver *saver;   /* of what was accepted last */
	char *accepted;       /* "VERSION:DIGEST" */
	char *asked;          /* (nullable) what the open question is about */
	gboolean is_reminded; /* in this run, where declining changes nothing */
} Notice;

static gboolean
has_escrow(const WdPolicy *policy)
{
	return wd_policy_get_list(policy, WD_KEY_LOGS_ESCROW_RECIPIENTS)[0] != NULL &&
	       wd_policy_get_choice(policy, WD_KEY_LOGS_MODE) != WD_LOGS_NEVER;
}

/* Nobody needs to be told of keys that they have put there themselves. */
static gboolean
is_wanted(const WdPolicy *policy)
{
	return *wd_policy_get_string(policy, WD_KEY_NOTICE_TEXT) != '\0' ||
	       (has_escrow(policy) && wd_policy_is_locked(policy, WD_KEY_LOGS_ESCROW_RECIPIENTS));
}

/* What is accepted is this text, with these people as readers. */
static char *
identify(const WdPolicy *policy)
{
	g_autofree char *escrow = wd_policy_format_value(policy, WD_KEY_LOGS_ESCROW_RECIPIENTS);
	g_autofree char *all = g_strconcat(wd_policy_get_string(policy, WD_KEY_NOTICE_TEXT),
					   "\n",
					   has_escrow(policy) ? escrow : "",
					   NULL);
	g_autofree char *digest = wd_hash_sha256_hex(all, strlen(all));

	return g_strdup_printf("%" G_GINT64_FORMAT ":%.*s",
			       wd_policy_get_integer(policy, WD_KEY_NOTICE_VERSION),
			       SHOWN_DIGITS,
			       digest);
}

static char *
compose(const WdPolicy *policy)
{
	const char *text = wd_policy_get_string(policy, WD_KEY_NOTICE_TEXT);

	if (!has_escrow(policy))
		return g_strdup(text);
	return g_strconcat(text,
			   *text != '\0' ? "\n" : "",
			   _("Your conversations are logged on this computer. The logs are "
			     "encrypted; your organisation has a key of its own that opens them."),
			   NULL);
}

static void
audit(const Notice *notice, const char *event, const char *id)
{
	const WdAuditRecord record = {
		.event = event,
		.severity = WD_SEVERITY_NOTICE,
		.is_failure = g_str_equal(event, "ack.declined"),
		.detail_key = "notice",
		.detail = id,
		.time_ms = wd_session_now_ms(notice->session),
	};

	wd_session_write_audit(notice->session, &record);
}

/* Those that wanted to be online, and were told to wait. */
static void
sign_on(void)
{
	g_autoptr(GList) accounts = purple_accounts_get_all_active();

	for (GList *l = accounts; l != NULL; l = l->next) {
		if (purple_account_is_disconnected(l->data))
			purple_account_connect(l->data);
	}
}

static void
answered(const char *choice, const char *text, gpointer data)
{
	Notice *notice = data;
	g_autofree char *id = g_steal_pointer(&notice->asked);
	gboolean is_accepted = g_str_equal(choice, "accept");

	audit(notice, is_accepted ? "ack.accepted" : "ack.declined", id);
	if (!is_accepted)
		return;
	g_free(notice->accepted);
	notice->accepted = g_strdup(id);
	wd_file_saver_save(notice->saver, id);
	sign_on();
}

static void
ask(Notice *notice, const WdPolicy *policy, const char *id)
{
	const char *organisation = wd_policy_get_string(policy, WD_KEY_META_ORGANISATION);
	g_autofree char *text = compose(policy);
	g_autofree char *primary = NULL;
	const WdChoice choices[] = {
		{"accept", _("I _Have Read This")},
		{"later", _("_Not Now")},
	};
	WdQuestion question = {
		.id = QUESTION_ID,
		.kind = WD_EVENT_ACCOUNT,
		.direction = WD_DIRECTION_OUT,
		.action = WD_ACTION_NOTE,
		.title = _("Before You Sign On"),
		.secondary = text,
		.choices = choices,
		.n_choices = G_N_ELEMENTS(choices),
		.safe_choice = 1,
	};

	/* Translators: %s is the name of a company. */
	primary = *organisation == '\0'
			  ? g_strdup(_("Please read this notice of your organisation"))
			  : g_strdup_printf(_("Please read this notice of %s"), organisation);
	question.primary = primary;
	notice->asked = g_strdup(id);
	audit(notice, "ack.shown", id);
	wd_session_ask(notice->session, &question, answered, notice);
}

/**
 * wd_purple_notice_holds_back:
 * @session: the session
 *
 * Asks for the notice to be read if it was not accepted as it is now. One question for all
 * accounts.
 *
 * Returns: whether no account may sign on before it is
 */
gboolean
wd_purple_notice_holds_back(WdSession *session)
{
	Notice *notice = wd_session_get_state(session, STATE);
	const WdPolicy *policy = wd_session_get_policy(session);
	gboolean is_reminder =
		wd_policy_get_choice(policy, WD_KEY_NOTICE_ON_DECLINE) == WD_ON_DECLINE_REMIND;
	g_autofree char *id = NULL;

	if (notice == NULL || !is_wanted(policy))
		return FALSE;
	id = identify(policy);
	if (g_str_equal(id, notice->accepted))
		return FALSE;
	if (notice->asked == NULL && !(is_reminder && notice->is_reminded)) {
		notice->is_reminded = TRUE;
		ask(notice, policy, id);
	}
	/* It may have been accepted within that call. */
	return !is_reminder && !g_str_equal(id, notice->accepted);
}

static void
free_notice(gpointer data)
{
	Notice *notice = data;

	wd_file_saver_free(notice->saver);
	g_free(notice->accepted);
	g_free(notice->asked);
	g_free(notice);
}

static char *
load_accepted(const char *path)
{
	g_autofree char *text = NULL;
	gsize len = 0;

	if (!g_file_get_contents(path, &text, &len, NULL) || len > MAX_READ)
		return g_strdup("");
	return g_strdup(g_strstrip(text));
}

/**
 * wd_purple_notice_attach:
 * @session: the session
 */
void
wd_purple_notice_attach(WdSession *session)
{
	Notice *notice = g_new0(Notice, 1);
	g_autofree char *path = wd_path_get(wd_session_get_base(session), WD_PATH_NOTICE);

	notice->session = session;
	notice->saver = wd_file_saver_new(path);
	notice->accepted = load_accepted(path);
	wd_session_set_state(session, STATE, notice, free_notice);
}

/**
 * wd_purple_notice_detach:
 * @session: the session
 *
 * An open question is taken back and comes again at the next sign-on.
 */
void
wd_purple_notice_detach(WdSession *session)
{
	wd_session_withdraw(session, QUESTION_ID);
	wd_session_set_state(session, STATE, NULL, NULL);
}
