/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-held.h"

/*
 * Between WdHeld and the bytes that are sealed. What is unsealed is parsed as hostile: sealing
 * takes a public key only, so anybody who can write to the profile can put a content there.
 */

/* Eight times WD_LIMIT_TEXT_BYTES is 2 MiB; JSON writes a control character in six bytes. */
#define WD_HELD_CODEC_MAX_BYTES (8 * 1024 * 1024)

GBytes *wd_held_codec_format(const WdHeld *held);
WdHeld *wd_held_codec_parse(const guint8 *raw, gsize len, GError **error);
