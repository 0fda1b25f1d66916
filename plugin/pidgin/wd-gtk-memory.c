/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-memory.h"

#include <purple.h>

#define ROOT "/plugins/gtk/warden/window"

/* A preference that is not there complains when it is read. */
static char *
make_path(const char *name)
{
	purple_prefs_add_none("/plugins/gtk/warden");
	purple_prefs_add_none(ROOT);
	return g_strdup_printf(ROOT "/%s", name);
}

static int
load(const char *name, int fallback)
{
	g_autofree char *path = make_path(name);

	if (!purple_prefs_exists(path))
		return fallback;
	/* Somebody may have edited prefs.xml. */
	return purple_prefs_get_type(path) == PURPLE_PREF_INT ? purple_prefs_get_int(path)
							      : fallback;
}

static void
save(const char *name, int value)
{
	g_autofree char *path = make_path(name);

	if (!purple_prefs_exists(path))
		purple_prefs_add_int(path, value);
	if (purple_prefs_get_type(path) == PURPLE_PREF_INT)
		purple_prefs_set_int(path, value);
}

static const WdGtkMemory memory = {load, save};

/**
 * wd_gtk_memory_get:
 *
 * Returns: (transfer none): keeps numbers in the person's preferences
 */
const WdGtkMemory *
wd_gtk_memory_get(void)
{
	return &memory;
}
