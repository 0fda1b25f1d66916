/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Callers act on the code and show the message; so two faults that call for the same action share a
 * code, however different they are inside.
 */

/* The one error domain. Codes say what the caller can do; messages say what happened. */
#define WD_ERROR (wd_error_quark())

typedef enum {
	WD_ERROR_MALFORMED,   /* the bytes do not parse: ask their author */
	WD_ERROR_TOO_LONG,    /* over a bound of wd-limits.h */
	WD_ERROR_UNTRUSTED,   /* wrong owner, mode or signature: do not use */
	WD_ERROR_LOCKED,      /* the key is locked: ask the person to unlock */
	WD_ERROR_WRONG_KEY,   /* this key or passphrase does not open it */
	WD_ERROR_DAMAGED,     /* authentication failed: tampered or torn */
	WD_ERROR_NOT_FOUND,   /* no such thing (any more) */
	WD_ERROR_BUSY,        /* somebody else has it; try again */
	WD_ERROR_UNSUPPORTED, /* a newer version, another suite, FIPS mode */
	WD_ERROR_IO,          /* the operating system refused */
	WD_ERROR_REFUSED,     /* policy says no */
} WdError;

GQuark wd_error_quark(void);
