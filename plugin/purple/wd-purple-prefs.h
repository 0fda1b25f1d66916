/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * The few switches as libpurple's own preference frame, for every client without windows of ours.
 * Such a frame can only show libpurple's preferences, so there is a copy of each switch among them
 * while the session lives: filled from the policy, heard when it is changed, never read otherwise.
 */
void wd_purple_prefs_attach(WdSession *session);
void wd_purple_prefs_detach(WdSession *session);
guint wd_purple_prefs_count_lines(void);
PurplePluginPrefFrame *wd_purple_prefs_make_frame(WdSession *session, guint n_lines);
