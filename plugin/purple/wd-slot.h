/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib-object.h>

/*
 * One function pointer of somebody else's struct, with ours in it while on duty. Lives in
 * file-level data: what is called through a slot has no data pointer, and may be called after we
 * have gone, by whoever wrapped the slot after us.
 */
typedef struct {
	GCallback *place; /* (nullable): never taken */
	GCallback ours;
	GCallback stock; /* (nullable) what was there; cast it to call it */
	gboolean is_left;
} WdSlot;

#define WD_SLOT_PLACE(member) ((GCallback *)(gpointer) & (member))

/* A slot that could not be given back stays ours, and hands on to its stock function for ever. */
void wd_slot_take(WdSlot *slot, GCallback *place, GCallback ours);
gboolean wd_slot_give_back(WdSlot *slot);
