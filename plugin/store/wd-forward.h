/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-forward-runner.h"

/*
 * Brings the audit trail to every target that policy names, each by a thread of its own
 * (wd-forward-runner.h), so that a collector that is slow holds up neither the client nor another
 * collector. All calls come from the main thread; only freeing waits, and not for long.
 */

#define WD_FORWARD_MAX_TARGETS 4 /* a thread each */

typedef struct WdForward WdForward;

WdForward *
wd_forward_new(const char *base, const char *const *targets, const WdForwardOptions *options);
gboolean wd_forward_is_for(const WdForward *forward,
			   const char *const *targets,
			   const WdForwardOptions *options);
void wd_forward_wake(WdForward *forward);
GPtrArray *wd_forward_get_status(const WdForward *forward); /* of WdForwardStatus * */
void wd_forward_free(WdForward *forward, guint flush_ms);
