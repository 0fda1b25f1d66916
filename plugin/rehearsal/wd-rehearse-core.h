/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "rehearsal/wd-rehearse-trace.h"

/*
 * A real libpurple core without a screen, and Warden in it as any client has it: warden.so is
 * loaded from its file, nothing of it is linked. There is one core in a process, and it starts
 * once.
 */
typedef struct {
	const char *user_dir; /* the profile */
	const char *module;   /* path of warden.so */
	const char *script;   /* (nullable) path; NULL: built in */
	guint pace_percent;
	gboolean is_throw_away; /* the profile: its other settings may be set too */
} WdRehearseSetting;

gboolean wd_rehearse_core_start(const WdRehearseSetting *setting,
				WdRehearseTrace *trace,
				GError **error) G_GNUC_WARN_UNUSED_RESULT;
void wd_rehearse_core_turn(guint ms);
void wd_rehearse_core_stop(void);
