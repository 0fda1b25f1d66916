/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"
#include "engine/wd-policy.h"

/*
 * How a command says in the audit trail what it does to logs. Where no client runs it writes the
 * lines itself; a client has the trail for itself, and is left notes of which it makes lines within
 * a minute. What cannot be said must not be done.
 */
typedef struct WdCtlTrail WdCtlTrail;

WdCtlTrail *wd_ctl_trail_open(const WdCtl *ctl, const char *base, const WdPolicy *policy);
gboolean
wd_ctl_trail_note(WdCtlTrail *trail, const char *event, const char *reason, const char *log_path);
void wd_ctl_trail_close(WdCtlTrail *trail);

/* All at once, for what takes long: a client that starts meanwhile must find the trail free. */
gboolean wd_ctl_trail_note_all(const WdCtl *ctl,
			       const WdPolicy *policy,
			       const char *event,
			       const char *reason,
			       const GPtrArray *log_paths);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdCtlTrail, wd_ctl_trail_close)
