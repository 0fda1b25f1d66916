/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "fuzz-target.h"
#include "rehearsal/wd-rehearsal-script.h"

/* What parses can be played: each scene has an actor, and a review comes after what it reviews. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(WdRehearsalScript) script =
		wd_rehearsal_script_parse((const char *)bytes, (gssize)len, &error);

	g_assert_true((script == NULL) == (error != NULL));
	if (script == NULL)
		return 0;
	g_assert_cmpuint(script->scenes->len, <=, WD_REHEARSAL_SCENES);
	for (guint i = 0; i < script->scenes->len; i++) {
		const WdRehearsalScene *scene = g_ptr_array_index(script->scenes, i);

		g_assert_nonnull(scene->actor);
		g_assert_cmpuint(scene->action, <, WD_REHEARSAL_N_ACTIONS);
		g_assert_true(wd_rehearsal_script_find(script, scene->id) == scene);
		if (scene->of != NULL)
			g_assert_true(wd_rehearsal_script_find(script, scene->of) != scene);
	}
	return 0;
}
