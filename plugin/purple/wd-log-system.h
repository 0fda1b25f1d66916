/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

/*
 * The log of who came and went. libpurple writes it only while its own switch is on, which Warden
 * keeps off; so the same is written from the signals.
 */
typedef struct {
	gboolean (*is_wanted)(gpointer data); /* asked before each line */
	gpointer data;
} WdLogSystem;

void wd_log_system_start(PurplePlugin *plugin, const WdLogSystem *system);
void wd_log_system_stop(PurplePlugin *plugin);
