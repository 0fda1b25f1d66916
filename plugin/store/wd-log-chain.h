/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "crypto/wd-aead.h"

/*
 * Only the arithmetic of frames: no file, no record. Writing and reading share it, and a change
 * here is a change of the format: store/README.md comes first. A chain holds one key at a time, on
 * a page of its own.
 */

/* The frames of WDLOG1: one key a record, each frame bound to all before it. store/README.md. */

#define WD_LOG_MAGIC          "WDLOG1\n"
#define WD_LOG_SUITE          1  /* X25519, HKDF-SHA-256, ChaCha20-Poly1305 */
#define WD_LOG_ID_LEN         16 /* bytes of a file's id; its name is them in hexadecimal */
#define WD_LOG_BOUND_LEN      24 /* magic, suite and id: what every frame is bound to */
#define WD_LOG_PREAMBLE_LEN   28 /* and the envelope's length */
#define WD_LOG_FILE_KEY_LEN   32
#define WD_LOG_ENVELOPE_MAX   65536
#define WD_LOG_FRAME_HEAD_LEN 20 /* length, number, nonce */
#define WD_LOG_FRAME_MIN      80 /* of its length: one block of 64 and the tag */
#define WD_LOG_FRAME_MAX      66000

typedef struct WdLogChain WdLogChain;

WdLogChain *wd_log_chain_new(const guint8 bound[WD_LOG_BOUND_LEN],
			     const guint8 file_key[WD_LOG_FILE_KEY_LEN]);
void wd_log_chain_free(WdLogChain *chain);

/*
 * Sealing and opening move the chain on by one frame, and there is no way back: a frame that was
 * passed cannot be opened again with the same chain.
 */
gboolean wd_log_chain_seal(WdLogChain *chain, GByteArray *out, guint start);
gboolean wd_log_chain_open(WdLogChain *chain, WdAeadBatch *batch, guint8 *frame, gsize len);
gboolean wd_log_chain_skip(WdLogChain *chain, const guint8 *frame, gsize len);
guint32 wd_log_chain_get_next(const WdLogChain *chain);
const guint8 *wd_log_chain_get_tag(const WdLogChain *chain);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdLogChain, wd_log_chain_free)
