/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"
#include "ui/wd-insight-port.h"

/*
 * Looks at the disk for whoever wants to know how things are and what was done: the window in
 * Pidgin, the pages of the text UI. Each look is a thread of its own, and the main loop waits for
 * none.
 */
void wd_purple_insight_attach(WdSession *session);
void wd_purple_insight_detach(WdSession *session);
const WdInsightPort *wd_purple_insight_get_port(void);
