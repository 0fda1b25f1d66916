/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * The model that every build carries in itself, so that a plug-in copied alone into a home folder
 * has one, and so that a damaged file can never leave a client without. Where it comes from:
 * data/spim/ORIGIN.md.
 */

#define WD_SPIM_SHIPPED_BYTES (80 + (1 << 18))

extern const guint8 wd_spim_shipped[WD_SPIM_SHIPPED_BYTES];
