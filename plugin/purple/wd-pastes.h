/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * The last lines that left each conversation of a protocol that sends line by line: a secret that
 * was pasted over several lines is whole only together with the lines before. It may be a key, so
 * that nothing is kept longer than the next line is waited for.
 */
#define WD_PASTE_BYTES (16 * 1024) /* a private key with its wrapping is 3 KiB */

typedef struct _WdPastes WdPastes;

WdPastes *wd_pastes_new(void);
void wd_pastes_free(WdPastes *pastes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdPastes, wd_pastes_free)

const char *wd_pastes_add(WdPastes *pastes, const char *key, const char *line, gint64 now_ms);
void wd_pastes_forget(WdPastes *pastes, const char *key);
guint wd_pastes_count(const WdPastes *pastes);
