/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs while the project is built: prints the manual page of the section it is given. */
#include "config.h"

#include <stdio.h>

#include "ctl/wd-ctl-man.h"

int
main(int argc, char **argv)
{
	gboolean is_policy = argc == 2 && g_str_equal(argv[1], "5");
	g_autofree char *page = is_policy ? wd_ctl_man_format_policy() : wd_ctl_man_format_tool();

	return fputs(page, stdout) < 0 || fflush(stdout) != 0;
}
