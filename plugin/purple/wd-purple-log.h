/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * The encrypted logger, from its beginning to its end. What it does stands in wd-logger.h; which
 * logs are wanted in wd-log-wishes.h and wd-log-contacts.h, what policy says in wd-log-rules.h,
 * what viewers see in wd-log-view.h; sealing and files are the store's. A message is sealed and
 * written on the main loop, and brought to the disk by a thread (store/wd-log-sync.h); only
 * detaching waits for it.
 */
void wd_purple_log_attach(WdSession *session);
void wd_purple_log_detach(WdSession *session);

/* Whether a notice says that nothing is logged, and that is not so. */
gboolean wd_purple_log_contradicts(const char *primary);
