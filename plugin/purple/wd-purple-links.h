/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * notify_uri, where every click of every client ends; and the answer for click paths of a UI. One
 * click is judged once: what may be opened stays approved for a moment, for its way through the
 * client. Incoming messages are another matter: their links are judged when they arrive.
 */
void wd_purple_links_attach(WdSession *session);
void wd_purple_links_detach(WdSession *session);
gboolean wd_purple_links_may_open(WdSession *session, const char *url);
/* For an address of our own making, which the person has just seen and said yes to. */
gboolean wd_purple_links_open_own(WdSession *session, const char *url);
