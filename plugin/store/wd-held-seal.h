/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-keys.h"

/*
 * An age file for each held message would cost the main loop two curve multiplications, and a flood
 * of strangers could stop it with them. So a batch of rows shares one envelope, and each row has a
 * key of its own out of it: one way, so that who takes the memory of the process later opens no row
 * that was sealed before. Every row carries the envelope and can be read alone.
 */

#define WD_HELD_SEAL_BATCH 1024 /* rows; how far a reader may have to turn the chain */

/* Seals rows; needs the public key only. */
typedef struct WdHeldSealer WdHeldSealer;

WdHeldSealer *wd_held_sealer_new(const WdKeys *keys);
void wd_held_sealer_free(WdHeldSealer *sealer);
GBytes *wd_held_sealer_seal(WdHeldSealer *sealer, const guint8 *plain, gsize len, GError **error);

/* Opens rows; remembers the envelope that it opened last, for rows of a batch are read together. */
typedef struct WdHeldOpener WdHeldOpener;

WdHeldOpener *wd_held_opener_new(WdKeys *keys);
void wd_held_opener_free(WdHeldOpener *opener);
void wd_held_opener_forget(WdHeldOpener *opener);
GBytes *wd_held_opener_open(WdHeldOpener *opener, const guint8 *sealed, gsize len, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdHeldSealer, wd_held_sealer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdHeldOpener, wd_held_opener_free)
