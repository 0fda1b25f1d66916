/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-event.h"
#include "ui/wd-ui.h"

/*
 * Pidgin sends from its entry box and empties it afterwards. So what leaves while the box does not
 * hold it was sent by something else: a plugin, or a program on the session bus.
 */

WdTyped wd_gtk_typed_look(const WdPlace *place, const char *text);
