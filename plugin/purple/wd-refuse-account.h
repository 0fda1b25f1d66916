/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/* The one way in which an account is told that policy does not let it connect. */
void wd_refuse_account(WdSession *session,
		       PurpleAccount *account,
		       const char *code,
		       PurpleConnectionError kind,
		       const char *text);
