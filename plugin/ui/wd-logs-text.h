/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/wd-logs-port.h"

/* How the encrypted logs are, in sentences. */
char *wd_logs_text_for_state(const WdLogsState *state);
