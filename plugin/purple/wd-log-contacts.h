/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

/*
 * What the person wants logged of single contacts. Pidgin keeps it in the buddy list under a name
 * of its own and obeys it whatever the switches say; left there, it would log in the clear once
 * Warden is gone. So it is kept under a name of ours.
 */
void wd_log_contacts_take_over(void);
gboolean wd_log_contacts_find(PurpleConversation *conversation, gboolean *is_wanted);
