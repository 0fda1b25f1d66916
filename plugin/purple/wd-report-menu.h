/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * "Report and block" where a message was shown: in the menu of a stranger's conversation, and in
 * that of a contact in the list. libpurple's own menus, so that Finch has it too.
 */
void wd_report_menu_attach(WdSession *session);
void wd_report_menu_detach(WdSession *session);
