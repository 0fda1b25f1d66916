/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <unistd.h>

#include "ctl/wd-ctl-commands.h"

int
main(int argc, char **argv)
{
	g_autofree const char **words = g_new0(const char *, (gsize)argc + 1);

	setlocale(LC_ALL, "");
	bindtextdomain(GETTEXT_PACKAGE, WD_LOCALE_DIR);
	bind_textdomain_codeset(GETTEXT_PACKAGE, "UTF-8");
	for (int i = 1; i < argc; i++)
		words[i - 1] = argv[i];
	return (int)wd_ctl_run(STDIN_FILENO, stdout, stderr, words);
}
