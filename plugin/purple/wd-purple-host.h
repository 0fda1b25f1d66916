/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * The session as a UI sees it, in a table of functions: what is held, decide it, read and set
 * policy. warden-pidgin is another module that shares no symbol with this one; it finds the table
 * at PurplePlugin.extra of core-warden and looks at its ABI number first.
 */
WdHost *wd_purple_host_new(WdSession *session);
void wd_purple_host_free(WdHost *host);
