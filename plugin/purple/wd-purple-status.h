/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * The page that says how things are, in every client: the facts of wardenctl doctor, and those that
 * only a running client knows. What lies on the disk is read in a thread.
 */
void wd_purple_status_attach(WdSession *session);
void wd_purple_status_detach(WdSession *session);
void wd_purple_status_show(WdSession *session);
char *wd_purple_status_format(const GPtrArray *facts); /* HTML */
