/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/wd-host.h"

/*
 * "This Is SPIM" and "Not SPIM" in the context menu of a conversation's text, about the line under
 * the pointer, or the last message where the pointer is elsewhere. The menus of conversations and
 * contacts have them from the core module.
 */
void wd_gtk_lesson_menu_attach(const WdHost *host);
void wd_gtk_lesson_menu_detach(void);
