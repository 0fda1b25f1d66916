/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-slot.h"

/**
 * wd_slot_take:
 * @slot: zeroed, or given back before
 * @place: the member to wrap; outlives the slot
 * @ours: what to put there; hands on to the slot's stock function
 *
 * Where somebody wrapped us and we could not give the slot back, we are still called: wrapping him
 * in turn would make a ring. Then nothing is done.
 */
void
wd_slot_take(WdSlot *slot, GCallback *place, GCallback ours)
{
	gboolean is_in_chain = slot->is_left && slot->place == place && *place != slot->stock;

	if (*place == ours || is_in_chain)
		return;
	slot->place = place;
	slot->ours = ours;
	slot->stock = *place;
	slot->is_left = FALSE;
	*place = ours;
}

/**
 * wd_slot_give_back:
 * @slot: a slot, taken or not
 *
 * Puts the stock function back, only where the slot is still ours. The stock function stays known:
 * whoever wrapped us goes on calling us.
 *
 * Returns: whether nobody calls us any more
 */
gboolean
wd_slot_give_back(WdSlot *slot)
{
	if (slot->place == NULL)
		return TRUE;
	slot->is_left = *slot->place != slot->ours;
	if (!slot->is_left)
		*slot->place = slot->stock;
	return !slot->is_left;
}
