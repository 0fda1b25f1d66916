/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/wd-host.h"

/* Every click on a link in Pidgin's own text widget, and "Open" in its context menu. */
void wd_gtk_links_attach(const WdHost *host);
void wd_gtk_links_detach(void);
