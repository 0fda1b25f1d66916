/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

char *wd_ctl_man_format_tool(void);
char *wd_ctl_man_format_policy(void);
