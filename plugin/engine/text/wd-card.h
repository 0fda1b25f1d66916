/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Finds numbers that could be payment cards, for wd-secret-leak.c. By shape and check digit alone:
 * nothing is sent anywhere to ask whether a card exists.
 */

#define WD_CARD_SHOWN 4 /* digits at the end that may be shown (PCI DSS 3.4) */

gboolean wd_card_find(const char *text, gsize from, gsize *start, gsize *end);
