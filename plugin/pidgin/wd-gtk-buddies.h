/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "pidgin/wd-gtk-notices.h"

/*
 * Where the notices stand: at the foot of the buddy list, above the status selector. The list's
 * window comes and goes, the notices stay: this file packs them whenever there is one.
 */
void wd_gtk_buddies_attach(WdGtkNotices *notices);
void wd_gtk_buddies_detach(WdGtkNotices *notices);
