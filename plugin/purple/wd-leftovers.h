/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-arrival.h"

/*
 * What lies in the quarantine when the client starts: files that wait in the review queue, and
 * those of a client that was killed while they arrived, were looked at or were on their way.
 */
void wd_leftovers_list(WdSession *session, WdArrivals *arrivals);
