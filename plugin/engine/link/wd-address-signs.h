/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/link/wd-url.h"

/*
 * What the letters of an address say of it when nobody has listed it: a name made up by a program,
 * a page that cost nothing, words that lure, a brand where it does not belong. Each sign is common
 * among honest addresses; several together are not. So there is a table of points and no rule.
 */

#define WD_ADDRESS_SUSPICIOUS 7 /* points: six of the address, and a stranger; or seven */
#define WD_ADDRESS_STRANGER   1 /* points for the first message of a stranger */

int wd_address_signs_weigh(const WdUrl *url, const char *registrable);
