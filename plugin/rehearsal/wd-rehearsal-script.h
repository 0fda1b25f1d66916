/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * A rehearsal as a file: contacts, and scenes with what must become of each. Read by the protocol,
 * which plays it, and by the headless host, which compares. Plain values, no libpurple, so that
 * both and the fuzz target can have it. The outcomes are words for what a bystander sees; a script
 * never says which detector is to speak.
 */

#define WD_REHEARSAL_SCRIPT_BYTES (1024 * 1024) /* a script is written by hand */
#define WD_REHEARSAL_SCENES       1000          /* scenes or contacts in one script */
#define WD_REHEARSAL_ME           "me"          /* the actor that is the person */

/* What an actor does. From WD_REHEARSAL_SAY on it is the person's part, not the script's. */
typedef enum {
	WD_REHEARSAL_MESSAGE,
	WD_REHEARSAL_JOIN,
	WD_REHEARSAL_ROOM_MESSAGE,
	WD_REHEARSAL_REQUEST,
	WD_REHEARSAL_INVITE,
	WD_REHEARSAL_FILE,
	WD_REHEARSAL_ATTENTION,
	WD_REHEARSAL_SAY,
	WD_REHEARSAL_RELEASE,
	WD_REHEARSAL_DELETE,
	WD_REHEARSAL_N_ACTIONS,
} WdRehearsalAction;

/* What must have become of it, seen from outside. */
typedef enum {
	WD_OUTCOME_SHOWN,     /* stands in a conversation as it was sent */
	WD_OUTCOME_MARKED,    /* stands there, with a remark of Warden's */
	WD_OUTCOME_ASKED,     /* a question is open */
	WD_OUTCOME_HELD,      /* nothing shown, waits in the review queue */
	WD_OUTCOME_SENT,      /* went out as it was written */
	WD_OUTCOME_STOPPED,   /* did not go out, and is not lost */
	WD_OUTCOME_DELIVERED, /* released: shown once, with its own time */
	WD_OUTCOME_REFUSED,   /* deleted: the sender was told no */
	WD_OUTCOME_NOTHING,   /* no trace at all: never what a script wants */
	WD_OUTCOME_N,
} WdOutcome;

/* Somebody on the roster. Whoever acts and is not listed is a stranger. */
typedef struct {
	char *name;
	char *alias; /* (nullable) */
	gboolean is_online;
} WdRehearsalContact;

/* One thing that happens. Which members are there depends on the action. */
typedef struct {
	char *id;
	guint delay_ms; /* after the scene before, at the usual pace */
	char *actor;    /* a name, or WD_REHEARSAL_ME */
	WdRehearsalAction action;
	char *text;  /* (nullable) HTML as a protocol delivers it */
	char *room;  /* (nullable) join, room-message, invite */
	char *file;  /* (nullable) file: its name; its bytes are the text, or */
	char *bytes; /* (nullable) file: its bytes in Base64 */
	char *to;    /* (nullable) say: whom */
	char *of;    /* (nullable) release, delete: which scene's */
	char *title; /* one line for the table: what happens */
	WdOutcome expected;
} WdRehearsalScene;

/* A play: who is on the roster, and what the actors do. */
typedef struct {
	GPtrArray *contacts; /* of WdRehearsalContact * */
	GPtrArray *scenes;   /* of WdRehearsalScene * */
} WdRehearsalScript;

/* Trust changes in parse: a script may be anybody's file, and is bounded and whole afterwards. */
WdRehearsalScript *wd_rehearsal_script_parse(const char *raw, gssize len, GError **error);
WdRehearsalScript *wd_rehearsal_script_new_built_in(void);
void wd_rehearsal_script_free(WdRehearsalScript *script);
const WdRehearsalScene *wd_rehearsal_script_find(const WdRehearsalScript *script, const char *id);
const char *wd_rehearsal_action_to_string(WdRehearsalAction action);
const char *wd_outcome_to_string(WdOutcome outcome);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdRehearsalScript, wd_rehearsal_script_free)
