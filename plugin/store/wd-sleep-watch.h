/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Hears from logind that the computer is about to sleep, in time to tell a collector: or every lid
 * that is closed would look there like a client that was killed. A thread listens, since a bus may
 * keep one waiting; what it hears comes as bytes on a descriptor, because a client's main loop need
 * not be GLib's. Where there is no logind, nothing ever comes.
 */

#define WD_SLEEP_BEGINS 's' /* the computer waits a moment for what is to be said */
#define WD_SLEEP_ENDED  'w'

typedef struct WdSleepWatch WdSleepWatch;

WdSleepWatch *wd_sleep_watch_new(void);
int wd_sleep_watch_get_fd(const WdSleepWatch *watch); /* for reading; never blocks */
void wd_sleep_watch_free(WdSleepWatch *watch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdSleepWatch, wd_sleep_watch_free)
