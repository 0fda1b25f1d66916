/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

/*
 * libpurple announces every offer and every cancelled transfer, in the conversation and in dialogs,
 * and no return code stops it. While it is hushed about one peer it says nothing of the kind.
 */
void wd_purple_hush_attach(PurplePlugin *plugin);
void wd_purple_hush_detach(PurplePlugin *plugin);

/* A protocol's dialog that what we sent to @who by ourselves did not arrive. */
void wd_purple_hush_expect_bounce(const char *who, gint64 until_ms);
gboolean wd_purple_hush_take_bounce(const char *who, gint64 now_ms);

/* Each begin has one end, within the same call of libpurple. */
void wd_purple_hush_begin(PurpleAccount *account, const char *who);
void wd_purple_hush_end_after_line(void);
void wd_purple_hush_end(void);
