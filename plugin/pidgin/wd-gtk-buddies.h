/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "pidgin/wd-gtk-notices.h"

/*
 * Where the notices stand: at the foot of the buddy list, above the status selector. The list's
 * window comes and goes, the notices stay: this file packs them whenever there is one. The shortcut
 * is the way to the review window for who uses no mouse.
 */
void wd_gtk_buddies_attach(WdGtkNotices *notices);
void wd_gtk_buddies_detach(WdGtkNotices *notices);
void wd_gtk_buddies_add_shortcut(const char *plugin_name, const char *action_label);
