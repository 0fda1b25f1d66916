/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "rehearsal/wd-rehearsal-script.h"

/*
 * A profile on disk: made ready for a client, searched for what must not lie there, removed. The
 * profile may be a person's own: prepare and tidy change its preferences and nothing else, while no
 * client runs in it. Only a folder that was made for a rehearsal is ever removed.
 */
gboolean wd_rehearse_profile_prepare(const char *user_dir,
				     const char *client,
				     const char *const *modules,
				     guint pace_percent,
				     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean wd_rehearse_profile_tidy(const char *user_dir,
				  const char *client,
				  const char *const *modules,
				  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The search knows nothing of formats: it looks for bytes. */
char *wd_rehearse_profile_find_plaintext(const char *user_dir, const WdRehearsalScript *script);
void wd_rehearse_profile_remove(const char *path);
