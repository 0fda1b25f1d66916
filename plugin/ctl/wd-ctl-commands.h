/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"

/*
 * The table of all commands: what is typed, what runs, how it is explained. A new command is a
 * function in the file of its group and a row here; usage, help and manual page follow from the
 * row. Streams are parameters, so that tests run the tool in their own process.
 */

/* One row of the table, for whoever documents it. */
typedef void (*WdCtlVisit)(const char *command, const char *usage, const char *help, gpointer data);

void wd_ctl_visit_commands(WdCtlVisit visit, gpointer data);
WdCtlExit wd_ctl_run(int in_fd, FILE *out, FILE *err, const char *const *words);
