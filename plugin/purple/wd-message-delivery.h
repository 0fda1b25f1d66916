/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/* Delivers messages that were held and then released: to their conversation, as if they had come
 * just now, and past everything that would hold them a second time. */
void wd_message_delivery_attach(WdSession *session);
void wd_message_delivery_detach(WdSession *session);
gboolean wd_message_delivery_is_on(WdSession *session, PurpleAccount *account, const char *sender);
