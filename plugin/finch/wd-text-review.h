/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "ui/wd-host.h"

/*
 * The review list as one form: which rows, and what to do with them. A form of libpurple's
 * cannot be filled anew, so this one is a picture of a moment: where a row was decided elsewhere
 * meanwhile, the person is told when it is applied.
 */
void wd_text_review_show(const WdHost *host, gpointer plugin_handle);
char *wd_text_review_describe(const WdHeld *held);
