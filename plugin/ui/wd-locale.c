/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ui/wd-locale.h"

#include <glib/gi18n-lib.h>

static gboolean
has_catalogue(const char *folder)
{
	const char *const *languages = g_get_language_names();

	for (gsize i = 0; languages[i] != NULL; i++) {
		g_autofree char *path = g_build_filename(
			folder, languages[i], "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);

		if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_locale_bind:
 *
 * Binds the translations of this program, whose strings are UTF-8 whatever the locale says, to the
 * place where they are installed; to the person's own data folder if it has the person's language
 * and that place has not, which is so where somebody installed Warden for themselves. To be called
 * once by each module, before its first translated word.
 */
void
wd_locale_bind(void)
{
	g_autofree char *own = g_build_filename(g_get_user_data_dir(), "locale", NULL);
	gboolean is_own = !has_catalogue(WD_LOCALE_DIR) && has_catalogue(own);

	bindtextdomain(GETTEXT_PACKAGE, is_own ? own : WD_LOCALE_DIR);
	bind_textdomain_codeset(GETTEXT_PACKAGE, "UTF-8");
}
