/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl-commands.h"

/* Runs of wardenctl's commands in this process. What @out and @err held before is freed; what was
 * printed is for free(). */
WdCtlExit ctl_output_run(const char *const *words, char **out, char **err);
/* "COMMAND --profile PROFILE ARGUMENT…"; command and arguments are separated by spaces. */
WdCtlExit ctl_output_run_on(
	const char *profile, const char *command, const char *arguments, char **out, char **err);
/* The same with @text as the standard input; complaints go where the test's own go. */
WdCtlExit ctl_output_feed(const char *text, const char *const *words, char **out);
