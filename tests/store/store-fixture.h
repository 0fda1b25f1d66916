/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-held.h"
#include "store/wd-keys.h"

/* A profile of its own for each test: a temporary base folder with keys. */
typedef struct {
	char *base;
	WdKeys *keys;
} StoreFixture;

void store_fixture_set_up(StoreFixture *fixture, gconstpointer data);
void store_fixture_tear_down(StoreFixture *fixture, gconstpointer data);
char *store_fixture_path(const StoreFixture *fixture, const char *name);
void store_fixture_remove_tree(const char *path);
gboolean store_fixture_is_on_disk(const StoreFixture *fixture, const char *needle);
WdHeld *store_fixture_new_held(const WdEvent *fields, gint64 now_ms);
