/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "rehearsal/wd-rehearsal-script.h"
#include "rehearsal/wd-rehearse-tool.h"
#include "rehearsal/wd-rehearse-trace.h"

/*
 * The person at the keyboard: writes, and reviews what was held. Writes by libpurple's
 * conversation, as an entry box does; reviews with wardenctl, a process of its own, so that the way
 * from another process's decision to the client is rehearsed as well.
 */
typedef struct WdRehearsePerson WdRehearsePerson;

WdRehearsePerson *wd_rehearse_person_new(const WdRehearsalScript *script,
					 WdRehearseTrace *trace,
					 const WdRehearseTool *tool);
void wd_rehearse_person_free(WdRehearsePerson *person);
gboolean wd_rehearse_person_act(WdRehearsePerson *person, GError **error);
const GPtrArray *wd_rehearse_person_get_queue(const WdRehearsePerson *person);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdRehearsePerson, wd_rehearse_person_free)
