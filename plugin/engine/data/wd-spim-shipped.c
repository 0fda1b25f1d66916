/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/data/wd-spim-shipped.h"

const guint8 wd_spim_shipped[WD_SPIM_SHIPPED_BYTES] = {
#include "engine/wd-spim-shipped-bytes.h"
};
