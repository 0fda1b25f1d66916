/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/wd-host.h"

/*
 * What Pidgin shows as pages of a window, as texts: what was done, every setting, how things are.
 * Each is a notice of libpurple's, which Finch lets one scroll through. A word behind the command
 * is what there is to click on elsewhere: only what has it is listed.
 */
typedef struct WdTextPages WdTextPages;

WdTextPages *wd_text_pages_new(const WdHost *host, gpointer plugin_handle);
void wd_text_pages_free(WdTextPages *pages);
void wd_text_pages_show_activity(WdTextPages *pages, const char *words);
void wd_text_pages_show_policy(WdTextPages *pages, const char *words);
void wd_text_pages_show_status(WdTextPages *pages);
