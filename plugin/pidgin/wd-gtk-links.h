/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/wd-host.h"

/*
 * Every click on a link in Pidgin's own text widget, and "Open" in its context menu. Owns one class
 * method of GtkIMHtml. It asks the session, and decides nothing: a link that may not be opened now
 * was refused or is being asked about over there.
 */
void wd_gtk_links_attach(const WdHost *host);
void wd_gtk_links_detach(void);
