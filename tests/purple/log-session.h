/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/* A session with real keys and a policy that the test decides; linked in front of the real one. */
WdSession *log_session_start(PurplePlugin *plugin, const char *base);
void log_session_stop(void);
void log_session_set_policy(WdPolicyKey key, const char *value);
void log_session_forget_policy(void);
const char *log_session_get_banner(const char *id); /* NULL: none is shown */
guint log_session_count_audits(const char *name);
