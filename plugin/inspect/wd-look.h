/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-file-facts.h"
#include "inspect/wd-inspect-limits.h"
#include "inspect/wd-media-type.h"

/*
 * Looks into one file: what warden-inspect does behind its closed door. Opens nothing.
 */

/* Everything that must be loaded before. */
void wd_look_prepare(WdMediaTypes *types);
WdFileFacts *wd_look(WdMediaTypes *types, int fd, const char *name, const WdInspectLimits *limits);
