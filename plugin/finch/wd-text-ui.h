/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/wd-host.h"
#include "ui/wd-ui.h"

/*
 * WdUiOps on purple_request_* and purple_notify_*: Finch, and every client without an interface of
 * its own. Part of the core module, and there from load to unload: other UIs come over it and go
 * again. It uses nothing but libpurple's calls, so it knows no terminal and no toolkit.
 */
typedef struct WdTextUi WdTextUi;

WdTextUi *wd_text_ui_new(const WdHost *host, gpointer plugin_handle);
void wd_text_ui_free(WdTextUi *ui);
const WdUiOps *wd_text_ui_get_ops(void);
