/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-state-db.h"

/*
 * The person may decide in wardenctl or in a second client, and the first must act on it. Says only
 * that something changed, not what; our own changes take the same way, so that there is one path to
 * a redraw.
 */

/* Tells when another process has changed state.db. */
typedef struct WdStateWatch WdStateWatch;

typedef void (*WdStateChanged)(gpointer data);

WdStateWatch *wd_state_watch_new(WdStateDb *db, WdStateChanged changed, gpointer data);
void wd_state_watch_free(WdStateWatch *watch);
void wd_state_watch_touch(WdStateWatch *watch);
