/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "ui/wd-host.h"

/*
 * The few switches, part by part, for terminals that are too small for all of them at once: Finch
 * scrolls neither a preference frame nor a form.
 */
GList *wd_text_settings_list_actions(GList *actions, void (*chosen)(PurplePluginAction *action));
void wd_text_settings_show(const WdHost *host, gpointer plugin_handle, guint part);
