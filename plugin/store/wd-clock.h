/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * A clock that is years ahead for a morning, after a slip of the hand or with a flat battery, makes
 * everything too old at once, and what is deleted for its age does not come back with the time. So
 * whoever deletes by age asks here first.
 */
gboolean wd_clock_is_steady(const char *base, gint64 now_ms);
