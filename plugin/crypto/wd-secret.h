/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#define WD_SECRET_MAX_BYTES 4096 /* a page on every machine we know; keys are far smaller */

void *wd_secret_new(gsize len);
void wd_secret_free(void *secret, gsize len);
