/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the logger does in its own time: lists, notes, locks. */
#include "config.h"

#include <string.h>

#include "log-duty.h"
#include "store/wd-audit-notes.h"
#include "store/wd-log-writer.h"

#define N_UNKNOWN 70 /* more than are read while a viewer waits */

static void
write_unknown(Duty *duty)
{
	const WdLogHome home = {.base = duty->base, .keys = wd_session_get_keys(duty->session)};
	WdLogMeta meta = {.log_class = WD_LOG_IM,
			  .protocol = "prpl-fake",
			  .account = DUTY_ACCOUNT,
			  .peer = DUTY_PEER,
			  .time_ms = G_GINT64_CONSTANT(1795300000123)};

	for (guint i = 0; i < N_UNKNOWN; i++)
		wd_log_writer_close(wd_log_writer_open(&home, &meta, NULL), meta.time_ms, "closed");
}

/* How many logs a viewer sees; @told: what the first one says. */
static guint
count_listed(Duty *duty, char **told)
{
	GList *logs = purple_log_get_logs(PURPLE_LOG_IM, DUTY_PEER, duty->account);
	PurpleLogReadFlags flags;
	guint n = g_list_length(logs);

	*told = purple_log_read(logs->data, &flags);
	g_list_free_full(logs, (GDestroyNotify)purple_log_free);
	return n;
}

/* Without an index a viewer gets what can be read at once, and the rest later: nobody waits. */
static void
test_index_is_missing(void)
{
	Duty duty;
	g_autofree char *at_first = NULL;
	g_autofree char *then = NULL;

	duty_set_person(TRUE, FALSE, FALSE);
	duty_start(&duty);
	write_unknown(&duty);
	duty_attach(&duty);
	g_assert_cmpuint(count_listed(&duty, &at_first), ==, 30 + 1);
	g_assert_nonnull(strstr(at_first, "40 are still to be looked at"));
	wd_null_purple_turn(2500);
	g_assert_cmpuint(count_listed(&duty, &then), ==, N_UNKNOWN);
	g_assert_null(strstr(then, "still to be looked at"));
	duty_stop(&duty);
}

/* `wardenctl` deletes beside a client, which alone writes the trail. */
static void
test_notes_become_lines(void)
{
	const WdAuditNote note = {"log.delete", "retention", "00112233445566778899aabbccddeeff"};
	Duty duty;

	duty_set_person(TRUE, FALSE, FALSE);
	duty_start(&duty);
	g_assert_true(wd_audit_notes_add(duty.base, &note, NULL));
	duty_attach(&duty);
	g_assert_cmpuint(log_session_count_audits("log.delete"), ==, 0);
	wd_null_purple_turn(700);
	g_assert_cmpuint(log_session_count_audits("log.delete"), ==, 1);
	duty_stop(&duty);
}

static void
look_at_switches(PurpleConversation *conversation, gpointer seen)
{
	g_string_append_printf(seen,
			       "%d%d ",
			       purple_prefs_get_bool(DUTY_LOG_IMS),
			       purple_prefs_get_bool(DUTY_LOG_CHATS));
}

/* A plugin that looks whether there is logging hears the truth while a conversation is made, and of
 * that kind only; the switches themselves stay off. */
static void
test_switches_are_lent(void)
{
	g_autoptr(GString) seen = g_string_new(NULL);
	Duty duty;

	duty_set_person(TRUE, FALSE, FALSE);
	duty_start(&duty);
	duty_attach(&duty);
	purple_signal_connect(purple_conversations_get_handle(),
			      "conversation-created",
			      seen,
			      PURPLE_CALLBACK(look_at_switches),
			      seen);
	duty_receive(&duty, "hello", 0);
	look_at_switches(NULL, seen);
	(void)wd_null_purple_join_chat(duty.account, 1, "aviary");
	look_at_switches(NULL, seen);
	g_assert_cmpstr(seen->str, ==, "10 00 00 00 ");
	g_assert_true(purple_prefs_get_bool("/plugins/core/warden/logs/ims"));
	g_assert_false(purple_prefs_get_bool("/plugins/core/warden/logs/chats"));
	purple_signals_disconnect_by_handle(seen);
	duty_stop(&duty);
}

int
main(int argc, char *argv[])
{
	int status;

	g_test_init(&argc, &argv, NULL);
	wd_null_purple_start();
	g_test_add_func("/log-keeping/index-is-missing", test_index_is_missing);
	g_test_add_func("/log-keeping/notes-become-lines", test_notes_become_lines);
	g_test_add_func("/log-keeping/switches-are-lent", test_switches_are_lent);
	status = g_test_run();
	wd_null_purple_stop();
	return status;
}
