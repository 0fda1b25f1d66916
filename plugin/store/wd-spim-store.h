/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/spim/wd-spim-model.h"
#include "engine/wd-policy.h"

/*
 * A model that somebody trained, from its file into memory. It is read and not mapped: whoever cuts
 * a mapped file short ends the client.
 */

typedef struct WdSpimStore WdSpimStore;

WdSpimStore *wd_spim_store_open(const char *path, gboolean needs_root, GError **error);
WdSpimStore *wd_spim_store_open_for(const WdPolicy *policy, GError **error);
void wd_spim_store_close(WdSpimStore *store);
const WdSpimModel *wd_spim_store_get_model(const WdSpimStore *store);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdSpimStore, wd_spim_store_close)
