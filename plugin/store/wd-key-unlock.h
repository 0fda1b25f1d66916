/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-key-sealed.h"

/*
 * The slow work of a passphrase for a client: in a child of its own, because it takes a tenth of a
 * second and libgcrypt may not be used in threads here. Nobody has to be woken: ask now and then.
 */
typedef struct WdKeyWork WdKeyWork;

typedef enum { WD_KEY_WORK_GOES_ON, WD_KEY_WORK_DONE, WD_KEY_WORK_FAILED } WdKeyWorkState;

WdKeyWork *wd_key_work_start(const WdKeySealed *sealed, const char *passphrase);
WdKeyWorkState wd_key_work_look(WdKeyWork *work, guint8 key[WD_KDF_KEY_LEN]);
void wd_key_work_free(WdKeyWork *work); /* ends the child, if it still works */
