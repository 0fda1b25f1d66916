/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Only says that it is worth looking: the store reads again and compares. Needs a main loop. Some
 * file systems report nothing, and policies expire by date, so it also speaks up every minute.
 */

/* Notices that something below policy folders may have changed. */
typedef struct WdPolicyWatch WdPolicyWatch;

typedef void (*WdPolicyMayHaveChanged)(gpointer data);

WdPolicyWatch *wd_policy_watch_new(const char *const *folders,
				   guint n_folders,
				   WdPolicyMayHaveChanged notice,
				   gpointer data);
void wd_policy_watch_free(WdPolicyWatch *watch);
