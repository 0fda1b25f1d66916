/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib.h>
#include <locale.h>
#include <unistd.h>

#include "ctl/wd-ctl-commands.h"
#include "ui/wd-locale.h"

int
main(int argc, char **argv)
{
	g_autofree const char **words = g_new0(const char *, (gsize)argc + 1);

	setlocale(LC_ALL, "");
	wd_locale_bind();
	for (int i = 1; i < argc; i++)
		words[i - 1] = argv[i];
	return (int)wd_ctl_run(STDIN_FILENO, stdout, stderr, words);
}
