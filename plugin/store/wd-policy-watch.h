/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* Notices that something below policy folders may have changed. */
typedef struct WdPolicyWatch WdPolicyWatch;

typedef void (*WdPolicyMayHaveChanged)(gpointer data);

WdPolicyWatch *wd_policy_watch_new(const char *const *folders,
				   guint n_folders,
				   WdPolicyMayHaveChanged notice,
				   gpointer data);
void wd_policy_watch_free(WdPolicyWatch *watch);
