/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* The two manual pages, of the tables that the tool itself works by. Only the build prints them. */
char *wd_ctl_man_format_tool(void);
char *wd_ctl_man_format_policy(void);
