/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * What follows when somebody else may be reading: the trail has it, the conversation says it, and
 * the next message to that person is asked about.
 */

void wd_key_change_tell(WdSession *session,
			PurpleAccount *account,
			const char *peer,
			const char *method,
			const char *words);
