/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "pidgin/wd-gtk-window.h"

/* Pidgin's preferences as the window's memory: /plugins/gtk/warden/window/… */
const WdGtkMemory *wd_gtk_memory_get(void);
