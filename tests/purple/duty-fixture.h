/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "fakes/wd-null-purple.h"
#include "purple/wd-session.h"

/* A real session with all its parts on the real core, and a UI that records and answers. */

typedef struct {
	WdPolicyKey key;
	const char *value;
} DutySetting;

typedef struct {
	char *id;
	WdAction action;
	char *primary;
	char *secondary;
	char *text;
	GPtrArray *choices; /* of char *: their ids */
	char *safe;
	gboolean is_open;
} DutyQuestion;

typedef struct {
	WdSession *session;
	PurpleAccount *account;
	GPtrArray *questions; /* of DutyQuestion *, in order */
	GPtrArray *drafts;    /* of char *: "PEER|HTML" given back */
	char *passage;        /* (nullable) in the last of them: what stopped it */
	GPtrArray *banners;   /* of char *: "ID|TEXT" */
	guint n_waiting;
	gboolean has_entry_box; /* what return_draft answers */
	WdTyped typed;          /* what look_typed answers */
} Duty;

Duty *duty_begin(const DutySetting *settings, gsize n_settings);
void duty_end(Duty *duty);
void duty_start(Duty *duty);
void duty_stop(Duty *duty);
void duty_restart(Duty *duty);
void duty_break_queue(void); /* before duty_begin(): the database cannot be opened */
PurpleConnection *duty_connection(const Duty *duty);
GPtrArray *duty_rows(const Duty *duty);
WdHeldState duty_row_state(const Duty *duty, const char *id);
void duty_answer(Duty *duty, const char *choice, const char *text);
int duty_run(int *argc, char ***argv, void (*add_tests)(void));
