/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "rehearsal/wd-rehearsal-names.h"

/*
 * prpl-rehearsal: an in-process protocol without a network, whose scripted contacts misbehave. It
 * knows nothing of Warden and includes none of its other folders but the engine's errors: what it
 * plays reaches the hooks through libpurple, as a stranger's message would.
 *
 * Signals on the protocol's plugin, for whoever watches from outside:
 *   rehearsal-scene (PurpleAccount *, const char *id)    about to be played
 *   rehearsal-wire  (PurpleAccount *, const char *line)  left the client: "im WHO TEXT" ...
 *   rehearsal-done  (PurpleAccount *)                    the script is over
 */

/* For wd-plugin.c, which asks policy besides, and ends the play before it ends the duty. */
gboolean wd_rehearsal_is_asked_for(void);
void wd_rehearsal_register(void);
void wd_rehearsal_unregister(void);
