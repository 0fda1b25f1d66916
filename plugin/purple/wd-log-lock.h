/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * Opens and closes the private key in a client. Writing never needs it. At the start the keyring is
 * asked, if the key is there and without a prompt; a passphrase is given by hand, and forgotten
 * when no log was read for a while. Nothing here asks anybody: who unlocks has decided to.
 */
typedef struct WdLogLock WdLogLock;

/* @problem is NULL when it is open now; translated. */
typedef void (*WdLogUnlocked)(const char *problem, gpointer data);

/* @changed: the key has come or gone. */
WdLogLock *wd_log_lock_start(WdSession *session, void (*changed)(gpointer data), gpointer data);
void wd_log_lock_stop(WdLogLock *lock);

void
wd_log_lock_open(WdLogLock *lock, const char *passphrase, WdLogUnlocked unlocked, gpointer data);
void wd_log_lock_forget(WdLogLock *lock); /* nobody waits for the answer any more */
void wd_log_lock_close(WdLogLock *lock);
void wd_log_lock_touch(WdLogLock *lock); /* a log was read */
