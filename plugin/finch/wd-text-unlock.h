/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/wd-host.h"

/*
 * Unlocking in a client without windows of ours: one question, only ever asked because the person
 * wanted to see something that is locked.
 */
typedef void (*WdTextUnlocked)(const WdHost *host, gpointer plugin_handle);

void wd_text_unlock_ask(const WdHost *host, gpointer plugin_handle, WdTextUnlocked unlocked);
void wd_text_unlock_forget(const WdHost *host);
