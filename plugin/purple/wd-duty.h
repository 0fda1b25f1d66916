/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/* One file of hooks: everything it attaches it detaches, in reverse order, only where the slot is
 * still its own. */
typedef struct {
	const char *name;
	void (*attach)(WdSession *session);
	void (*detach)(WdSession *session);
} WdPart;

void wd_duty_start(WdSession *session);
void wd_duty_stop(WdSession *session);
