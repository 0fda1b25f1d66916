/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * One file of hooks: everything it attaches it detaches, in reverse order, only where the slot is
 * still its own. The table of all parts stands in wd-duty.c, and nowhere else: a new kind of hook
 * is a new file and a new row. The order is that of need: the drafts are there before, and
 * longer than, whoever stops a message.
 */
typedef struct {
	const char *name;
	void (*attach)(WdSession *session);
	void (*detach)(WdSession *session);
} WdPart;

/* Between these two Warden is on duty. Neither touches what is held: that is on disk. */
void wd_duty_start(WdSession *session);
void wd_duty_stop(WdSession *session);
