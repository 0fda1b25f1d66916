/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Passwords of accounts in the desktop's keyring (Secret Service), one item an account, for a main
 * loop: nothing here waits. Any program of the session can ask for them while the keyring is open;
 * what it protects from is a stolen disk and a copied home folder.
 */

/* @text is NULL when there is none, @problem says why; it is wiped after the call. */
typedef void (*WdPasswordFound)(const char *text, const char *problem, gpointer data);

/* @problem is NULL when the keyring has it. */
typedef void (*WdPasswordKept)(const char *problem, gpointer data);

typedef struct WdPasswordCall WdPasswordCall;

WdPasswordCall *wd_password_ring_find(const char *protocol,
				      const char *account,
				      WdPasswordFound found,
				      gpointer data);
WdPasswordCall *wd_password_ring_keep(const char *protocol,
				      const char *account,
				      const char *text,
				      WdPasswordKept kept,
				      gpointer data);
void wd_password_ring_forget(const char *protocol, const char *account);
void wd_password_ring_cancel(WdPasswordCall *call); /* the answer does not come any more */
