/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * A session whose verdicts the test decides, so that the hooks are tested and not the detectors.
 * Linked in front of the real one. Rows live in memory, time stands still.
 */
typedef struct {
	char *id;
	char *title;
	char *primary;
	char *secondary;
	char *host;
	WdAction action;
	GPtrArray *choices; /* of char *: their ids */
	GPtrArray *labels;  /* of char *, in the same order */
	gsize safe_choice;
	WdAnswer answer;
	gpointer data;
	gboolean is_open;
} FakeQuestion;

void fake_session_start(PurplePlugin *plugin);
void fake_session_stop(void);
void fake_session_set_verdict(WdAction action, guint treatment);
void fake_session_set_policy(WdPolicyKey key, const char *value, WdPolicyLevel level);
void fake_session_demand(const char *word); /* judged so only where @word is in the text */
void fake_session_break_queue(gboolean is_broken);
void fake_session_advance(gint64 ms);

const WdEvent *fake_session_last_event(void);
guint fake_session_count_judged(void);
guint fake_session_count_audits(const char *name);
GPtrArray *fake_session_banners(void); /* of char *: "ID|TEXT" */
GPtrArray *fake_session_rows(void);    /* of WdHeld * */
WdHeld *fake_session_last_row(void);
void fake_session_decide(WdDecision decision); /* about the last row */

FakeQuestion *fake_session_find_question(void); /* the newest open one, or NULL */
guint fake_session_count_questions(void);
void fake_session_answer(const char *choice); /* the newest open question */
