/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-event.h"
#include "ui/wd-ui.h"

/*
 * The last few messages of the last few conversations, for the moment when the person says what
 * they were. In memory only, and never more than two megabytes of it.
 */
typedef struct WdRecent WdRecent;

#define WD_RECENT_CONVERSATIONS 50
#define WD_RECENT_MESSAGES      5    /* of each */
#define WD_RECENT_BYTES         8192 /* of each message: its beginning says what it is */

WdRecent *wd_recent_new(void);
void wd_recent_free(WdRecent *recent);
void wd_recent_note(WdRecent *recent, const WdEvent *event);
/* The newest first; what they are belongs to @recent until the next note. */
GPtrArray *wd_recent_list(WdRecent *recent, const WdPlace *place);
