/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-sleep.h"

#include <unistd.h>

#include "purple/wd-session-life.h"
#include "store/wd-sleep-watch.h"

#define STATE "sleep"

typedef struct {
	WdSession *session;
	WdSleepWatch *watch; /* (nullable) while lines are forwarded */
	guint input;
} Sleep;

static void
heard(gpointer data, int fd, PurpleInputCondition condition)
{
	Sleep *sleep = data;
	char word;

	while (read(fd, &word, 1) == 1) {
		if (word == WD_SLEEP_BEGINS)
			wd_session_note_sleep(sleep->session);
		else
			wd_session_beat(sleep->session);
	}
}

static void
stop(Sleep *sleep)
{
	if (sleep->watch == NULL)
		return;
	purple_input_remove(sleep->input);
	g_clear_pointer(&sleep->watch, wd_sleep_watch_free);
}

/* Who does not forward has nobody to tell. */
static void
policy_changed(WdSession *session)
{
	Sleep *sleep = wd_session_get_state(session, STATE);
	const char *const *targets =
		wd_policy_get_list(wd_session_get_policy(session), WD_KEY_AUDIT_TARGET);
	gboolean is_wanted = targets != NULL && targets[0] != NULL;

	if (!is_wanted)
		stop(sleep);
	if (!is_wanted || sleep->watch != NULL)
		return;
	sleep->watch = wd_sleep_watch_new();
	sleep->input = purple_input_add(
		wd_sleep_watch_get_fd(sleep->watch), PURPLE_INPUT_READ, heard, sleep);
}

/**
 * wd_purple_sleep_attach:
 * @session: the session
 */
void
wd_purple_sleep_attach(WdSession *session)
{
	Sleep *sleep = g_new0(Sleep, 1);

	sleep->session = session;
	wd_session_set_state(session, STATE, sleep, g_free);
	wd_session_add_policy_watch(session, policy_changed);
	policy_changed(session);
}

/**
 * wd_purple_sleep_detach:
 * @session: the session
 */
void
wd_purple_sleep_detach(WdSession *session)
{
	Sleep *sleep = wd_session_get_state(session, STATE);

	if (sleep == NULL)
		return;
	wd_session_remove_policy_watch(session, policy_changed);
	stop(sleep);
	wd_session_set_state(session, STATE, NULL, NULL);
}
