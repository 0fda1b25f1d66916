/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "ui/wd-ui.h"

/*
 * What a window about the encrypted logs asks of the session; hangs off WdHost. One search or
 * import at a time, in pieces short enough for the main loop. Strings are borrowed for the length
 * of a call; text of peers is shortened and plain.
 */

typedef struct {
	gboolean has_key;          /* the private key is on this computer at all */
	gboolean is_locked;        /* nothing can be read at the moment */
	gboolean wants_passphrase; /* to unlock; else the keyring does it */
	gboolean can_lock;         /* it is open, and can be put away */
	gboolean is_refused;       /* policy wants something that is missing: nothing is written */
	gboolean had_ims;          /* the person had libpurple log these, before or since */
	gboolean had_chats;
	gboolean had_system;
} WdLogsState;

/* One message that was found. */
typedef struct {
	WdPlace place;
	gint64 time_ms;
	const char *sender; /* (nullable) */
	const char *text;   /* around the words */
} WdLogsHit;

/* Whom to tell; all on the main loop, nothing after cancel. */
typedef struct {
	void (*hit)(const WdLogsHit *hit, gpointer data); /* (nullable): an import finds nothing */
	/* (nullable) 0 to 1; translated */
	void (*progress)(double part, const char *words, gpointer data);
	void (*done)(const char *words, gpointer data); /* once, unless cancelled; translated */
	gpointer data;
} WdLogsWatch;

typedef struct {
	void (*get_state)(gpointer session, WdLogsState *state);
	/* @problem: NULL when they are open; translated. */
	void (*unlock)(gpointer session,
		       const char *passphrase,
		       void (*done)(const char *problem, gpointer data),
		       gpointer data);
	void (*forget_unlock)(gpointer session); /* the window has gone: done is not called */
	void (*lock)(gpointer session);
	/* FALSE: something is under way, or the logs are locked. */
	gboolean (*search)(gpointer session, const char *words, const WdLogsWatch *watch);
	gboolean (*import)(gpointer session, const WdLogsWatch *watch);
	void (*cancel)(gpointer session);
} WdLogsPort;
