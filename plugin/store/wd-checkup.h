/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-policy.h"
#include "store/wd-forward.h"
#include "store/wd-policy-store.h"

/*
 * Looks at what lies on disk and says in facts (engine/wd-fact.h) how things are. Reads only, and
 * blocks: a client does it in a thread, except for what it is handed. Nothing that is found is
 * quoted but names of files, protocols and plugins.
 */

/* From memory. */
void wd_checkup_policy(WdPolicyStore *store, GPtrArray *facts);
void wd_checkup_settings(const WdPolicy *policy, GPtrArray *facts);
void wd_checkup_forward(const GPtrArray *all_status, GPtrArray *facts);
void wd_checkup_plugin(const char *file_name, GPtrArray *facts);

/* From disk. */
void wd_checkup_keys(const char *base, const WdPolicy *policy, GPtrArray *facts);
void wd_checkup_state(const char *base, GPtrArray *facts);
void wd_checkup_trail(const char *base, const WdPolicy *policy, gint64 now_ms, GPtrArray *facts);
void wd_checkup_spool(const char *base, const WdPolicy *policy, gint64 now_ms, GPtrArray *facts);
void wd_checkup_profile(const char *user_folder, GPtrArray *facts);
void wd_checkup_prefs(const char *user_folder, GPtrArray *facts);
void wd_checkup_home(const char *home, GPtrArray *facts);
