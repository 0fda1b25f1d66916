/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-event.h"

/* Where a received file came from, as a URL for the extended attributes that freedesktop.org names;
 * the sender, and never a credential or a device. */
char *wd_file_origin_format(const WdEvent *event);
