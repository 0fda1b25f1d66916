/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"

/* One row of the table, for whoever documents it. */
typedef void (*WdCtlVisit)(const char *command, const char *usage, const char *help, gpointer data);

void wd_ctl_visit_commands(WdCtlVisit visit, gpointer data);
WdCtlExit wd_ctl_run(int in_fd, FILE *out, FILE *err, const char *const *words);
