/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/* the encrypted logger. */
void wd_purple_log_attach(WdSession *session);
void wd_purple_log_detach(WdSession *session);
