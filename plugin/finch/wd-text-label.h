/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* The label of a button as the client can show it: Finch knows no keys for buttons, and would show
 * the underscores. */
char *wd_text_label(const char *label);
gboolean wd_text_label_is_finch(void);
